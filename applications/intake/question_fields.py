"""A posting's own questions as form fields, and their answers as they are stored."""

from collections.abc import Callable, Iterable
from datetime import date
from decimal import Decimal
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.core.validators import URLValidator
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from applications.intake.fields import LineField, TextField
from postings.application_form.models import Question, QuestionKind

SHORT_LENGTH, LONG_LENGTH, LINK_LENGTH = 500, 10_000, 500
NUMBER_DIGITS = 15
YES, NO = "yes", "no"


class QuestionsForm(forms.Form):
    """All questions of a posting; field names are "q" with the question's id."""

    def __init__(self, *args: Any, questions: Iterable[Question], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.questions = list(questions)
        for question in self.questions:
            self.fields[_name(question)] = field_for(question)

    def answers(self) -> tuple[dict[str, object], ...]:
        """Return the shape of Submission.answers; the value of an unanswered one is None."""
        return tuple(
            {
                "question": question.pk,
                "label": question.label,
                "kind": question.kind,
                "private": question.is_private,
                "value": _stored(question, self.cleaned_data.get(_name(question))),
            }
            for question in self.questions
        )


def field_for(question: Question) -> forms.Field:
    """Return the field that asks a question."""
    common: dict[str, Any] = {"label": question.label, "help_text": _help(question)}
    return _FIELDS[QuestionKind(question.kind)](question, common)


class LinkField(LineField):
    check = URLValidator(schemes=["http", "https"])

    def clean(self, value: Any) -> Any:
        line = super().clean(value)
        link = line if not line or "://" in line else f"https://{line}"
        try:
            if link:
                self.check(link)
        except ValidationError as error:
            raise ValidationError(
                gettext_lazy("Write the web address like https://example.com/work.")
            ) from error
        return link


def _line(question: Question, common: dict[str, Any]) -> forms.Field:
    return LineField(longest=SHORT_LENGTH, required=_missing(question), **common)


def _text(question: Question, common: dict[str, Any]) -> forms.Field:
    return TextField(longest=LONG_LENGTH, required=_missing(question), **common)


def _link(question: Question, common: dict[str, Any]) -> forms.Field:
    widget = forms.TextInput(attrs={"inputmode": "url", "spellcheck": "false"})
    return LinkField(longest=LINK_LENGTH, required=_missing(question), widget=widget, **common)


def _one(question: Question, common: dict[str, Any]) -> forms.Field:
    choices = [(str(text), str(text)) for text in question.choices]
    return _choice(forms.ChoiceField, forms.RadioSelect, question, choices, common)


def _several(question: Question, common: dict[str, Any]) -> forms.Field:
    choices = [(str(text), str(text)) for text in question.choices]
    widget = forms.CheckboxSelectMultiple
    return _choice(forms.MultipleChoiceField, widget, question, choices, common)


def _yes_no(question: Question, common: dict[str, Any]) -> forms.Field:
    choices = [(YES, _("Yes")), (NO, _("No"))]
    return _choice(forms.ChoiceField, forms.RadioSelect, question, choices, common)


def _choice(
    field_class: type[forms.ChoiceField],
    widget: type[forms.Widget],
    question: Question,
    choices: list[tuple[str, str]],
    common: dict[str, Any],
) -> forms.Field:
    messages = {
        "required": _missing(question),
        # Django fills in its own parameters afterwards.
        "invalid_choice": _("Choose from the list: “%(label)s”")
        % {"label": question.label.replace("%", "%%")},
    }
    return field_class(
        choices=choices,
        widget=widget,
        required=question.is_required,
        error_messages=messages,
        **common,
    )


def _number(question: Question, common: dict[str, Any]) -> forms.Field:
    return forms.DecimalField(
        required=question.is_required,
        max_digits=NUMBER_DIGITS,
        widget=forms.TextInput(attrs={"inputmode": "decimal", "class": "width-10"}),
        error_messages={
            "required": _missing(question),
            "invalid": _("Write a number, for example 4 or 2.5: “%(label)s”")
            % {"label": question.label},
        },
        **common,
    )


def _date(question: Question, common: dict[str, Any]) -> forms.Field:
    return forms.DateField(
        required=question.is_required,
        widget=forms.DateInput(format="%Y-%m-%d", attrs={"type": "date", "class": "width-20"}),
        error_messages={
            "required": _missing(question),
            "invalid": _("Write a date like 2026-05-31: “%(label)s”") % {"label": question.label},
        },
        **common,
    )


_FIELDS: dict[QuestionKind, Callable[[Question, dict[str, Any]], forms.Field]] = {
    QuestionKind.SHORT_TEXT: _line,
    QuestionKind.LONG_TEXT: _text,
    QuestionKind.ONE_CHOICE: _one,
    QuestionKind.SEVERAL_CHOICES: _several,
    QuestionKind.YES_NO: _yes_no,
    QuestionKind.NUMBER: _number,
    QuestionKind.DATE: _date,
    QuestionKind.LINK: _link,
}


def _name(question: Question) -> str:
    return f"q{question.pk}"


def _help(question: Question) -> str:
    private = _("Interviewers do not see this answer.") if question.is_private else ""
    return " ".join(part for part in (question.help_text, private) if part)


def _missing(question: Question) -> str:
    """Return what to say when it is left out, "" for an optional question."""
    if not question.is_required:
        return ""
    return _("Answer the question “%(label)s”") % {"label": question.label}


def _stored(question: Question, value: Any) -> object:
    if value in (None, "", []):
        return None
    if question.kind == QuestionKind.YES_NO:
        return bool(value == YES)
    if isinstance(value, Decimal):
        return format(value.normalize(), "f")
    return value.isoformat() if isinstance(value, date) else value
