"""Forms of the people pages and of the page behind an invitation."""

from typing import Any

from django import forms
from django.contrib.auth.password_validation import validate_password
from django.utils.translation import gettext_lazy as _

from ats.users.models import Role, User
from ats.users.sign_in.forms import NEW_PASSWORD_HINT, REVEAL

ROLE_HINTS = {
    Role.ADMIN: _("Everything, including people, settings and confidential postings."),
    Role.RECRUITER: _("Every posting, except confidential ones that they are not on."),
    Role.HIRING_MANAGER: _("All applications of the postings that they are on."),
    Role.INTERVIEWER: _(
        "Only the applications that they are asked to score, without contact data."
    ),
}


class RoleField(forms.ChoiceField):
    def __init__(self, **kwargs: Any) -> None:
        widget = forms.RadioSelect()
        widget.choice_hints = ROLE_HINTS  # type: ignore[attr-defined]
        super().__init__(label=_("Role"), choices=Role.choices, widget=widget, **kwargs)


class NameField(forms.CharField):
    """A name on one line, spaces tidied."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(max_length=200, **{"label": _("Name"), **kwargs})

    def to_python(self, value: Any) -> str:
        return " ".join((super().to_python(value) or "").split())


class InviteForm(forms.Form):
    name = NameField()
    email = forms.EmailField(label=_("E-mail address"), max_length=254)
    role = RoleField()

    def clean_email(self) -> str:
        return str(self.cleaned_data["email"]).lower()


class RoleForm(forms.Form):
    role = RoleField()


class AcceptForm(forms.Form):
    """What an invited person fills in; the password twice would only teach pasting."""

    autocomplete = {"name": "name"}
    name = NameField(label=_("Your name"))
    password = forms.CharField(
        label=_("Choose a password"),
        strip=False,
        max_length=1000,
        help_text=NEW_PASSWORD_HINT,
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password", **REVEAL}),
    )

    def __init__(self, *args: Any, person: User, **kwargs: Any) -> None:
        kwargs["initial"] = {"name": person.name}
        super().__init__(*args, **kwargs)
        self.person = person

    def clean_password(self) -> str:
        password = str(self.cleaned_data["password"])
        validate_password(password, self.person)
        return password
