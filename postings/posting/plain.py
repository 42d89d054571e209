"""Sections of a posting as JSON and back, by the types of their dataclasses."""

import types
import typing
from dataclasses import MISSING, Field, fields, is_dataclass
from datetime import date, datetime
from decimal import Decimal, InvalidOperation
from typing import Any

_NUL = "\x00"


class DoesNotFit(Exception):
    """The data is not, or no longer, a value of that type; `where` names the place."""

    def __init__(self, where: str) -> None:
        super().__init__(where)
        self.where = where


def to_plain(value: Any) -> Any:
    """The value in what JSON knows; decimals and dates as text."""
    if is_dataclass(value) and not isinstance(value, type):
        return {field.name: to_plain(getattr(value, field.name)) for field in fields(value)}
    if isinstance(value, list | tuple):
        return [to_plain(item) for item in value]
    if isinstance(value, dict):
        return {str(key): to_plain(item) for key, item in value.items()}
    if isinstance(value, Decimal):
        return _decimal(value)
    if isinstance(value, date):  # a datetime, too
        return value.isoformat()
    if isinstance(value, str | bool | int | float) or value is None:
        return value if type(value) in _JSON_TYPES else _without_subclass(value)
    return str(value)


def _decimal(value: Decimal) -> str:
    """The same text for 70000 and 70000.00, as equal numbers are."""
    text = f"{value:f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


_JSON_TYPES = (str, bool, int, float, type(None))


def _without_subclass(value: Any) -> Any:
    """A member of TextChoices and the like as the text that it is."""
    return str(value) if isinstance(value, str) else int(value)


def from_plain(hint: Any, data: Any, where: str = "") -> Any:
    """A value of the type `hint` from what `to_plain` made of it, perhaps by an older version.

    Columns that it does not name get their default, those that are not known any more are passed
    over. Raises DoesNotFit.
    """
    if is_dataclass(hint):
        return _dataclass(hint, data, where)
    origin = typing.get_origin(hint)
    if origin in (typing.Union, types.UnionType):
        return _optional(hint, data, where)
    if origin is tuple:
        return _tuple(hint, data, where)
    if origin in (dict, typing.Mapping) or hint is dict:
        return _checked(data, dict, where)
    return _scalar(hint, data, where)


def _dataclass(hint: Any, data: Any, where: str) -> Any:
    _checked(data, dict, where)
    hints = typing.get_type_hints(hint)
    values = {
        field.name: from_plain(hints[field.name], data[field.name], _below(where, field.name))
        for field in fields(hint)
        if field.name in data
    }
    lacking = [f.name for f in fields(hint) if f.name not in values and not _has_default(f)]
    if lacking:
        raise DoesNotFit(_below(where, lacking[0]))
    return hint(**values)


def _has_default(field: Field[Any]) -> bool:
    return field.default is not MISSING or field.default_factory is not MISSING


def _below(where: str, name: str) -> str:
    return f"{where}.{name}" if where else name


def _optional(hint: Any, data: Any, where: str) -> Any:
    choices = typing.get_args(hint)
    if data is None and type(None) in choices:
        return None
    (other,) = (choice for choice in choices if choice is not type(None))
    return from_plain(other, data, where)


def _tuple(hint: Any, data: Any, where: str) -> Any:
    (item, *_rest) = typing.get_args(hint)
    rows = _checked(data, list, where)
    return tuple(from_plain(item, row, f"{where}[{place}]") for place, row in enumerate(rows))


def _scalar(hint: Any, data: Any, where: str) -> Any:
    if hint in (Decimal, date, datetime):
        return _parsed(hint, _checked(data, str, where), where)
    if hint is Any:
        return data
    if hint is str and _NUL in _checked(data, str, where):
        raise DoesNotFit(where)
    return _checked(data, hint, where)


def _parsed(hint: Any, text: str, where: str) -> Any:
    try:
        value = Decimal(text) if hint is Decimal else hint.fromisoformat(text)
    except (InvalidOperation, ValueError) as error:
        raise DoesNotFit(where) from error
    if hint is Decimal and not value.is_finite():
        raise DoesNotFit(where)
    return value


def _checked(data: Any, kind: type, where: str) -> Any:
    # True is an int to Python, but not a number of seats.
    if not isinstance(data, kind) or (isinstance(data, bool) and kind is not bool):
        raise DoesNotFit(where)
    return data
