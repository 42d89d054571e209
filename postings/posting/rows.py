"""Bringing the rows that hang on a posting into the state that somebody wants."""

from collections.abc import Callable, Sequence
from typing import Any, TypeVar

from django.db import IntegrityError, models, transaction
from django.db.models import ProtectedError

Row = TypeVar("Row")


class RowInUse(Exception):
    """A row that is to go is needed: a stage holds applications, an opening was filled."""

    def __init__(self, label: str) -> None:
        super().__init__(label)
        self.label = label


class RepeatedRow(Exception):
    """Two rows would have the same name; `label` is the name."""

    def __init__(self, label: str) -> None:
        super().__init__(label)
        self.label = label


class UnknownRow(Exception):
    """A row is named that is not (any more) one of this posting."""


def require_once(names: Sequence[str]) -> None:
    """Raises RepeatedRow for the first name that is there twice."""
    for name in names:
        if names.count(name) > 1:
            raise RepeatedRow(name)


def sync_rows(
    manager: Any,
    rows: Sequence[Row],
    *,
    unique: str,
    values: Callable[[Row], dict[str, Any]],
    before_removal: Callable[[list[Any], list[Any]], None] | None = None,
) -> list[models.Model]:
    """Update the rows that have an id, make those without, delete all others; number them.

    `manager` is a related manager (`posting.stages`), `unique` the text column that is unique in
    it. `before_removal` gets the models that go and those that stay, which are written by then.
    Returns the models in the order of `rows`. Raises RowInUse, RepeatedRow or UnknownRow.
    """
    require_once([values(row)[unique] for row in rows])
    existing = {model.pk: model for model in manager.all()}
    wanted = {id for row in rows if (id := getattr(row, "id", None)) is not None}
    if not wanted <= existing.keys():
        raise UnknownRow
    removed = [model for pk, model in existing.items() if pk not in wanted]
    for model in removed if before_removal is None else ():
        _delete(model)
    _park_names(manager, [existing[pk] for pk in wanted], rows, unique=unique, values=values)
    if before_removal is not None:
        for model in removed:
            _park(manager, model, unique)
    written = [
        _write(manager, row, existing, {**values(row), "position": position})
        for position, row in enumerate(rows)
    ]
    if before_removal is not None:
        before_removal(removed, written)
        for model in removed:
            _delete(model)
    return written


def _delete(model: models.Model) -> None:
    try:
        with transaction.atomic():
            model.delete()
    except (ProtectedError, IntegrityError) as error:
        raise RowInUse(str(model)) from error


def _park_names(
    manager: Any,
    kept: list[Any],
    rows: Sequence[Any],
    *,
    unique: str,
    values: Callable[[Any], dict[str, Any]],
) -> None:
    """Free the names that change hands, so that two rows can swap theirs."""
    new_names = {row.id: values(row)[unique] for row in rows if row.id is not None}
    for model in kept:
        if getattr(model, unique) != new_names[model.pk]:
            _park(manager, model, unique)


def _park(manager: Any, model: models.Model, unique: str) -> None:
    manager.filter(pk=model.pk).update(**{unique: f"\u200b{model.pk:x}"})


def _write(
    manager: Any, row: Any, existing: dict[int, Any], columns: dict[str, Any]
) -> models.Model:
    if row.id is None:
        made: models.Model = manager.create(**columns)
        return made
    model: models.Model = existing[row.id]
    for name, value in columns.items():
        setattr(model, name, value)
    model.save(update_fields=list(columns))
    return model
