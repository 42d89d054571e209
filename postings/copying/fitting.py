"""Making a stored section fit a posting of today: rows that are gone, people who have left."""

from collections.abc import Iterable
from dataclasses import dataclass, field, fields, is_dataclass, replace
from typing import Any

from django.core.exceptions import ValidationError

from ats.users.models import User
from postings.copying.sections import Kind
from postings.hiring_team import rules as team_rules
from postings.hiring_team.queries import MemberRow
from postings.posting.models import Posting
from postings.posting.plain import DoesNotFit
from postings.posting.rules import pay_problems, window_problem
from postings.posting.sections import Pay, Places


@dataclass(frozen=True)
class Fitted:
    """`left_out` are the names of rows that cannot come back."""

    value: Any
    left_out: list[str] = field(default_factory=list)


def fitted(kind: Kind, data: Any, posting: Posting) -> Fitted:
    """The section out of stored JSON, with rows that this posting has or can make.

    Rows keep their id where the posting has such a row, or take that of the row with the same
    name; the others are made anew. Raises DoesNotFit.
    """
    value = kind.from_json(data)
    _check_columns(kind, value)
    _check_together(kind, value)
    if kind.key == "team":
        return _fitting_team(value, posting)
    if not isinstance(value, tuple):
        return Fitted(value)
    left_out: list[str] = []
    if kind.refers_to:
        names = kind.refers_to.names({getattr(row, kind.refers_to.field) for row in value})
        value = tuple(row for row in value if getattr(row, kind.refers_to.field) in names)
    return Fitted(_with_ids(kind, value, kind.stored(posting)), left_out)


def _with_ids(kind: Kind, rows: tuple[Any, ...], stored: tuple[Any, ...]) -> tuple[Any, ...]:
    if not all(hasattr(row, "id") for row in (*rows, *stored)):
        return rows
    free = {row.id for row in stored}
    known = [row.id if row.id in free else None for row in rows]
    free -= set(known)
    by_name = {_name(kind, row): row.id for row in stored if row.id in free}
    return tuple(
        replace(row, id=number or by_name.pop(_name(kind, row), None))
        for row, number in zip(rows, known, strict=True)
    )


def _name(kind: Kind, row: Any) -> Any:
    return getattr(row, kind.row_name) if kind.row_name else object()


def _fitting_team(rows: tuple[MemberRow, ...], posting: Posting) -> Fitted:
    """Without those who cannot be on the team (any more), or not in that role."""
    people = User.objects.in_bulk([row.user for row in rows])
    already = set(posting.team.values_list("user_id", flat=True))
    kept, left_out = [], []
    for row in {row.user: row for row in rows}.values():
        person = people.get(row.user)
        if person and _may_join(row, person, already):
            kept.append(row)
        elif person:
            left_out.append(str(person))
    return Fitted(tuple(kept), left_out)


def _may_join(row: MemberRow, person: User, already: set[int]) -> bool:
    return (person.is_active or person.pk in already) and team_rules.fits(row.role, person.role)


def _check_columns(kind: Kind, value: Any) -> None:
    """Ask the columns of the database what a form would: choices, lengths, ranges."""
    for item in _dataclasses_in(value):
        for each in fields(item):
            column, content = kind.column(each.name), getattr(item, each.name)
            if column is None or column.is_relation or isinstance(content, tuple | dict):
                continue
            try:
                column.clean(content, None)
            except ValidationError as error:
                raise DoesNotFit(f"{kind.key}.{each.name}") from error


def _check_together(kind: Kind, value: Any) -> None:
    """Ask what the forms ask of several columns at once."""
    problem = ""
    if isinstance(value, Places):
        problem = window_problem(value.window_from_minutes, value.window_to_minutes)
    elif isinstance(value, Pay):
        problem = " ".join(pay_problems(value.pay_min, value.pay_max, value.pay_currency).values())
    if problem:
        raise DoesNotFit(kind.key)


def _dataclasses_in(value: Any) -> Iterable[Any]:
    if isinstance(value, tuple):
        for row in value:
            yield from _dataclasses_in(row)
    elif is_dataclass(value):
        yield value
        for each in fields(value):
            content = getattr(value, each.name)
            if isinstance(content, tuple):
                yield from _dataclasses_in(content)
