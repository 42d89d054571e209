"""The filters above the Outbox."""

from django import forms
from django.utils.translation import gettext_lazy as _

from applications.staff.outbox.kinds import KINDS
from ats.mail.models import MessageState


class FilterForm(forms.Form):
    """Every field may be empty; a value that makes no sense is named and filters nothing."""

    mark_optional = False

    state = forms.ChoiceField(
        label=_("State"), required=False, choices=[("", _("Any")), *MessageState.choices]
    )
    kind = forms.ChoiceField(
        label=_("Kind"), required=False, choices=[("", _("Any")), *KINDS.items()]
    )
