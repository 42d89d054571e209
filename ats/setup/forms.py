"""The forms of the first steps and of the settings."""

import zoneinfo
from typing import Any

import pycountry
from django import forms
from django.conf import settings
from django.core.validators import MaxValueValidator, MinValueValidator, RegexValidator
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from ats.mail.transport import SmtpAddress
from ats.organisation import logos
from ats.organisation.models import Organisation
from ats.setup import pay_rules
from ats.users.models import User
from ats.users.people.forms import NameField
from ats.web.languages import own_name

A_WEEK_IN_MINUTES = 7 * 24 * 60


class LogoField(forms.FileField):
    """An image; cleaned to the bytes of a small PNG, or None without one."""

    def __init__(self, **kwargs: Any) -> None:
        widget = forms.FileInput(attrs={"accept": "image/png,image/jpeg,image/webp,image/gif"})
        super().__init__(widget=widget, required=False, **kwargs)

    def clean(self, data: Any, initial: Any = None) -> bytes | None:
        file = super().clean(data, initial)
        if not file:
            return None
        if file.size > logos.LARGEST_UPLOAD_BYTES:
            raise forms.ValidationError(_("The picture is larger than 2 MB."))
        try:
            return logos.reencode(file)
        except logos.NotAnImage as error:
            text = _("This is no picture that we can read. Use a PNG, JPEG, WebP or GIF file.")
            raise forms.ValidationError(text) from error
        except logos.TooManyPixels as error:
            raise forms.ValidationError(_("The picture has too many pixels.")) from error


class MailForm(forms.Form):
    """Where mail goes out. Without a host, mails are written into files."""

    mark_optional = False  # all of it is, together

    smtp_host = forms.CharField(
        label=_("Mail server"),
        required=False,
        max_length=253,
        help_text=_("For example smtp.example.org. Without one, mails become files in var/mail."),
        validators=[RegexValidator(r"^[^\s/@?#\[\]\\]+$", _("Only the name of the server."))],
    )
    smtp_port = forms.IntegerField(
        label=_("Port"),
        min_value=1,
        max_value=65535,
        initial=587,
        required=False,
        widget=forms.NumberInput(attrs={"class": "width-10"}),
    )
    smtp_security = forms.ChoiceField(
        label=_("Security"),
        required=False,
        choices=[
            ("starttls", _("STARTTLS (usually port 587)")),
            ("tls", _("TLS from the start (usually port 465)")),
            ("none", _("None (only within your own network)")),
        ],
        initial="starttls",
    )
    smtp_user = forms.CharField(
        label=_("User name"),
        required=False,
        max_length=200,
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )
    smtp_password = forms.CharField(
        label=_("Password"),
        required=False,
        strip=False,
        max_length=500,
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
    )
    mail_from = forms.EmailField(
        label=_("Sender address"),
        required=False,
        help_text=_("From which mails to candidates come. Answers go to the contact address."),
    )

    def __init__(self, *args: Any, stored: SmtpAddress | None, **kwargs: Any) -> None:
        given = kwargs.pop("initial", None) or {}
        kwargs["initial"] = given | (_initial_of(stored) if stored else {})
        super().__init__(*args, **kwargs)
        self.stored = stored
        if stored is not None and stored.password:
            self.fields["smtp_password"].help_text = _("Leave empty to keep the stored one.")

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        data["address"] = self._address(data) if data.get("smtp_host") else None
        if data["address"] and not data.get("mail_from") and "mail_from" not in self.errors:
            self.add_error("mail_from", _("Say from which address mails shall come."))
        return data

    def _address(self, data: dict[str, Any]) -> SmtpAddress:
        address = SmtpAddress(
            host=data["smtp_host"],
            port=data.get("smtp_port") or 587,
            encryption=data.get("smtp_security") or "starttls",
            user=data.get("smtp_user", ""),
            password=data.get("smtp_password", ""),
        )
        if not address.user or address.password:
            return address
        # A stored password goes to nobody but the server and user that it was entered for.
        kept = self.stored
        if kept is None or (kept.host, kept.user) != (address.host, address.user):
            self.add_error("smtp_password", _("Enter the password of this user."))
            return address
        return SmtpAddress(
            address.host, address.port, address.encryption, address.user, kept.password
        )


