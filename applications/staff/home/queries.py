"""What waits for whom, each list cut to its beginning, in a fixed number of statements."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Generic, TypeVar

from django.db.models import Count, Model, QuerySet
from django.utils import timezone

from applications.candidates.models import Application, ApplicationStatus
from applications.decisions import queries as decisions
from applications.decisions.models import Decision
from applications.decisions.queries import Seats
from applications.decisions.rules import may_be_undone
from applications.scorecards.queries import owed_by
from postings.lifecycle.queries import waiting_for_review, waiting_schedules
from postings.posting.models import Posting, PostingStatus
from postings.stages.models import StageKind

if TYPE_CHECKING:
    from ats.users.models import User

Row = TypeVar("Row", bound=Model)

SHOWN = 6
MOST_POSTINGS = 50


@dataclass(frozen=True)
class Some(Generic[Row]):
    """The first few of a list; `has_more` says that there are others."""

    rows: list[Row]
    has_more: bool


@dataclass(frozen=True)
class Glance:
    """A posting in one line: how many active applications of each kind, seats, lateness."""

    posting: Posting
    counts: list[tuple[str, int]]  # label of each StageKind, in order
    seats: list[Seats]

    @property
    def total(self) -> int:
        return sum(count for _, count in self.counts)

    @property
    def seats_total(self) -> int:
        return sum(row.opening.seats for row in self.seats)

    @property
    def seats_left(self) -> int:
        return sum(row.left for row in self.seats)


@dataclass(frozen=True)
class RecruiterHome:
    overdue: Some[Application]
    due_soon: Some[Application]
    failed: Some[Decision]
    held: Some[Decision]
    fresh: Some[Application]
    scores_owed: Some[Application]
    to_review: Some[Posting]
    schedules: Some[Posting]
    postings: list[Glance]

    @property
    def filled(self) -> list[Glance]:
        """Postings at work whose last seat is taken: they wait to be closed."""
        return [glance for glance in self.postings if glance.seats and not glance.seats_left]

    @property
    def undoable(self) -> set[int]:
        """The decisions whose answer can still be stopped."""
        rows = self.held.rows
        return {row.pk for row in rows if may_be_undone(row, row.application.posting)}

    @property
    def is_quiet(self) -> bool:
        """Nothing of all that asks for something today."""
        asks = (
            self.overdue,
            self.due_soon,
            self.failed,
            self.scores_owed,
            self.to_review,
            self.schedules,
        )
        return not any(some.rows for some in asks)


def recruiter_home(viewer: "User", *, now: datetime) -> RecruiterHome:
    """Return the home of a recruiter or administrator."""
    today = timezone.localtime(now).date()
    return RecruiterHome(
        overdue=some(decisions.overdue(viewer, today=today)),
        due_soon=some(decisions.due_soon(viewer, today=today)),
        failed=some(decisions.failed_answers(viewer)),
        held=some(decisions.held_answers(viewer)),
        fresh=some(_new_since(viewer, now - timedelta(days=1))),
        scores_owed=some(owed_by(viewer)),
        to_review=some(waiting_for_review(viewer)),
        schedules=some(waiting_schedules(viewer)),
        postings=glances(viewer),
    )


def some(found: "QuerySet[Row]", shown: int = SHOWN) -> Some[Row]:
    """Read the first rows and whether more follow, in one statement."""
    rows = list(found[: shown + 1])
    return Some(rows[:shown], len(rows) > shown)


def glances(viewer: "User") -> list[Glance]:
    """Return the postings at work that `viewer` may see, in three statements."""
    postings = list(
        Posting.objects.visible_to(viewer)
        .filter(status__in=(PostingStatus.OPEN, PostingStatus.PAUSED))
        .order_by("-published_at", "-id")[:MOST_POSTINGS]
    )
    ids = [posting.pk for posting in postings]
    counts = _counts_by_kind(ids)
    seats = decisions.seats_of(ids)
    return [
        Glance(
            posting,
            [(str(kind.label), counts[posting.pk, kind.value]) for kind in StageKind],
            seats[posting.pk],
        )
        for posting in postings
    ]


def _counts_by_kind(posting_ids: list[int]) -> dict[tuple[int, str], int]:
    counts: dict[tuple[int, str], int] = defaultdict(int)
    rows = (
        Application.objects.filter(posting__in=posting_ids, status=ApplicationStatus.ACTIVE)
        .values_list("posting_id", "stage__kind")
        .annotate(n=Count("pk"))
    )
    for posting_id, kind, count in rows:
        counts[posting_id, kind] += count
    return counts


def _new_since(viewer: "User", moment: datetime) -> QuerySet[Application]:
    return (
        Application.objects.visible_to(viewer)
        .active()
        .filter(submitted_at__gte=moment)
        .select_related("candidate", "posting", "stage")
        .order_by("-submitted_at", "-id")
    )
