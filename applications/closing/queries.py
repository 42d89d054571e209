"""What stands between a posting and its end: people without an answer, seats without a person."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import QuerySet

from applications.candidates.models import Application
from applications.decisions.queries import Seats


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
