"""Which states lead to which, who takes a posting there, and when the clock does."""

from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

from postings.hiring_team.queries import is_hiring_manager
from postings.posting.models import Posting, PostingStatus
from postings.posting.rules import may_edit

if TYPE_CHECKING:
    from ats.users.models import User

DRAFT, IN_REVIEW = PostingStatus.DRAFT, PostingStatus.IN_REVIEW
OPEN, PAUSED = PostingStatus.OPEN, PostingStatus.PAUSED
CLOSED, ARCHIVED = PostingStatus.CLOSED, PostingStatus.ARCHIVED

# In the order of a posting's life.
SOURCES = {
    "send_for_review": frozenset({DRAFT}),
    "publish": frozenset({DRAFT, IN_REVIEW}),
    "approve": frozenset({IN_REVIEW}),
    "return_to_draft": frozenset({IN_REVIEW}),
    "pause": frozenset({OPEN}),
    "reopen": frozenset({PAUSED, CLOSED}),
    "close": frozenset({OPEN, PAUSED}),
    "archive": frozenset({CLOSED}),
    "unarchive": frozenset({ARCHIVED}),
}
TARGETS = {
    "send_for_review": IN_REVIEW,
    "publish": OPEN,
    "approve": IN_REVIEW,
    "return_to_draft": DRAFT,
    "pause": PAUSED,
    "reopen": OPEN,
    "close": CLOSED,
    "archive": ARCHIVED,
    "unarchive": CLOSED,
}
# What the posting's hiring manager may do, too, while it is in review.
REVIEWING = frozenset({"publish", "approve", "return_to_draft"})


def is_possible(action: str, status: str) -> bool:
    return status in SOURCES[action]


def possible_actions(status: str) -> list[str]:
    """What leads on from this state, in the order of a posting's life, whoever asks."""
    return [action for action in SOURCES if is_possible(action, status)]


def may_change(action: str, user: "User | None", posting: Posting) -> bool:
    """Recruiters and administrators do; a review is also for the posting's hiring manager."""
    if may_edit(user):
        return True
    return (
        user is not None
        and action in REVIEWING
        and posting.status == IN_REVIEW
        and is_hiring_manager(user, posting)
    )


def is_approved(posting: Posting) -> bool:
    """Whether a second person has approved it as it stands: any change asks for another look."""
    return posting.status == IN_REVIEW and posting.approved_version == posting.version


def review_problem(
    action: str, posting: Posting, user: "User | None", *, needs_review: bool
) -> str:
    """Say which second look a publication still lacks, or "".

    With `needs_review`, a posting is published from review only, and by somebody else than who
    sent it there. The clock (user None) publishes what is in review only once it is approved.
    """
    if action not in ("publish", "approve"):
        return ""
    if posting.status == DRAFT:
        return _("Send it for review first: a second person publishes it.") if needs_review else ""
    if user is None:
        return "" if is_approved(posting) else _("It is in review, and nobody has approved it.")
    if needs_review and posting.sent_for_review_by_id == user.pk:
        return _("You have sent it for review yourself: somebody else has to publish it.")
    return ""


def due_action(posting: Posting, now: datetime) -> str:
    """Return what the clock has to do with a posting, "publish" or "close", or ""."""
    if _is_due("publish", posting.publish_at, posting, now):
        return "publish"
    return "close" if _is_due("close", posting.close_at, posting, now) else ""


def _is_due(action: str, at: datetime | None, posting: Posting, now: datetime) -> bool:
    return at is not None and at <= now and is_possible(action, posting.status)


@dataclass(frozen=True, kw_only=True)
class Schedule:
    """When the clock publishes and closes a posting; whole minutes."""

    publish_at: datetime | None = None
    close_at: datetime | None = None


def schedule_problems(
    wanted: Schedule, stored: Schedule, *, status: str, now: datetime
) -> dict[str, str]:
    """Say what is wrong with a schedule, by column. What stands already may have come and gone."""
    problems = {}
    over = _("This time is over. Choose a later one.")
    if wanted.publish_at and wanted.publish_at != stored.publish_at:
        if status not in SOURCES["publish"]:
            problems["publish_at"] = _("It has been published already.")
        elif wanted.publish_at <= now:
            problems["publish_at"] = over
    if wanted.close_at and wanted.close_at != stored.close_at and wanted.close_at <= now:
        problems["close_at"] = over
    if wanted.publish_at and wanted.close_at and wanted.close_at <= wanted.publish_at:
        problems.setdefault("close_at", _("Closing has to come after publishing."))
    return problems
