"""Comparing answers with a table of name → type; a "?" after a type lets null in."""

import re
from datetime import datetime
from uuid import UUID

_TYPES = {
    "text": lambda value: isinstance(value, str),
    "integer": lambda value: isinstance(value, int) and not isinstance(value, bool),
    "number": lambda value: isinstance(value, int | float) and not isinstance(value, bool),
    "boolean": lambda value: isinstance(value, bool),
    "list": lambda value: isinstance(value, list),
    "address": lambda value: re.fullmatch(r"https?://[^\s]+", value),
    "uuid": lambda value: str(UUID(value)) == value,
    "time": lambda value: datetime.fromisoformat(value).tzinfo is not None,
    "null": lambda value: value is None,
}


def disagreements(value, shape, where="$"):
    """Return in words where `value` is not what `shape` says, names too many and too few included.

    A dict is an object with exactly these names ("name?" may be missing), a list of one shape is a
    list of such, a set is one of these values, a text names a type.
    """
    if isinstance(shape, dict):
        return _object(value, shape, where)
    if isinstance(shape, list):
        if not isinstance(value, list):
            return [f"{where}: no list"]
        return [
            wrong
            for place, item in enumerate(value)
            for wrong in disagreements(item, shape[0], f"{where}[{place}]")
        ]
    if isinstance(shape, set):
        return [] if value in shape else [f"{where}: {value!r}"]
    return _scalar(value, shape, where)


def _object(value, shape, where):
    if not isinstance(value, dict):
        return [f"{where}: no object"]
    names = {name.rstrip("?") for name in shape}
    wrong = [f"{where}.{name}: unknown" for name in value if name not in names]
    for name, inner in shape.items():
        bare = name.rstrip("?")
        if bare in value:
            wrong += disagreements(value[bare], inner, f"{where}.{bare}")
        elif not name.endswith("?"):
            wrong.append(f"{where}.{bare}: missing")
    return wrong


def _scalar(value, shape, where):
    if shape.endswith("?") and value is None:
        return []
    try:
        fits = _TYPES[shape.rstrip("?")](value)
    except (TypeError, ValueError):
        fits = False
    return [] if fits else [f"{where}: {value!r} is no {shape}"]
