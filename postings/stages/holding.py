"""Who stands in a stage that is to go: postings never ask about applicants themselves.

One other app registers itself here. It is asked, and told to move them, with the posting and the
stages locked, inside the transaction that removes the stages.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Protocol

from postings.stages.models import Stage

if TYPE_CHECKING:
    from ats.users.models import User


@dataclass(frozen=True)
class Held:
    """How many a stage holds: on the board, and decided or withdrawn while they were in it."""

    active: int = 0
    decided: int = 0

    @property
    def total(self) -> int:
        return self.active + self.decided


@dataclass(frozen=True)
class Departure:
    """A stage that is to go, with the one that takes over whoever is in it (None: nobody is)."""

    stage: Stage
    target: Stage | None


class Holder(Protocol):
    def held_in(self, stage_ids: Iterable[int]) -> dict[int, Held]:
        """Count what each stage holds; empty ones may be left out."""

    def empty(
        self, departures: Sequence[Departure], *, actor: "User | None", now: datetime
    ) -> None:
        """Move everybody out, and keep the names of the stages wherever they are spoken of."""


_holders: list[Holder] = []


def register(holder: Holder) -> None:
    """Let `holder` be asked before a stage is removed; called once when its app is ready."""
    if holder not in _holders:
        _holders.append(holder)


def held_in(stage_ids: Iterable[int]) -> dict[int, Held]:
    """Return what each of these stages holds; those that hold nothing are left out."""
    ids = list(stage_ids)
    sums: dict[int, Held] = {}
    for holder in _holders if ids else ():
        for pk, held in holder.held_in(ids).items():
            before = sums.get(pk, Held())
            sums[pk] = Held(before.active + held.active, before.decided + held.decided)
    return {pk: held for pk, held in sums.items() if held.total}


def empty(departures: Sequence[Departure], *, actor: "User | None", now: datetime) -> None:
    for holder in _holders:
        holder.empty(departures, actor=actor, now=now)
