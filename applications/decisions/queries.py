"""Decisions in force, answers under way, answers owed, seats taken."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING

from django.db.models import Count, Q, QuerySet

from applications.candidates.models import Application, ApplicationStatus
from applications.decisions.models import Decision
from applications.decisions.rules import DUE_SOON_DAYS
from postings.posting.models import Opening

if TYPE_CHECKING:
    from ats.users.models import User


def decision_of(application_id: int) -> Decision | None:
    """Return the decision in force about an application."""
    return (
        Decision.objects.filter(application_id=application_id, undone_at=None)
        .select_related("decided_by")
        .first()
    )


def held() -> QuerySet[Decision]:
    """Return the decisions that their candidates were not told yet (see rules.is_held)."""
    return Decision.objects.filter(undone_at=None, answered_at=None, failed_at=None)


def held_answers(viewer: "User") -> QuerySet[Decision]:
    """Return decisions whose answer has not gone out yet, the next one first."""
    return _of_visible(viewer).filter(answered_at=None, failed_at=None).order_by("answer_due_at")


def failed_answers(viewer: "User") -> QuerySet[Decision]:
    """Return decisions whose answer could not be delivered, the oldest first."""
    return _of_visible(viewer).filter(failed_at__isnull=False).order_by("failed_at")


def overdue(viewer: "User", *, today: date) -> QuerySet[Application]:
    """Return applications that were promised an answer before `today` and have none."""
    return _owed_an_answer(viewer).filter(reply_by_on__lt=today)


def due_soon(viewer: "User", *, today: date) -> QuerySet[Application]:
    """Return applications whose answer is due today or within the next three days."""
    last = today + timedelta(days=DUE_SOON_DAYS)
    return _owed_an_answer(viewer).filter(reply_by_on__gte=today, reply_by_on__lte=last)


@dataclass(frozen=True)
class Seats:
    """How many seats an opening has and how many of them hires have taken."""

    opening: Opening
    taken: int

    @property
    def left(self) -> int:
        return max(self.opening.seats - self.taken, 0)


def seats_of(posting_ids: Iterable[int]) -> dict[int, list[Seats]]:
    """Return the openings of each posting with their seats, in one statement."""
    seats: dict[int, list[Seats]] = {pk: [] for pk in posting_ids}
    openings = (
        Opening.objects.filter(posting_id__in=seats)
        .annotate(taken=Count("hires", filter=Q(hires__status=ApplicationStatus.HIRED)))
        .order_by("position", "pk")
    )
    for opening in openings:
        seats[opening.posting_id].append(Seats(opening, opening.taken))
    return seats


def taken_of(opening_ids: Iterable[int]) -> dict[int, int]:
    """Return how many seats of each opening are taken, in one statement."""
    hires = Application.objects.filter(
        opening_id__in=list(opening_ids), status=ApplicationStatus.HIRED
    )
    rows = hires.values_list("opening_id").annotate(taken=Count("pk"))
    return {pk: taken for pk, taken in rows if pk is not None}


def seats_taken(opening_id: int) -> int:
    """Return how many hires hold a seat of the opening; lock it first to rely on the answer."""
    return Application.objects.filter(opening_id=opening_id, status=ApplicationStatus.HIRED).count()


def _of_visible(viewer: "User") -> QuerySet[Decision]:
    visible = Application.objects.visible_to(viewer)
    return Decision.objects.filter(
        undone_at=None, application__in=visible.values("pk")
    ).select_related(
        "application__candidate", "application__posting", "application__stage", "decided_by"
    )


def _owed_an_answer(viewer: "User") -> QuerySet[Application]:
    return (
        Application.objects.visible_to(viewer)
        .active()
        .filter(answered_at=None)
        .select_related("candidate", "posting", "stage")
        .order_by("reply_by_on", "id")
    )
