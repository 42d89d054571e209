"""Which handler reacts to which verb."""

from collections import defaultdict
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from ats.events.models import Delivery, Event

HandlerFunction = Callable[[Event, Delivery], None]
ParkedFunction = Callable[[Event, Delivery, datetime], None]


@dataclass(frozen=True)
class Handler:
    """A reaction to events: `name` is stored in Delivery rows, so it never changes."""

    name: str
    verbs: tuple[str, ...]
    function: HandlerFunction
    on_parked: ParkedFunction | None = None


class HandlerNameTaken(Exception):
    pass


class TryAgain(Exception):
    """Raised by a handler that knows itself when its next try is due; never leads to parking."""

    def __init__(self, *, at: datetime, reason: str = "") -> None:
        super().__init__(reason)
        self.at = at
        self.reason = reason


_by_name: dict[str, Handler] = {}
_by_verb: dict[str, list[Handler]] = defaultdict(list)


def handles(
    *verbs: str, name: str, on_parked: ParkedFunction | None = None
) -> Callable[[HandlerFunction], HandlerFunction]:
    """Register a function as the reaction to `verbs`.

    It is called at least once for each event, outside any transaction, and must be safe to
    repeat. It raises to be tried again later: after pauses of the queue's own, or with TryAgain
    at a time that it names. After too many tries the delivery is parked, and `on_parked(event,
    delivery, now)` is called in the transaction that parks it. A handler without verbs is only
    ever asked for by name, with `ats.events.actions.schedule`.
    """

    def register(function: HandlerFunction) -> HandlerFunction:
        if name in _by_name:
            raise HandlerNameTaken(name)
        handler = Handler(name, verbs, function, on_parked)
        _by_name[name] = handler
        for verb in verbs:
            _by_verb[verb].append(handler)
        return function

    return register


def handlers_of(verb: str) -> list[Handler]:
    """Return the handlers that a new event of this verb is delivered to."""
    return _by_verb.get(verb, [])


def handler_named(name: str) -> Handler | None:
    """Return the handler, or None when a release has dropped it."""
    return _by_name.get(name)
