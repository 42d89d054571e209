"""Taking values out of JSON that anybody may have written: what does not fit is nothing.

No function raises, whatever it gets.
"""

import re
from collections.abc import Iterator
from datetime import date
from decimal import Decimal, InvalidOperation
from typing import Any
from urllib.parse import urlsplit

import pycountry
from django.core.exceptions import ValidationError
from django.core.validators import URLValidator

from ats.web.direction import without_overrides
from postings.importing.places import country_code
from postings.posting.rules import HIGHEST_AMOUNT

LONGEST_LINE = 300
LONGEST_URL = 500
MOST_ITEMS = 200

_CONTROLS = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff]")
_AMOUNT = re.compile(r"\d{1,3}(?:,\d{3}){1,4}(?:\.\d{1,2})?|\d{1,12}(?:\.\d{1,6})?", re.ASCII)
_is_url = URLValidator(schemes=["http", "https"])


def record(value: Any) -> dict[str, Any]:
    """The value if it is an object, else an empty one."""
    return value if isinstance(value, dict) else {}


def items(value: Any) -> list[Any]:
    """The value as a list: one thing is a list of itself, and nobody writes longer ones."""
    if value is None or value == "":
        return []
    return value[:MOST_ITEMS] if isinstance(value, list) else [value]


def texts_in(value: Any) -> Iterator[str]:
    """Every text at any depth, without recursion."""
    waiting = [value]
    while waiting:
        thing = waiting.pop()
        if isinstance(thing, str):
            yield thing
        elif isinstance(thing, dict | list):
            waiting += thing.values() if isinstance(thing, dict) else thing


def long_text(value: Any) -> str:
    """A text with its lines, without characters that nobody can see or store."""
    if not isinstance(value, str):
        return ""
    return without_overrides(_CONTROLS.sub("", value.replace("\r\n", "\n")))


def line(value: Any, longest: int = LONGEST_LINE) -> str:
    """A text or whole number as one line, cut to what fits."""
    if isinstance(value, int) and not isinstance(value, bool) and abs(value) < 10**15:
        value = str(value)
    if not isinstance(value, str):
        return ""
    return " ".join(long_text(value[: longest * 20]).split())[:longest].strip()


def name_of(value: Any) -> str:
    """The name of a thing that is given by its name alone or as an object with one."""
    return line(value) or line(record(value).get("name"))


def amount(value: Any) -> Decimal | None:
    """A sum of money with two decimals, or None for what is none (NaN, negative, too large)."""
    if isinstance(value, bool) or not isinstance(value, int | float | str):
        return None
    try:
        text = str(value).strip()
    except ValueError:  # an integer of thousands of digits
        return None
    if not _AMOUNT.fullmatch(text):
        return None
    try:
        found = Decimal(text.replace(",", "")).quantize(Decimal("0.01"))
    except InvalidOperation:
        return None
    return found if 0 < found <= HIGHEST_AMOUNT else None


def count(value: Any, most: int = 999) -> int:
    """A number of things from 1 to `most`, or 0."""
    found = amount(value)
    return int(found) if found is not None and found == int(found) and found <= most else 0


def day(value: Any) -> date | None:
    """The day of an ISO 8601 date or moment, as it is written there."""
    text = line(value, 40)
    if not re.match(r"\d{4}-\d{2}-\d{2}(?:$|[T ])", text):
        return None
    try:
        return date.fromisoformat(text[:10])
    except ValueError:
        return None


def web_address(value: Any) -> str:
    text = line(value, LONGEST_URL + 1)
    try:
        _is_url(text)
        has_user = "@" in urlsplit(text).netloc
    except (ValidationError, ValueError):
        return ""
    return "" if has_user or len(text) > LONGEST_URL else text


def country(value: Any) -> str:
    """ISO 3166-1 alpha-2 code of a country by code (two or three letters) or name, or ""."""
    text = name_of(value)
    if len(text) == 3 and (found := pycountry.countries.get(alpha_3=text.upper())):
        return str(found.alpha_2)
    return country_code(text.upper() if len(text) == 2 else text)


def currency(value: Any) -> str:
    """ISO 4217 code, or ""."""
    text = line(value, 10).upper()
    return text if len(text) == 3 and pycountry.currencies.get(alpha_3=text) else ""


def shown(value: Any) -> str:
    """What stood there, for the report."""
    if isinstance(value, dict | list):
        return "…"
    try:
        return line(str(value), 80)
    except ValueError:
        return "…"
