"""The answer to everybody: a text for each language, and who is left out."""

import uuid
from collections.abc import Iterable, Iterator
from datetime import datetime
from typing import Any

from django import forms
from django.forms.boundfield import BoundField
from django.utils.dateparse import parse_datetime
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from applications.decisions.models import RejectionReason
from applications.decisions.rules import SUBJECT_LENGTH
from ats.web.languages import own_name

_OUTDATED = gettext_lazy("This page is too old. Look at the list again, then send.")


class CloseForm(forms.Form):
    """`languages` are those of the people who wait, in the order of the page."""

    reason = forms.ChoiceField(
        label=gettext_lazy("Reason"),
        help_text=gettext_lazy("For your own records; the message says what the candidate reads."),
        choices=RejectionReason.choices,
        initial=RejectionReason.POSTING_CLOSED,
    )
    key = forms.UUIDField(widget=forms.HiddenInput, error_messages={"invalid": _OUTDATED})
    seen_at = forms.CharField(widget=forms.HiddenInput, max_length=40)

    def __init__(self, languages: Iterable[str], *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.languages = list(languages)
        for code in self.languages:
            self.fields[f"subject_{code}"] = forms.CharField(
                label=self._label(_("Subject"), code), max_length=SUBJECT_LENGTH
            )
            self.fields[f"body_{code}"] = forms.CharField(
                label=self._label(_("Message"), code),
                widget=forms.Textarea(attrs={"rows": 12}),
                max_length=20_000,
            )

    def _label(self, label: str, code: str) -> str:
        return f"{label} · {own_name(code)}" if len(self.languages) > 1 else label

    def texts_fields(self) -> Iterator[tuple[str, BoundField, BoundField]]:
        for code in self.languages:
            yield code, self[f"subject_{code}"], self[f"body_{code}"]

    def clean_seen_at(self) -> datetime:
        try:
            seen_at = parse_datetime(self.cleaned_data["seen_at"])
        except ValueError:
            seen_at = None
        if seen_at is None or seen_at.tzinfo is None:
            raise forms.ValidationError(_OUTDATED)
        return seen_at

    def texts(self) -> dict[str, tuple[str, str]]:
        data = self.cleaned_data
        return {code: (data[f"subject_{code}"], data[f"body_{code}"]) for code in self.languages}


def ids_of(values: Iterable[str]) -> set[int]:
    """Return the ids among what was sent; anything else names nobody."""
    return {int(v) for v in values if v.isascii() and v.isdigit() and len(v) <= 18}


def new_key() -> str:
    return str(uuid.uuid4())
