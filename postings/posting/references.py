"""References and addresses of new postings."""

import secrets
from datetime import datetime

from django.utils.text import slugify

from postings.posting.models import Posting

_ALPHABET = "23456789BCDFGHJKMNPQRSTVWXYZ"  # no vowels, hence no words; no 0, 1
_LONGEST_SLUG = 100


def new_reference(now: datetime) -> str:
    """ "2026-K7QF": year and four random characters; not guessable in order, short on the phone."""
    while True:
        code = "".join(secrets.choice(_ALPHABET) for _ in range(4))
        reference = f"{now.year}-{code}"
        if not Posting.objects.filter(reference=reference).exists():
            return reference


def free_slug(title: str, *, posting: Posting | None = None) -> str:
    """The title as an address, with a few random characters when it is taken or says nothing."""
    slug = slugify(title)[:_LONGEST_SLUG].strip("-")
    others = Posting.objects.exclude(pk=posting.pk) if posting else Posting.objects.all()
    if slug and not others.filter(slug=slug).exists():
        return slug
    suffix = "".join(secrets.choice(_ALPHABET) for _ in range(4)).lower()
    return f"{slug or 'posting'}-{suffix}"
