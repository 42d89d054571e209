"""Every feature that holds personal data, found by its personal_data.py."""

from collections.abc import Callable
from dataclasses import dataclass
from importlib import import_module

from applications.candidates.models import Candidate
from ats.events.discovery import feature_modules


@dataclass(frozen=True)
class Holder:
    """A feature's two answers to a candidate: what do you know of me, and forget me."""

    feature: str
    collect: Callable[[Candidate], list[dict[str, object]]]
    erase: Callable[[Candidate], None]


def holders() -> list[Holder]:
    """Return all features that hold personal data; `candidates`, which all refer to, is last."""
    found = [
        Holder(name.split(".")[-2], module.collect, module.erase)
        for name in feature_modules("personal_data")
        for module in [import_module(name)]
    ]
    return sorted(found, key=lambda holder: holder.feature == "candidates")
