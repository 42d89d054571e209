"""Rows of the editor: checked together, and added, removed and moved without JavaScript."""

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Any

from django import forms
from django.forms.formsets import BaseFormSet, formset_factory
from django.utils.datastructures import MultiValueDict
from django.utils.translation import gettext as _

from postings.posting.rules import MOST_ROWS

Check = Callable[[Sequence[Any]], str]


if TYPE_CHECKING:
    FormSet = BaseFormSet[forms.Form]
else:
    FormSet = BaseFormSet  # generic only to the type checker


class RowsFormSet(FormSet):
    """All rows of a section. Every row counts: an empty one is an error, not nothing."""

    # Attributes that together must differ from row to row, and a rule over all rows.
    unique: tuple[str, ...] = ()
    unique_message = ""
    check: Check | None = None

    def _construct_form(self, i: int, **kwargs: Any) -> forms.Form:
        form: forms.Form = super()._construct_form(i, **kwargs)  # type: ignore[misc]
        form.empty_permitted = False
        return form

    def rows(self) -> tuple[Any, ...]:
        return tuple(form.row() for form in self.forms)  # type: ignore[attr-defined]

    def clean(self) -> None:
        if any(self.errors):
            return
        rows = self.rows()
        self._refuse_repetitions(rows)
        if self.check and (problem := self.check(rows)):
            raise forms.ValidationError(problem)

    def _refuse_repetitions(self, rows: Sequence[Any]) -> None:
        seen = set()
        for form, row in zip(self.forms, rows, strict=True):
            values = tuple(getattr(row, name) for name in self.unique)
            if self.unique and values in seen:
                form.add_error(self.unique[-1], self.unique_message or _("This is there already."))
            seen.add(values)


def rows_formset(
    form: type[forms.Form], *, unique: tuple[str, ...], check: Check | None = None
) -> type[RowsFormSet]:
    made = formset_factory(
        form,
        formset=RowsFormSet,
        extra=0,
        max_num=MOST_ROWS,
        absolute_max=MOST_ROWS * 2,
        validate_max=True,
    )
    made.unique = unique  # type: ignore[attr-defined]
    made.check = staticmethod(check) if check else None  # type: ignore[attr-defined]
    return made  # type: ignore[return-value]


def typed_rows(formset: RowsFormSet, data: MultiValueDict[str, Any]) -> list[dict[str, Any]]:
    """The rows as they were typed, unchecked, as initial values."""
    return [
        {
            name: field.widget.value_from_datadict(data, {}, form.add_prefix(name))
            for name, field in form.fields.items()
        }
        for form in formset.forms
    ]


def rearranged(
    rows: list[dict[str, Any]], operation: str, blank: dict[str, Any]
) -> tuple[list[dict[str, Any]], int]:
    """Carry out "add", "remove:2", "up:2" or "down:2"; return the rows and the one to focus.

    What makes no sense changes nothing: buttons of an old page may name rows that are gone.
    """
    rows = list(rows)
    verb, _colon, number = operation.partition(":")
    place = int(number) if number.isdecimal() and len(number) < 5 else -1
    if verb == "add" and len(rows) < MOST_ROWS:
        return [*rows, blank], len(rows)
    if not 0 <= place < len(rows):
        return rows, -1
    if verb == "remove":
        del rows[place]
        return rows, min(place, len(rows) - 1)
    target = place + {"up": -1, "down": 1}.get(verb, 0)
    if 0 <= target < len(rows):
        rows[place], rows[target] = rows[target], rows[place]
        return rows, target
    return rows, place
