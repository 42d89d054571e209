"""How many seats of an opening are taken: postings never ask about applicants themselves.

Another app registers a count here, which is asked with the openings locked.
"""

from collections.abc import Callable, Iterable, Sequence
from typing import TYPE_CHECKING

from postings.posting.models import Opening
from postings.posting.rows import RowInUse

if TYPE_CHECKING:
    from postings.posting.models import Posting
    from postings.posting.sections import OpeningRow

Count = Callable[[Iterable[int]], dict[int, int]]

_counts: list[Count] = []


class SeatsTaken(RowInUse):
    """An opening would have fewer seats than people were hired for."""

    def __init__(self, team: str, taken: int) -> None:
        super().__init__(team)
        self.team = team
        self.taken = taken


def register(count: Count) -> None:
    """Let `count` say how many seats of openings, by their ids, are taken."""
    if count not in _counts:
        _counts.append(count)


def taken_of(opening_ids: Iterable[int]) -> dict[int, int]:
    """Return how many seats of each opening are taken; those with none are left out."""
    ids = list(opening_ids)
    sums: dict[int, int] = {}
    for count in _counts if ids else ():
        for pk, taken in count(ids).items():
            sums[pk] = sums.get(pk, 0) + taken
    return {pk: taken for pk, taken in sums.items() if taken}


def check_enough(posting: "Posting", rows: Sequence["OpeningRow"]) -> None:
    """Lock the openings of a posting and compare. Raises SeatsTaken.

    A hire takes the same lock, so that the last seat is neither taken nor dropped meanwhile.
    """
    locked = Opening.objects.select_for_update().filter(posting=posting).order_by("pk")
    taken = taken_of([opening.pk for opening in locked])
    for row in rows:
        if row.id is not None and row.seats < taken.get(row.id, 0):
            raise SeatsTaken(row.team, taken[row.id])


def is_filled(openings: Iterable[Opening]) -> bool:
    """Whether every seat is taken; without openings nothing can be."""
    openings = list(openings)
    taken = taken_of([opening.pk for opening in openings])
    left = [opening.seats - taken.get(opening.pk, 0) for opening in openings]
    return bool(left) and max(left) <= 0
