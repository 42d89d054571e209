"""Stored answers to a posting's questions as text, the same on every page."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal

from django.utils.formats import date_format, number_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext


@dataclass(frozen=True, slots=True)
class AnswerRow:
    """A question with its answer; `text` is "" where none was given."""

    label: str
    text: str
    kind: str
    is_private: bool
    is_flagged: bool = False
    document: int | None = None  # the id of the file that is the answer


def answer_rows(answers: Iterable[object], *, with_private: bool = True) -> list[AnswerRow]:
    """Return the entries of a Submission.answers for showing; entries of no known shape are left.

    Without `with_private` what interviewers may not see is not there, names of files included.
    """
    rows = [_row(entry) for entry in answers if isinstance(entry, Mapping)]
    if with_private:
        return rows
    return [replace(row, text="") if row.document else row for row in rows if not row.is_private]


def _row(entry: Mapping[str, object]) -> AnswerRow:
    kind = str(entry.get("kind", ""))
    return AnswerRow(
        label=str(entry.get("label", "")),
        text=_text(entry.get("value"), kind),
        kind=kind,
        is_private=bool(entry.get("private", True)),
        is_flagged=bool(entry.get("flagged", False)),
        document=_document(entry.get("value"), kind),
    )


def _text(value: object, kind: str) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return _("Yes") if value else _("No")
    if isinstance(value, list):
        return ", ".join(str(item) for item in value)
    if kind == "date":
        return _day(str(value))
    if isinstance(value, Mapping):
        return _hours(value) if kind == "time_zone" else str(value.get("name", ""))
    return str(value)


def _hours(value: Mapping[str, object]) -> str:
    """Return "Europe/Lisbon, 09:00 to 17:00 (8 hours in common with the team)"."""
    facts = {key: str(value.get(key, "")) for key in ("time_zone", "from", "to")}
    day = _("%(time_zone)s, %(from)s to %(to)s") % facts
    overlap = value.get("overlap_hours")
    if not isinstance(overlap, int | float):
        return day
    hours = number_format(Decimal(str(overlap)).normalize())
    shared = ngettext(
        "%(hours)s hour in common with the team",
        "%(hours)s hours in common with the team",
        1 if overlap == 1 else 2,
    )
    return f"{day} ({shared % {'hours': hours}})"


def _document(value: object, kind: str) -> int | None:
    found = value.get("document") if kind == "file" and isinstance(value, Mapping) else None
    return found if isinstance(found, int) else None


def _day(iso: str) -> str:
    try:
        return date_format(date.fromisoformat(iso))
    except ValueError:
        return iso
