"""The form that makes a token."""

from datetime import timedelta
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from ats.users.models import TokenScope

LIFETIMES = [
    ("7", _("7 days")),
    ("30", _("30 days")),
    ("90", _("90 days")),
    ("365", _("1 year")),
]
SCOPE_HINTS = {
    TokenScope.READ: _("Enough for reports and for showing postings elsewhere."),
    TokenScope.WRITE: _("May change everything that you may change."),
    TokenScope.APPLY: _("For job boards that hand in applications; it reads nothing."),
}


class TokenForm(forms.Form):
    name = forms.CharField(
        label=_("What is it for?"),
        max_length=100,
        help_text=_("For example “Careers page of the intranet”."),
    )
    scope = forms.ChoiceField(
        label=_("It may"), choices=TokenScope.choices, initial=TokenScope.READ
    )
    lifetime = forms.ChoiceField(label=_("It expires after"), choices=LIFETIMES, initial="90")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["scope"].widget = widget = forms.RadioSelect(choices=TokenScope.choices)
        widget.choice_hints = SCOPE_HINTS  # type: ignore[attr-defined]

    def clean_lifetime(self) -> timedelta:
        return timedelta(days=int(self.cleaned_data["lifetime"]))
