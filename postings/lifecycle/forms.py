"""When the clock publishes and closes, and what a reviewer writes back."""

from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from ats.organisation.local_times import LocalDateTimeField, organisation_zone
from postings.lifecycle.actions import LONGEST_NOTE
from postings.lifecycle.rules import Schedule


class ScheduleForm(forms.Form):
    publish_at = LocalDateTimeField(label=gettext_lazy("Publish at"), required=False)
    close_at = LocalDateTimeField(label=gettext_lazy("Close at"), required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.zone = organisation_zone()
        for field in self.fields.values():
            field.zone = self.zone  # type: ignore[attr-defined]

    @property
    def zone_text(self) -> str:
        """Say whose clock it is."""
        text = _("Times are those of %(zone)s. Where the clocks go back, the first of two counts.")
        return text % {"zone": self.zone.key.replace("_", " ")}

    def section(self) -> Schedule:
        return Schedule(**self.cleaned_data)


class ReturnForm(forms.Form):
    note = forms.CharField(
        label=gettext_lazy("What should change?"),
        required=False,
        max_length=LONGEST_NOTE,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=gettext_lazy("Goes to whoever sent it for review, and stays on the draft."),
    )
