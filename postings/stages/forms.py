"""A row of the stages editor."""

from django import forms
from django.utils.translation import gettext_lazy as _

from postings.stages.models import StageKind
from postings.stages.queries import StageRow


class StageForm(forms.Form):
    id = forms.IntegerField(required=False, widget=forms.HiddenInput)
    name = forms.CharField(label=_("Name"), max_length=60)
    kind = forms.ChoiceField(label=_("Kind"), choices=StageKind.choices)

    def row(self) -> StageRow:
        return StageRow(**self.cleaned_data)
