"""What a decision needs: a reason or a seat, and the words that the candidate gets."""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from applications.decisions.models import RejectionReason
from applications.decisions.queries import Seats
from applications.decisions.rules import SUBJECT_LENGTH

_OUTDATED = _("This form does not say which version of the application it is about. Open it again.")


class AnswerForm(forms.Form):
    """The answer, and the version of the application that its writer saw."""

    subject = forms.CharField(label=_("Subject"), max_length=SUBJECT_LENGTH)
    body = forms.CharField(
        label=_("Message"),
        help_text=_("The candidate gets this by e-mail and sees it on their own page."),
        widget=forms.Textarea(attrs={"rows": 9}),
        max_length=20_000,
    )
    version = forms.IntegerField(
        min_value=1,
        widget=forms.HiddenInput,
        error_messages={"invalid": _OUTDATED, "required": _OUTDATED, "min_value": _OUTDATED},
    )


class RejectForm(AnswerForm):
    reason = forms.ChoiceField(
        label=_("Reason"),
        help_text=_("For your own records; the message says what the candidate reads."),
        choices=[("", _("Choose a reason")), *RejectionReason.choices],
    )
    field_order = ["reason", "subject", "body", "version"]


class HireForm(AnswerForm):
    opening = forms.TypedChoiceField(
        label=_("Seat"), coerce=int, widget=forms.RadioSelect, choices=()
    )
    field_order = ["opening", "subject", "body", "version"]

    def __init__(self, seats: Iterable[Seats], *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        free = [row for row in seats if row.left]
        opening = self.fields["opening"]
        assert isinstance(opening, forms.TypedChoiceField)
        opening.choices = [(row.opening.pk, _seat_label(row)) for row in free]
        if len(free) == 1:
            opening.initial = free[0].opening.pk


def _seat_label(row: Seats) -> str:
    left = ngettext("%(left)s of %(seats)s seat left", "%(left)s of %(seats)s seats left", row.left)
    facts = {"left": row.left, "seats": row.opening.seats}
    return f"{row.opening.team} · {left % facts}" if row.opening.team else left % facts
