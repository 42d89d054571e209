"""What is here already of what an import brings."""

from collections.abc import Iterable
from typing import TYPE_CHECKING

from postings.posting.models import Posting

if TYPE_CHECKING:
    from ats.users.models import User


def by_source(viewer: "User | None", addresses: Iterable[str]) -> dict[str, Posting]:
    """Return the newest posting that `viewer` may see of each source address, in one statement.

    Without a viewer every one: whoever runs commands may see all.
    """
    wanted = {address for address in addresses if address}
    seen = Posting.objects.visible_to(viewer) if viewer else Posting.objects.all()
    found = seen.filter(source_url__in=wanted).order_by("pk")
    return {posting.source_url: posting for posting in found} if wanted else {}
