"""The filters above the list of applications."""

from typing import Any

from django import forms
from django.db import models
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from applications.candidates.models import ApplicationStatus, Door
from postings.posting.models import Posting
from postings.stages.models import StageKind


class Due(models.TextChoices):
    OVERDUE = "overdue", _("Overdue")
    SOON = "soon", _("Due within 3 days")
    OPEN = "open", _("Not answered yet")


class Order(models.TextChoices):
    NEWEST = "newest", _("Newest first")
    OLDEST = "oldest", _("Oldest first")
    DUE = "due", _("Answer due first")


def _any(choices: list[tuple[str, Any]]) -> list[tuple[str, Any]]:
    return [("", _("Any")), *choices]


class FilterForm(forms.Form):
    """Every field may be empty; a value that makes no sense is named and filters nothing."""

    mark_optional = False

    q = forms.CharField(
        label=_("Name, reference or e-mail"),
        required=False,
        max_length=200,
        widget=forms.TextInput(attrs={"type": "search"}),
    )
    posting = forms.ModelChoiceField(
        label=_("Posting"), required=False, queryset=Posting.objects.none(), empty_label=_("Any")
    )
    kind = forms.ChoiceField(
        label=_("Stage"), required=False, choices=_any(list(StageKind.choices))
    )
    status = forms.ChoiceField(
        label=_("Status"), required=False, choices=_any(list(ApplicationStatus.choices))
    )
    door = forms.ChoiceField(label=_("Door"), required=False, choices=_any(list(Door.choices)))
    due = forms.ChoiceField(label=_("Answer"), required=False, choices=_any(list(Due.choices)))
    flagged = forms.ChoiceField(
        label=_("Answers"),
        required=False,
        choices=_any([("yes", _("With a flagged answer"))]),
    )
    source = forms.CharField(label=_("Source"), required=False, max_length=100)
    order = forms.ChoiceField(label=_("Order"), required=False, choices=Order.choices)
    stage = forms.IntegerField(required=False, min_value=1, widget=forms.HiddenInput)

    def __init__(self, data: Any, *, postings: QuerySet[Posting]) -> None:
        super().__init__(data)
        posting = self.fields["posting"]
        assert isinstance(posting, forms.ModelChoiceField)
        posting.queryset = postings.only("title")
