"""A section of the editor: how it is read, drawn, checked and saved."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import asdict, dataclass, field
from datetime import datetime
from typing import Any

from django import forms
from django.utils.datastructures import MultiValueDict
from django.utils.functional import Promise

from ats.users.models import User
from postings.posting.models import Posting
from postings.staff.editor.rows import RowsFormSet, rearranged, typed_rows

Data = MultiValueDict[str, Any]
Operation = Callable[[list[dict[str, Any]], Data], tuple[list[dict[str, Any]], int]]


@dataclass(frozen=True)
class Rows:
    """The list of rows in a section."""

    formset: type[RowsFormSet]
    add_label: str | Promise
    row_label: str | Promise
    initial: Callable[[Any], dict[str, Any]] = asdict
    form_kwargs: Callable[[], dict[str, Any]] = dict
    template: str = "postings/editor/row.html"
    # Further buttons that change the rows as typed, by the word that they send, and their template
    # with what it has to offer.
    operations: Mapping[str, Operation] = field(default_factory=dict)
    more: str = ""
    offer: Callable[[Posting], Any] | None = None
    # The rows of a section's value, where there is more in it than them.
    listed: Callable[[Any], Iterable[Any]] = iter
    # What "keep" does with one row that is valid: says so, and in which tone.
    keep: Callable[[Any, User, datetime], tuple[str, str]] | None = None


@dataclass
class Inputs:
    """A section's form and rows, either of which may be missing."""

    form: forms.Form | None = None
    rows: RowsFormSet | None = None
    focus: int = -1  # the row that a button just changed
    was_changed: bool = False  # rows were added, removed or moved, and not saved

    def is_valid(self) -> bool:
        # Both are asked, so that all errors are said at once.
        checked = [part.is_valid() for part in (self.form, self.rows) if part is not None]
        return all(checked)

    def add_problem(self, message: str, field: str | None = None) -> None:
        if self.form is not None:
            self.form.add_error(field if field in self.form.fields else None, message)
        elif self.rows is not None:
            self.rows.non_form_errors().append(message)


def _value_of(inputs: Inputs) -> Any:
    if inputs.rows is not None:
        return inputs.rows.rows()
    return inputs.form.section()  # type: ignore[union-attr]


@dataclass(frozen=True)
class Section:
    """One part of the editor that is saved by itself.

    `stored` reads its value from a posting, `save` is the action and `argument` the name under
    which it takes the value.
    """

    key: str
    title: str | Promise
    stored: Callable[[Any], Any]
    save: Callable[..., Any]
    argument: str
    hint: str | Promise = ""
    form: type[forms.Form] | None = None
    rows: Rows | None = None
    template: str = ""
    takes_pictures: bool = False
    # What valid inputs say, as `save` takes it.
    value: Callable[[Inputs], Any] = _value_of
    # What else `save` takes, from what was sent.
    arguments: Callable[[Mapping[str, Any]], dict[str, Any]] = lambda data: {}

    @property
    def rows_prefix(self) -> str:
        return f"{self.key}-rows"

    def unbound(self, value: Any) -> Inputs:
        """The inputs showing a stored value."""
        form = self.form(initial=asdict(value), prefix=self.key) if self.form else None
        if self.rows is None:
            return Inputs(form)
        return Inputs(form, self._rows([self.rows.initial(row) for row in self.rows.listed(value)]))

    def bound(self, data: Data) -> Inputs:
        """The inputs holding what was sent."""
        form = self.form(data, prefix=self.key) if self.form else None
        return Inputs(form, self._bound_rows(data) if self.rows else None)

    def after(self, operation: str, data: Data) -> Inputs:
        """The inputs as they were typed, unchecked, with one row added, removed or moved."""
        if self.rows is None:
            return self.bound(data)
        sent = self._bound_rows(data)
        typed = typed_rows(sent, data)
        if change := self.rows.operations.get(operation):
            rows, focus = change(typed, data)
        else:
            rows, focus = rearranged(typed, operation, blank={})
        return Inputs(self._typed_form(data), self._rows(rows), focus, was_changed=True)

    def typed(self, data: Data) -> Inputs:
        """The inputs as they were typed, unchecked and unsaved."""
        rows = self._rows(typed_rows(self._bound_rows(data), data)) if self.rows else None
        return Inputs(self._typed_form(data), rows, was_changed=True)

    def _typed_form(self, data: Data) -> forms.Form | None:
        if self.form is None:
            return None
        form = self.form(prefix=self.key)
        form.initial = {
            name: field.widget.value_from_datadict(data, {}, form.add_prefix(name))
            for name, field in form.fields.items()
        }
        return form

    def _rows(self, initial: list[dict[str, Any]]) -> RowsFormSet:
        assert self.rows
        return self.rows.formset(
            initial=initial, prefix=self.rows_prefix, form_kwargs=self.rows.form_kwargs()
        )

    def _bound_rows(self, data: Data) -> RowsFormSet:
        assert self.rows
        return self.rows.formset(data, prefix=self.rows_prefix, form_kwargs=self.rows.form_kwargs())
