"""Which handler reacts to which verb."""

from collections import defaultdict
from collections.abc import Callable
from dataclasses import dataclass

from ats.events.models import Delivery, Event

HandlerFunction = Callable[[Event, Delivery], None]


@dataclass(frozen=True)
class Handler:
    """A reaction to events: `name` is stored in Delivery rows, so it never changes."""

    name: str
    verbs: tuple[str, ...]
    function: HandlerFunction


class HandlerNameTaken(Exception):
    pass


_by_name: dict[str, Handler] = {}
_by_verb: dict[str, list[Handler]] = defaultdict(list)


def handles(*verbs: str, name: str) -> Callable[[HandlerFunction], HandlerFunction]:
    """Register a function as the reaction to `verbs`.

    It is called at least once for each event, outside any transaction, and must be safe to
    repeat. It raises to be tried again later. A handler without verbs is only ever asked for
    by name, with `ats.events.actions.schedule`.
    """

    def register(function: HandlerFunction) -> HandlerFunction:
        if name in _by_name:
            raise HandlerNameTaken(name)
        handler = Handler(name, verbs, function)
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