class OrganisationForm(forms.ModelForm):
    logo = LogoField(
        label=_("Logo"),
        help_text=_("PNG, JPEG, WebP or GIF, up to 2 MB. It is made smaller where it has to be."),
    )
    remove_logo = forms.BooleanField(label=_("Remove the logo"), required=False)

    class Meta:
        model = Organisation
        fields = [
            "name",
            "about",
            "careers_url",
            "contact_email",
            "decision_hold_minutes",
            "reply_within_days",
            "privacy_notice",
        ]
        widgets = {
            "about": forms.Textarea(attrs={"rows": 4}),
            "privacy_notice": forms.Textarea(attrs={"rows": 14}),
            "decision_hold_minutes": forms.NumberInput(attrs={"class": "width-10"}),
            "reply_within_days": forms.NumberInput(attrs={"class": "width-10"}),
        }
        help_texts = {
            "about": _("Some sentences for the careers page."),
            "careers_url": _("Where people find your open positions."),
            "contact_email": _("Candidates write here, and answers to our mails arrive here."),
            "decision_hold_minutes": _(
                "A rejection or a hire can be undone until its mail leaves; 60 is a good start."
            ),
            "reply_within_days": _("What new postings promise to candidates."),
            "privacy_notice": _(
                "Shown beside every application form. Each change becomes a version of its own. "
                "Have somebody check it who knows your law."
            ),
        }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["name"] = NameField(label=_("Name of the organisation"))
        self.fields["contact_email"].required = True
        self.fields["privacy_notice"].required = True
        self.fields["decision_hold_minutes"].validators.append(MaxValueValidator(A_WEEK_IN_MINUTES))
        days = self.fields["reply_within_days"]
        days.validators += [MinValueValidator(1), MaxValueValidator(365)]
        if not self.instance.logo:
            del self.fields["remove_logo"]


class RulesForm(forms.ModelForm):
    """What holds for all postings; `pay_required_in` is put together from two fields."""

    mark_optional = False

    pay_countries = forms.MultipleChoiceField(
        label=_("Pay is required on adverts for"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=_(
            "A posting that names one of these countries is published only with its pay or a "
            "range. The law was due on 7 June 2026. The notes say where something else was known "
            "in that month: check them."
        ),
    )
    more_countries = forms.CharField(
        label=_("Further countries"),
        required=False,
        max_length=400,
        help_text=_("Their two-letter codes, for example “US, CA”."),
        widget=forms.TextInput(attrs={"class": "width-20"}),
    )

    class Meta:
        model = Organisation
        fields = ["time_zone", "language", "board_name", "needs_review"]
        help_texts = {
            "board_name": _(
                "The name by which programs ask for your postings; links to it are out there, "
                "so change it only with a reason."
            ),
            "needs_review": _(
                "Postings go through review, and nobody publishes what they sent there themselves."
            ),
        }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["time_zone"] = zone_field(_("Postings are scheduled by its clock."))
        self.fields["language"] = forms.ChoiceField(
            label=_("Language of the careers site"),
            choices=[(code, own_name(code)) for code, _name in settings.LANGUAGES],
            help_text=_("For visitors whose browser asks for none of ours."),
        )
        pay = self.fields["pay_countries"]
        assert isinstance(pay, forms.MultipleChoiceField)
        pay.choices = pay_rules.choices()
        pay.widget.choice_hints = pay_rules.STATES
        required = self.instance.pay_required_in
        self.initial["pay_countries"] = [c for c in required if c in pay_rules.LISTED]
        more = [code for code in required if code not in pay_rules.LISTED]
        self.initial["more_countries"] = ", ".join(more)

    def clean_more_countries(self) -> list[str]:
        codes = self.cleaned_data["more_countries"].upper().replace(",", " ").split()
        for code in codes:
            if pycountry.countries.get(alpha_2=code) is None:
                text = _("There is no country with the code “%(code)s”.")
                raise forms.ValidationError(text, params={"code": code})
        return codes

    def changes(self) -> dict[str, Any]:
        """What is to be stored; call it only once the form is valid."""
        data = self.cleaned_data
        countries = sorted({*data["pay_countries"], *data["more_countries"]})
        return {name: data[name] for name in self.Meta.fields} | {"pay_required_in": countries}


def zone_field(help_text: str | Promise) -> forms.ChoiceField:
    zones = [(zone, zone.replace("_", " ")) for zone in sorted(zoneinfo.available_timezones())]
    return forms.ChoiceField(label=_("Time zone"), choices=zones, help_text=help_text)


class ProfileForm(forms.ModelForm):
    autocomplete = {"name": "name"}

    class Meta:
        model = User
        fields = ["name", "time_zone"]
        help_texts = {"time_zone": _("In which you see times.")}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["name"] = NameField(label=_("Your name"))
        self.fields["time_zone"] = zone_field(_("In which you see times."))


def mail_comes_from_environment() -> bool:
    """Whether EMAIL_URL decides, so that the pages only say so."""
    return bool(settings.EMAIL_URL)


def _initial_of(stored: SmtpAddress) -> dict[str, Any]:
    return {
        "smtp_host": stored.host,
        "smtp_port": stored.port,
        "smtp_security": stored.encryption,
        "smtp_user": stored.user,
    }
