"""What a move says: where to, and what its maker saw."""

from django import forms


class MoveForm(forms.Form):
    to_stage = forms.IntegerField(min_value=1)
    from_stage = forms.IntegerField(min_value=1)
    version = forms.IntegerField(min_value=1)


class UndoForm(forms.Form):
    version = forms.IntegerField(min_value=1)
