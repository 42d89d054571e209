"""How a reader of one field answers: what it found and where, and what it would not decide."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Generic, TypeVar

T = TypeVar("T")


@dataclass(frozen=True)
class Found(Generic[T]):
    """A value with the line of the advert that says so (numbers start at 1)."""

    value: T
    line: int
    words: str


@dataclass(frozen=True)
class Doubt:
    """Words that speak of a field without settling it."""

    line: int
    words: str
    why: str


@dataclass(frozen=True)
class Reading(Generic[T]):
    found: Found[T] | None = None
    doubts: tuple[Doubt, ...] = field(default=())

    @property
    def value(self) -> T | None:
        return self.found.value if self.found else None


def agreed(found: Iterable[Found[T]], why: str, doubts: Iterable[Doubt] = ()) -> Reading[T]:
    """Take the first of `found` when all say the same; otherwise take none and doubt each."""
    everything = list(found)
    if not everything:
        return Reading(doubts=tuple(doubts))
    if any(other.value != everything[0].value for other in everything):
        contradictions = (Doubt(each.line, each.words, why) for each in everything)
        return Reading(doubts=(*doubts, *contradictions))
    return Reading(everything[0], tuple(doubts))
