"""How a Django form becomes HTML: the project's FORM_RENDERER and what its templates need."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.forms.boundfield import BoundField, BoundWidget
from django.forms.formsets import BaseFormSet
from django.forms.renderers import DjangoTemplates
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from ats.web.widgets import drawer_of

# Said in place of Django's "This field is required.", which does not say which field.
REQUIRED = {
    "input": _("Fill in “%(label)s”."),
    "group": _("Fill in “%(label)s”."),
    "choices": _("Choose an answer: %(label)s"),
    "select": _("Choose an option for “%(label)s”."),
    "checkbox": _("Tick “%(label)s” to go on."),
    "file": _("Choose a file for “%(label)s”."),
}


class ComponentField(BoundField):
    """A bound field that knows which component draws it.

    Two attributes of a form class are read, both optional: `autocomplete`, field name to HTML
    autocomplete token (only where people write about themselves, WCAG 1.3.5), and `mark_optional`,
    False where "(optional)" would be noise, as in filters. A widget may carry `choice_hints`,
    value to explanation.
    """

    @property
    def kind(self) -> str:
        widget = self.field.widget
        if isinstance(widget, forms.RadioSelect | forms.CheckboxSelectMultiple):
            return "choices"
        if isinstance(widget, forms.CheckboxInput):
            return "checkbox"
        if isinstance(widget, forms.FileInput):
            return "file"
        if isinstance(widget, forms.Select):
            return "select"
        return "group" if widget.use_fieldset else "input"

    @property
    def language(self) -> str:
        """The language of the label where a field has `language`; "" is the page's."""
        return getattr(self.field, "language", "")

    @property
    def choices_language(self) -> str:
        return getattr(self.field, "choices_language", "")

    @property
    def shows_optional(self) -> bool:
        wanted = getattr(self.form, "mark_optional", True)
        return wanted and not self.field.required and self.kind != "checkbox"

    @property
    def focus_id(self) -> str:
        """The id to jump to from the error summary: the first control of the field."""
        return f"{self.auto_id}_0" if self.kind in ("choices", "group") else self.id_for_label

    @property
    def options(self) -> Iterator[tuple[BoundWidget, str]]:
        """Yield each choice with its hint."""
        hints = getattr(self.field.widget, "choice_hints", {})
        for option in self.subwidgets:
            yield option, hints.get(str(option.data["value"]), "")

    @property
    def messages(self) -> list[str]:
        """The errors in words that also make sense alone, in the error summary."""
        return [self._worded(error) for error in self.errors.as_data()]

    def _worded(self, error: ValidationError) -> str:
        standard = forms.Field.default_error_messages["required"]
        if error.code == "required" and error.message == standard:
            return REQUIRED[self.kind] % {"label": self.label}
        return str(error.messages[0])

    def build_widget_attrs(
        self, attrs: dict[str, Any], widget: forms.Widget | None = None
    ) -> dict[str, Any]:
        attrs = super().build_widget_attrs(attrs, widget)
        token = getattr(self.form, "autocomplete", {}).get(self.name)
        return {"autocomplete": token, **attrs} if token else attrs


class FormRenderer(DjangoTemplates):
    """Draws fields with components/field.html and whole forms with components/form.html."""

    field_template_name = "components/field.html"
    form_template_name = "components/form.html"
    bound_field_class = ComponentField

    def render(
        self, template_name: str, context: dict[str, Any], request: HttpRequest | None = None
    ) -> str:
        if draw := drawer_of(template_name):
            return draw(context["widget"])
        return super().render(template_name, context, request)


@dataclass(frozen=True)
class Problem:
    message: str
    focus_id: str  # "" when the message belongs to the whole form


def problems(*sources: forms.BaseForm | BaseFormSet[Any] | None) -> list[Problem]:
    """List what is wrong in the given forms and formsets, in the order of the page."""
    found: list[Problem] = []
    for source in sources:
        if isinstance(source, BaseFormSet):
            found += [Problem(message, "") for message in source.non_form_errors()]
            for member in source.forms:
                found += _form_problems(member)
        elif source is not None:
            found += _form_problems(source)
    return found


def _form_problems(form: forms.BaseForm) -> list[Problem]:
    found = [Problem(message, "") for message in form.non_field_errors()]
    for bound in form:
        focus = "" if bound.is_hidden else getattr(bound, "focus_id", bound.id_for_label)
        messages = getattr(bound, "messages", bound.errors)
        found += [Problem(str(message), focus) for message in messages]
    return found
