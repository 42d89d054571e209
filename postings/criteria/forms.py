"""A row of the criteria editor: the criterion and a text for every level."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from postings.criteria.queries import LEVELS, CriterionRow

_LEVEL_NAMES = {
    LEVELS[0]: _("Level %(value)d, the lowest"),
    LEVELS[-1]: _("Level %(value)d, the highest"),
}


class CriterionForm(forms.Form):
    id = forms.IntegerField(required=False, widget=forms.HiddenInput)
    name = forms.CharField(label=_("Criterion"), max_length=100)
    guidance = forms.CharField(
        label=_("What to look for"),
        max_length=2000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for value in LEVELS:
            label = _LEVEL_NAMES.get(value, _("Level %(value)d")) % {"value": value}
            self.fields[f"level_{value}"] = forms.CharField(
                label=label, max_length=300, required=False
            )

    def row(self) -> CriterionRow:
        data = self.cleaned_data
        return CriterionRow(
            id=data["id"],
            name=data["name"],
            guidance=data["guidance"],
            levels=tuple(data[f"level_{value}"] for value in LEVELS),
        )


def criterion_initial(row: CriterionRow) -> dict[str, Any]:
    levels = {f"level_{value}": text for value, text in zip(LEVELS, row.levels, strict=True)}
    return {"id": row.id, "name": row.name, "guidance": row.guidance, **levels}
