"""A row of the hiring team editor."""

from collections.abc import Iterable, Mapping
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from ats.users.models import User
from postings.hiring_team.models import TeamRole
from postings.hiring_team.queries import MemberRow
from postings.hiring_team.rules import role_problem


class MemberForm(forms.Form):
    user = forms.TypedChoiceField(label=gettext_lazy("Person"), coerce=int)
    role = forms.ChoiceField(label=gettext_lazy("Role here"), choices=TeamRole.choices)

    def __init__(self, *args: Any, people: Mapping[int, User], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.people = people
        choices = [(str(pk), _label(person)) for pk, person in people.items()]
        self.fields["user"].choices = [("", _("Choose a person")), *choices]  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        data = self.cleaned_data
        if data.get("user") and data.get("role"):
            problem = role_problem(data["role"], self.people[data["user"]].role)
            if problem:
                self.add_error("role", problem)
        return data

    def row(self) -> MemberRow:
        return MemberRow(**self.cleaned_data)


def _label(person: User) -> str:
    return f"{person} ({person.get_role_display()})"


def people_by_id(people: Iterable[User]) -> dict[int, User]:
    return {person.pk: person for person in people}
