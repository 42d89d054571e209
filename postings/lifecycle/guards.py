"""Rules that other apps add to the lifecycle: postings never ask about applicants themselves.

A guard gets the locked posting inside the transaction of the change, and says in one sentence
why it must not happen, or "".
"""

from collections.abc import Callable
from datetime import datetime

from postings.lifecycle.rules import SOURCES
from postings.posting.models import Posting

Guard = Callable[[Posting, datetime], str]

_guards: dict[str, list[Guard]] = {action: [] for action in SOURCES}


class Guarded(Exception):
    """A guard forbids it; `reasons` are sentences for people."""

    def __init__(self, reasons: list[str]) -> None:
        super().__init__("; ".join(reasons))
        self.reasons = reasons


def register(action: str, guard: Guard) -> None:
    """Let `guard` be asked before every `action` (see rules.SOURCES), on every path."""
    if guard not in _guards[action]:
        _guards[action].append(guard)


def unregister(action: str, guard: Guard) -> None:
    _guards[action].remove(guard)


def check(action: str, posting: Posting, now: datetime) -> None:
    """Ask all guards of `action`. Raises Guarded."""
    if reasons := objections(action, posting, now):
        raise Guarded(reasons)


def objections(action: str, posting: Posting, now: datetime) -> list[str]:
    """Return what the guards of `action` say against it, for telling people beforehand."""
    return [reason for guard in _guards[action] if (reason := guard(posting, now))]
