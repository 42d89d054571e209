"""What somebody else changed while a section was being edited, in lines to compare."""

import difflib
from collections.abc import Iterator
from dataclasses import dataclass, fields, is_dataclass
from datetime import datetime
from typing import Any

from django.utils.text import capfirst
from django.utils.translation import gettext as _

from ats.users.models import User
from postings.hiring_team.queries import MemberRow
from postings.posting.editing import StalePosting
from postings.posting.models import Posting


@dataclass(frozen=True)
class Conflict:
    """`stored` are lines that only the stored section has, `typed` those that only the form has."""

    changed_by: str
    changed_at: datetime | None
    stored: list[str]
    typed: list[str]


def conflict_of(stale: StalePosting, typed: Any) -> Conflict:
    names = _people_of(stale.current) | _people_of(typed)
    theirs, mine = list(_lines(stale.current, names)), list(_lines(typed, names))
    differences = list(difflib.ndiff(theirs, mine))
    return Conflict(
        changed_by=stale.changed_by,
        changed_at=stale.changed_at,
        stored=[line[2:] for line in differences if line.startswith("- ")],
        typed=[line[2:] for line in differences if line.startswith("+ ")],
    )


def _lines(value: Any, names: dict[int, str]) -> Iterator[str]:
    """A section, line by line: a column a line, a row a line, a text by its own lines."""
    if isinstance(value, tuple):
        for row in value:
            yield " · ".join(_words(row, names))
    elif is_dataclass(value):
        for field in fields(value):
            content = getattr(value, field.name)
            if isinstance(content, tuple):
                yield from _lines(content, names)
            elif field.name == "description":
                yield from content.splitlines()
            elif content not in (None, "", False):
                yield _column(field.name, content)


def _column(name: str, content: Any) -> str:
    """ "Pay from: 50000.00", with the words that the form has for it."""
    column = Posting._meta.get_field(name)
    choices = dict(getattr(column, "flatchoices", ()))
    label = capfirst(str(getattr(column, "verbose_name", name)))
    return f"{label}: {_('yes') if content is True else choices.get(content, content)}"


def _words(row: Any, names: dict[int, str]) -> Iterator[str]:
    for field in fields(row):
        content = getattr(row, field.name)
        if field.name == "id" or content in (None, "", False, ()):
            continue
        if isinstance(row, MemberRow) and field.name == "user":
            yield names.get(content, str(content))
        elif isinstance(content, tuple):
            yield " / ".join(part for part in content if part)
        else:
            yield field.name if content is True else str(content)


def _people_of(value: Any) -> dict[int, str]:
    ids = [row.user for row in value if isinstance(row, MemberRow)] if _is_rows(value) else []
    return {pk: str(person) for pk, person in User.objects.in_bulk(ids).items()} if ids else {}


def _is_rows(value: Any) -> bool:
    return isinstance(value, tuple)
