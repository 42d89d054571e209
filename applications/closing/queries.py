"""What stands between a posting and its end: people without an answer, seats without a person."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.db.models import Count, OuterRef, QuerySet, Subquery, Value
from django.db.models.functions import Coalesce

from applications.candidates.models import Application, Submission
from applications.closing.models import BulkAnswer
from applications.decisions.queries import Seats
from postings.stages.models import StageKind


def unanswered(posting_id: int) -> QuerySet[Application]:
    """Return applications that nobody has decided and nobody has withdrawn, the oldest first.

    A decision whose answer is still held is not among them: its mail goes out by itself, also
    after the posting was closed, and a recruiter is told if it cannot be delivered.
    """
    return (
        Application.objects.active()
        .filter(posting_id=posting_id, answered_at=None)
        .select_related("candidate", "stage")
        .order_by("submitted_at", "id")
    )


def with_language(applications: QuerySet[Application]) -> QuerySet[Any]:
    """Annotate `language`, the one in which the person applied, "" where nothing says so."""
    first = Submission.objects.filter(application=OuterRef("pk")).order_by("received_at", "pk")
    return applications.annotate(
        language=Coalesce(Subquery(first.values("language")[:1]), Value(""))
    )


@dataclass(frozen=True)
class Group:
    """How many of those who wait are in a stage and applied in a language."""

    stage_id: int
    stage: str
    language: str
    count: int
    is_offer: bool = False  # people there wait for a contract


def groups_of(posting_id: int) -> list[Group]:
    """Return those without an answer by stage and language, in one statement."""
    rows = (
        with_language(unanswered(posting_id).order_by())
        .values("stage_id", "stage__name", "stage__kind", "stage__position", "language")
        .annotate(count=Count("pk"))
        .order_by("stage__position", "stage_id", "language")
    )
    return [
        Group(
            row["stage_id"],
            row["stage__name"],
            row["language"],
            row["count"],
            is_offer=row["stage__kind"] == StageKind.OFFER,
        )
        for row in rows
    ]


def running_answer(posting_id: int) -> BulkAnswer | None:
    """Return the answer to everybody that is under way."""
    return BulkAnswer.objects.filter(posting_id=posting_id, finished_at=None).first()


def latest_answer(posting_id: int) -> BulkAnswer | None:
    """Return the latest answer to everybody, under way or finished."""
    return BulkAnswer.objects.filter(posting_id=posting_id).order_by("-pk").first()


@dataclass(frozen=True)
class Filling:
    """How far a posting has come: seats taken of all seats, and people still waiting."""

    seats: int
    taken: int
    waiting: int

    @property
    def left(self) -> int:
        return max(self.seats - self.taken, 0)

    @property
    def is_filled(self) -> bool:
        return self.seats > 0 and self.left == 0


def filling_of(rows: Iterable[Seats], *, waiting: int) -> Filling:
    """Sum up the openings of one posting, as `decisions.queries.seats_of` returns them."""
    rows = list(rows)
    return Filling(
        seats=sum(row.opening.seats for row in rows),
        taken=sum(row.taken for row in rows),
        waiting=waiting,
    )
