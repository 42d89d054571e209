"""allauth's forms with our labels, one password field each, and no placeholders."""

from typing import Any

from allauth.account import forms as allauth
from django import forms
from django.utils.translation import gettext_lazy as _

NEW_PASSWORD_HINT = _("At least 10 characters, and not a common password. Pasting works.")
# What static/js/reveal.js writes on its button.
REVEAL = {"data-show": _("Show"), "data-hide": _("Hide")}


def email_field(*, autocomplete: str = "username") -> forms.EmailField:
    """Build the field of those who sign in; password managers look for "username"."""
    attrs = {"autocomplete": autocomplete, "spellcheck": "false", "autocapitalize": "none"}
    return forms.EmailField(label=_("E-mail address"), widget=forms.EmailInput(attrs=attrs))


def tidy_password(field: forms.Field, label: Any, *, is_new: bool = False) -> None:
    """Give a password field of allauth a label instead of a placeholder."""
    field.label = label
    field.widget.attrs.pop("placeholder", None)
    field.widget.attrs |= REVEAL
    field.help_text = NEW_PASSWORD_HINT if is_new else ""


class SignInForm(allauth.LoginForm):
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["login"] = email_field()
        tidy_password(self.fields["password"], _("Password"))


class ResetPasswordForm(allauth.ResetPasswordForm):
    email = email_field()


class NewPasswordForm(allauth.ResetPasswordKeyForm):
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        del self.fields["password2"]
        tidy_password(self.fields["password1"], _("New password"), is_new=True)


class ChangePasswordForm(allauth.ChangePasswordForm):
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        del self.fields["password2"]
        tidy_password(self.fields["oldpassword"], _("Current password"))
        tidy_password(self.fields["password1"], _("New password"), is_new=True)
