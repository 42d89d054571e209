"""Handlers that exist for one test only."""

from collections.abc import Callable, Iterator

import pytest

from ats.events import registry


@pytest.fixture
def handler() -> Iterator[Callable[..., None]]:
    """Return a function that registers a handler for the length of the test."""
    names: list[str] = []

    def register(function, *verbs, name="test.handler", on_parked=None):  # type: ignore[no-untyped-def]
        registry.handles(*verbs, name=name, on_parked=on_parked)(function)
        names.append(name)

    yield register
    for name in names:
        dropped = registry._by_name.pop(name)
        for verb in dropped.verbs:
            registry._by_verb[verb].remove(dropped)
