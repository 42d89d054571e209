"""A row of the questions editor."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from postings.application_form.models import QuestionKind
from postings.application_form.queries import QuestionRow
from postings.application_form.rules import choices_problem


class QuestionForm(forms.Form):
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

    def clean(self) -> dict[str, Any]:
        data = self.cleaned_data
        kind = data.get("kind", "")
        lines = [line.strip() for line in data.get("choices", "").splitlines()]
        data["choices"] = tuple(line for line in lines if line)
        if kind and (problem := choices_problem(kind, data["choices"])):
            self.add_error("choices", problem)
        return data

    def row(self) -> QuestionRow:
        return QuestionRow(**self.cleaned_data)


def question_initial(row: QuestionRow) -> dict[str, Any]:
    return {**vars(row), "choices": "\n".join(row.choices)}
