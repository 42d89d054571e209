"""Stored answers to a posting's questions as text, the same on every page."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from django.utils.formats import date_format
from django.utils.translation import gettext as _


@dataclass(frozen=True, slots=True)
class AnswerRow:
    """A question with its answer; `text` is "" where none was given."""

    label: str
    text: str
    kind: str
    is_private: bool


def answer_rows(answers: Iterable[object], *, with_private: bool = True) -> list[AnswerRow]:
    """Return the entries of a Submission.answers for showing; entries of no known shape are left.

    Without `with_private` what interviewers may not see is not there at all.
    """
    rows = [_row(entry) for entry in answers if isinstance(entry, Mapping)]
    return [row for row in rows if with_private or not row.is_private]


def _row(entry: Mapping[str, object]) -> AnswerRow:
    kind = str(entry.get("kind", ""))
    return AnswerRow(
        label=str(entry.get("label", "")),
        text=_text(entry.get("value"), kind),
        kind=kind,
        is_private=bool(entry.get("private", True)),
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
    return str(value)


def _day(iso: str) -> str:
    try:
        return date_format(date.fromisoformat(iso))
    except ValueError:
        return iso
