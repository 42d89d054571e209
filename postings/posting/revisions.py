"""What each section of a posting was after each change."""

from datetime import datetime
from typing import TYPE_CHECKING, Any

from postings.posting.models import Posting, Revision
from postings.posting.plain import to_plain

if TYPE_CHECKING:
    from ats.users.models import User


def keep_revision(
    posting: Posting,
    section: str,
    *,
    before: Any,
    after: Any,
    actor: "User | None",
    now: datetime,
) -> None:
    """Store a changed section of a locked posting; `posting.version` is that after the change.

    What was there before is stored, too, where the newest revision does not say the same: before
    the first change of a section nothing is, and copies and handlers write past it.
    """
    old, new = to_plain(before), to_plain(after)
    if old == new:
        return
    newest = posting.revisions.filter(section=section).order_by("-pk").first()
    revisions = []
    if newest is None:
        revisions.append(_original(posting, old))
    elif newest.value != old:
        revisions.append(Revision(version=posting.version - 1, value=old, created_at=now))
    revisions.append(Revision(version=posting.version, value=new, actor=actor, created_at=now))
    for revision in revisions:
        revision.posting, revision.section = posting, section
    Revision.objects.bulk_create(revisions)


def _original(posting: Posting, value: Any) -> Revision:
    return Revision(
        version=1, value=value, actor_id=posting.created_by_id, created_at=posting.created_at
    )
