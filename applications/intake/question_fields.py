"""A posting's own questions as form fields, and their answers as they are stored."""

from collections.abc import Callable, Iterable, Mapping
from datetime import date, datetime
from decimal import Decimal
from typing import Any, cast

from django import forms
from django.core.exceptions import ValidationError
from django.core.validators import URLValidator
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.html import format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from applications.documents.file_types import ACCEPTED
from applications.documents.models import Document
from applications.documents.rules import file_answer
from applications.intake.fields import LineField, TextField
from applications.intake.hours_field import Hours, HoursField, Window
from ats.web.language_tags import marked
from postings.application_form.knock_out import NO, YES, is_flagged
from postings.application_form.models import Question, QuestionKind
from postings.posting.hours import team_day
from postings.posting.models import Posting

SHORT_LENGTH, LONG_LENGTH, LINK_LENGTH = 500, 10_000, 500
NUMBER_DIGITS = 15


class QuestionsForm(forms.Form):
    """All questions of a posting; field names are "q" with the question's id.

    `given_files` has what was chosen for questions that ask for a file, by the question's id: files
    are checked and stored before the form is. The working hours window is that of `posting`.
    """

    def __init__(
        self,
        *args: Any,
        questions: Iterable[Question],
        posting: Posting | None = None,
        given_files: "Mapping[int, Document | None] | None" = None,
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self.questions = list(questions)
        self.given_files = given_files or {}
        self.window = window_of(posting)
        language = posting.language if posting else ""
        for question in self.questions:
            field = self.fields[_name(question)] = field_for(question, language=language)
            if isinstance(field, FileField):
                field.has_file = question.pk in self.given_files
            if question.kind == QuestionKind.TIME_ZONE and self.window:
                field.help_text = _joined(field.help_text, _team(self.window))

    def answers(self, *, now: datetime | None = None) -> tuple[dict[str, object], ...]:
        """Return the shape of Submission.answers; the value of an unanswered one is None.

        `now` is the day on which hours of other time zones are counted. An answer that the
        question says to flag is flagged here and stays so, whatever becomes of the question.
        """
        on = (now or timezone.now()).date()
        return tuple(self._answer(question, on) for question in self.questions)

    def _answer(self, question: Question, on: date) -> dict[str, object]:
        answer: dict[str, object] = {
            "question": question.pk,
            "label": question.label,
            "kind": question.kind,
            "private": question.is_private,
            "value": self._value(question, on),
        }
        if is_flagged(question.kind, question.knock_out, answer["value"]):
            answer["flagged"] = True
        return answer

    def _value(self, question: Question, on: date) -> object:
        if is_for_file(question):
            document = self.given_files.get(question.pk)
            return file_answer(document) if document else None
        value = self.cleaned_data.get(_name(question))
        if isinstance(value, Hours):
            return value.as_answer(window=self.window, on=on)
        return _stored(question, value)


def is_for_file(question: Question) -> bool:
    return question.kind == QuestionKind.FILE


def field_for(question: Question, *, language: str = "") -> forms.Field:
    """Return the field that asks a question, whose own words are in `language` ("": the page's).

    What we say ourselves beside them, "Yes" and "No" too, is in the language of the page.
    """
    common: dict[str, Any] = {"label": question.label, "help_text": _help(question, language)}
    field: Any = _FIELDS[QuestionKind(question.kind)](question, common)
    field.language = language
    field.choices_language = "" if question.kind == QuestionKind.YES_NO else language
    return cast("forms.Field", field)


def window_of(posting: Posting | None) -> Window | None:
    """Return the working hours window of a posting, or None where it has none."""
    if posting is None or posting.window_from_minutes is None:
        return None
    assert posting.window_to_minutes is not None  # the database has both or neither
    return posting.window_from_minutes, posting.window_to_minutes


class FileField(forms.Field):
    """A file, which is stored already when the form is checked: `has_file` says whether."""

    has_file = False
    widget = forms.FileInput(attrs={"accept": ACCEPTED})

    def clean(self, value: Any) -> None:
        if self.required and not self.has_file:
            raise ValidationError(self.error_messages["required"], code="required")


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


def _file(question: Question, common: dict[str, Any]) -> forms.Field:
    types = _("PDF, DOCX, ODT, RTF or TXT, up to 10 MB.")
    common["help_text"] = _joined(common["help_text"], types)
    return FileField(
        required=question.is_required,
        error_messages={"required": _("Choose a file for “%(label)s”") % {"label": question.label}},
        **common,
    )


def _hours(question: Question, common: dict[str, Any]) -> forms.Field:
    return HoursField(
        required=question.is_required, error_messages={"required": _missing(question)}, **common
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
    QuestionKind.FILE: _file,
    QuestionKind.TIME_ZONE: _hours,
}


def _name(question: Question) -> str:
    return f"q{question.pk}"


def _help(question: Question, language: str) -> SafeString:
    private = _("Interviewers do not see this answer.") if question.is_private else ""
    return _joined(marked(question.help_text, language), private)


def _joined(*parts: str | Promise) -> SafeString:
    return format_html_join(" ", "{}", ((part,) for part in parts if part))


def _team(window: Window) -> str:
    begins, ends = (f"{minutes // 60 % 24:02}:{minutes % 60:02}" for minutes in team_day(*window))
    return _("The team works between %(begins)s and %(ends)s UTC.") % {
        "begins": begins,
        "ends": ends,
    }


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
