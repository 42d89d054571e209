"""The scorecard as a form: one question for each criterion, each level with its text."""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from applications.scorecards.models import Recommendation, Scorecard
from postings.criteria.models import Criterion

PREFIX = "level_"


class ScorecardForm(forms.Form):
    """Takes drafts with gaps; whether a card is complete is the action's business."""

    recommendation = forms.ChoiceField(
        label=_("Overall, do you recommend this person?"),
        choices=Recommendation.choices,
        widget=forms.RadioSelect,
        required=False,
    )
    note = forms.CharField(
        label=_("Note"),
        help_text=_("What you saw or heard that led you here. The person may ask to read it."),
        widget=forms.Textarea(attrs={"rows": 5}),
        max_length=10_000,
        required=False,
    )
    mark_optional = False

    def __init__(self, criteria: Iterable[Criterion], *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        own_fields = {_field_name(c): _level_field(c) for c in criteria}
        self.fields = own_fields | self.fields

    @property
    def levels(self) -> dict[int, int]:
        """The levels given, by criterion id."""
        return {
            int(name.removeprefix(PREFIX)): int(value)
            for name, value in self.cleaned_data.items()
            if name.startswith(PREFIX) and value
        }

    def mark_missing(self, *, criteria: list[int], recommendation: bool) -> None:
        """Say at each unanswered question that it needs an answer."""
        for pk in criteria:
            name = f"{PREFIX}{pk}"
            text = _("Choose a level for “%(criterion)s”.")
            self.add_error(name, text % {"criterion": self.fields[name].label})
        if recommendation:
            self.add_error("recommendation", _("Say whether you recommend this person."))


def initial_of(card: Scorecard | None) -> dict[str, Any]:
    """Return the form's initial values for a drafted card."""
    if card is None:
        return {}
    levels = {f"{PREFIX}{score.criterion_id}": score.level for score in card.scores.all()}
    return {"recommendation": card.recommendation, "note": card.note, **levels}


def _field_name(criterion: Criterion) -> str:
    return f"{PREFIX}{criterion.pk}"


def _level_field(criterion: Criterion) -> forms.ChoiceField:
    levels = sorted(criterion.levels.all(), key=lambda level: level.value)
    return forms.ChoiceField(
        label=criterion.name,
        help_text=criterion.guidance,
        choices=[(level.value, level.text) for level in levels],
        widget=forms.RadioSelect,
        required=False,
    )
