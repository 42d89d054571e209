"""What may become of a posting's content."""

from django.utils.translation import gettext as _

from postings.posting.models import Posting

LONGEST_NAME = 100


def template_problem(posting: Posting) -> str:
    """Say why no template is made of this posting, or ""."""
    if posting.is_confidential:
        return _(
            "This posting is confidential, and everyone who makes postings would see its template."
        )
    return ""
