"""A row of the questions editor."""

from typing import Any

from django import forms
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from postings.application_form.knock_out import FLAG_WORDS, NO, YES, normal_knock_out
from postings.application_form.models import QuestionKind
from postings.application_form.queries import QuestionRow
from postings.application_form.rules import question_problems

_NEVER = ("", _("never"))
# Which input says what to flag, by kind: where a problem with the rule is shown.
FLAG_FIELDS = {
    QuestionKind.ONE_CHOICE: "flag_choices",
    QuestionKind.SEVERAL_CHOICES: "flag_choices",
    QuestionKind.YES_NO: "flag_yes_no",
    QuestionKind.NUMBER: "flag_number",
    QuestionKind.DATE: "flag_day",
    QuestionKind.TIME_ZONE: "flag_hours",
}


def _words(*keys: str) -> list[tuple[str, str | Promise]]:
    return [_NEVER, *((key, FLAG_WORDS[key]) for key in keys)]


class QuestionForm(forms.Form):
    """One question. Only the inputs that belong to the chosen kind count."""

    id = forms.IntegerField(required=False, widget=forms.HiddenInput)
    label = forms.CharField(label=_("Question"), max_length=300)
    kind = forms.ChoiceField(label=_("Kind of answer"), choices=QuestionKind.choices)
    help_text = forms.CharField(label=_("Help"), max_length=500, required=False)
    choices = forms.CharField(
        label=_("Choices"),
        max_length=8000,
        required=False,
        help_text=_("One on each line; only for questions with choices."),
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    is_required = forms.BooleanField(label=_("An answer is required"), required=False)
    is_private = forms.BooleanField(
        label=_("Private"), required=False, help_text=_("Interviewers do not see the answers.")
    )
    flag_choices = forms.CharField(
        label=_("Flag the answer when one of these is chosen"),
        max_length=8000,
        required=False,
        help_text=_("For questions with choices: one on each line, written as above."),
        widget=forms.Textarea(attrs={"rows": 2}),
    )
    flag_yes_no = forms.ChoiceField(
        label=_("Flag the answer when it is"),
        required=False,
        choices=[_NEVER, (YES, _("Yes")), (NO, _("No"))],
        help_text=_("For yes or no."),
    )
    flag_number_if = forms.ChoiceField(
        label=_("Flag the number when it is"),
        required=False,
        choices=_words("below", "above"),
        help_text=_("For numbers."),
    )
    flag_number = forms.CharField(
        label=_("this number"),
        required=False,
        max_length=20,
        widget=forms.TextInput(attrs={"inputmode": "decimal"}),
    )
    flag_day_if = forms.ChoiceField(
        label=_("Flag the date when it is"),
        required=False,
        choices=_words("before", "after"),
        help_text=_("For dates."),
    )
    flag_day = forms.CharField(
        label=_("this day"), required=False, widget=forms.DateInput(attrs={"type": "date"})
    )
    flag_hours = forms.CharField(
        label=_("Flag the answer when fewer hours overlap than"),
        required=False,
        max_length=10,
        help_text=_("For time zones; counted against the working hours window of the posting."),
        widget=forms.TextInput(attrs={"inputmode": "decimal", "class": "width-5"}),
    )

    def clean(self) -> dict[str, Any]:
        data = self.cleaned_data
        data["choices"] = _lines(data.get("choices", ""))
        data["knock_out"] = _rule(data)
        if "label" in data and "kind" in data:
            for name, problem in question_problems(self.row()).items():
                self.add_error(self._field_of(name), problem)
        return data

    def row(self) -> QuestionRow:
        data = self.cleaned_data
        return QuestionRow(
            id=data.get("id"),
            label=data["label"],
            help_text=data.get("help_text", ""),
            kind=data["kind"],
            choices=data["choices"],
            is_required=data["is_required"],
            is_private=data["is_private"],
            # A rule with a problem stays as it is, to be told.
            knock_out=normal_knock_out(data["knock_out"]),
        )

    def _field_of(self, attribute: str) -> str:
        if attribute == "knock_out":
            return FLAG_FIELDS.get(self.cleaned_data["kind"], "kind")
        return attribute


def question_initial(row: QuestionRow) -> dict[str, Any]:
    """Return the inputs that say what a question is."""
    shown = {key: value for key, value in vars(row).items() if key != "knock_out"}
    rule, field = row.knock_out, FLAG_FIELDS.get(QuestionKind(row.kind), "")
    shown["choices"] = "\n".join(row.choices)
    if rule and field:
        given = rule.get("values") or [rule.get("value", rule.get("hours", ""))]
        shown |= {field: "\n".join(map(str, given)), f"{field}_if": rule.get("flag_if", "")}
    return shown


def _rule(data: dict[str, Any]) -> dict[str, Any]:
    """Return the rule that the inputs of the chosen kind say, {} where they say nothing."""
    match FLAG_FIELDS.get(data.get("kind", "")):
        case "flag_choices" if lines := _lines(data.get("flag_choices", "")):
            return {"flag_if": "is", "values": list(lines)}
        case "flag_yes_no" if data.get("flag_yes_no"):
            return {"flag_if": "is", "values": [data["flag_yes_no"]]}
        case "flag_number" | "flag_day" as field if data.get(field) or data.get(f"{field}_if"):
            value = data.get(field, "").replace(",", ".")
            return {"flag_if": data.get(f"{field}_if", ""), "value": value}
        case "flag_hours" if hours := data.get("flag_hours"):
            return {"flag_if": "overlap_below", "hours": hours.replace(",", ".")}
    return {}


def _lines(text: str) -> tuple[str, ...]:
    return tuple(line.strip() for line in text.splitlines() if line.strip())
