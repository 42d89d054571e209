"""What a program sent, JSON or form alike, as plain objects, lists and texts."""

import json
import re
from collections.abc import Iterator, Mapping
from typing import Any

from django.utils.datastructures import MultiValueDict

DEEPEST = 5
MOST_NAMES = 1_000
_PART = re.compile(r"\[([^\[\]]*)\]")


class Malformed(Exception):
    """It cannot be read; the text says why."""


def from_json(body: bytes) -> dict[str, Any]:
    """Return a JSON object. Raises Malformed."""
    try:
        sent = json.loads(body, parse_constant=_no_constant)
    except (ValueError, RecursionError) as error:
        raise Malformed("The body is no JSON that we can read.") from error
    if not isinstance(sent, dict):
        raise Malformed("The body is to be a JSON object.")
    cleaned = _cleaned(sent, depth=0)
    return {_without_brackets(name): value for name, value in cleaned.items()}


def from_form(data: "MultiValueDict[str, str]") -> dict[str, Any]:
    """Return a form as what its names say: "consent[store]" is an object, "question_7[]" a list.

    "educations[][degree_id]" makes objects in the order in which their values came. Of a name that
    came several times the last value counts, as in HTML forms. Raises Malformed.
    """
    sent: dict[str, Any] = {}
    for name in data:
        head, rest = name.partition("[")[0], _PART.findall(name)
        if len(rest) > DEEPEST:
            raise Malformed(f"The name {name[:60]!r} is nested too deeply.")
        if not rest:
            sent[name] = data[name]
        elif rest[0] == "":
            _into_list(sent, head, rest[1:], [str(value) for value in data.getlist(name)])
        else:
            _into_object(sent, head, rest, str(data[name]))
    return dict(_cleaned(sent, depth=0))


def _into_list(sent: dict[str, Any], head: str, rest: list[str], values: list[str]) -> None:
    found = sent.setdefault(head, [])
    if not isinstance(found, list):
        raise Malformed(f"{head[:60]!r} is both one value and a list.")
    if not rest:
        found.extend(values)
        return
    for place, value in enumerate(values):
        while len(found) <= place:
            found.append({})
        if not isinstance(found[place], dict):
            raise Malformed(f"{head[:60]!r} has both values and objects in it.")
        _into_object(found[place], rest[0], rest, value)


def _into_object(sent: dict[str, Any], head: str, rest: list[str], value: str) -> None:
    """Set sent[head][rest[0]]…; a list's object has its first name as `head` already."""
    names = rest if rest[0] == head else [head, *rest]
    for name in names[:-1]:
        inner = sent.setdefault(name, {})
        if not isinstance(inner, dict):
            raise Malformed(f"{name[:60]!r} is both a value and an object.")
        sent = inner
    sent[names[-1]] = value


def _cleaned(value: Any, *, depth: int) -> Any:
    """Return the value without NUL and halves of surrogate pairs, which no database takes."""
    if depth > DEEPEST:
        raise Malformed("The body is nested too deeply.")
    if isinstance(value, str):
        return _text(value)
    if isinstance(value, list):
        return [_cleaned(item, depth=depth + 1) for item in _bounded(value)]
    if isinstance(value, dict):
        pairs = _bounded(value.items())
        return {_text(name): _cleaned(item, depth=depth + 1) for name, item in pairs}
    return value


def _bounded(items: Any) -> Iterator[Any]:
    if len(items) > MOST_NAMES:
        raise Malformed(f"At most {MOST_NAMES} values are read.")
    return iter(items)


def _text(text: str) -> str:
    return text.replace("\x00", "").encode(errors="replace").decode()


def _without_brackets(name: str) -> str:
    return name.removesuffix("[]")


def _no_constant(name: str) -> Any:
    raise ValueError(name)


def canonical(sent: Mapping[str, Any]) -> bytes:
    """Return what was sent as bytes that are the same whatever the order of its names."""
    return json.dumps(sent, sort_keys=True, ensure_ascii=True, separators=(",", ":")).encode()
