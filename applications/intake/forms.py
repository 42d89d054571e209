"""What the application form asks, one class for each topic so that steps can become pages."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from applications.candidates.models import Door
from applications.candidates.rules import NAME_LENGTH
from applications.documents.file_types import ACCEPTED
from applications.intake.choices import country_options, known_zones, zone_options
from applications.intake.fields import LineField, LinksField, LongSelect, SkillsField, TextField
from applications.profiles import rules
from applications.profiles.rules import Role
from postings.posting.countries import is_country

EMAIL_LENGTH, PHONE_LENGTH = 254, 40


class DoorForm(forms.Form):
    """Which of two equal ways; shown only where the posting leaves the choice."""

    door = forms.ChoiceField(
        label=_("How would you like to tell us about your work?"),
        widget=forms.RadioSelect,
        error_messages={
            "required": _("Choose whether to send a résumé or to tell us on this form."),
            "invalid_choice": _("Choose whether to send a résumé or to tell us on this form."),
        },
    )
    labels: dict[str, Promise] = {
        Door.RESUME: _("Send a résumé"),
        Door.PROFILE: _("Tell us on this form instead"),
    }
    hints: dict[str, Promise] = {
        Door.RESUME: _("A file that you have: PDF, DOCX, ODT, RTF or TXT, up to 10 MB."),
        Door.PROFILE: _("A few short questions, about four minutes. No file needed."),
    }

    def __init__(self, *args: Any, doors: tuple[Door, ...], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choices = self.fields["door"]
        assert isinstance(choices, forms.ChoiceField)
        choices.choices = [(door.value, self.labels[door]) for door in doors]
        choices.widget.choice_hints = {door.value: self.hints[door] for door in doors}


class ResumeForm(forms.Form):
    """The file. It is checked and stored before the form is; this carries what was wrong."""

    resume = forms.FileField(
        label=_("Your résumé"),
        help_text=_("PDF, DOCX, ODT, RTF or TXT, up to 10 MB."),
        widget=forms.FileInput(attrs={"accept": ACCEPTED}),
        required=False,
    )
    mark_optional = False


class RoleForm(forms.Form):
    """One piece of recent work; all of it may stay empty."""

    title = LineField(label=_("Your role"), longest=rules.LINE_LENGTH)
    employer = LineField(label=_("Employer"), longest=rules.LINE_LENGTH)
    period = LineField(
        label=_("When"),
        help_text=_("For example “2021 – now” or “about 3 years”."),
        longest=rules.PERIOD_LENGTH,
        widget=forms.TextInput(attrs={"class": "width-20"}),
    )
    summary = TextField(
        label=_("What you did"),
        longest=rules.SUMMARY_LENGTH,
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    mark_optional = False

    def role(self) -> Role:
        return Role(**{name: self.cleaned_data[name] for name in self.fields})


class ProfileForm(forms.Form):
    """The other sections, in the order in which reviewers read them."""

    skills = SkillsField(
        label=_("Skills"),
        help_text=_("One per line, or with commas between."),
        longest=rules.MOST_SKILLS * (rules.SKILL_LENGTH + 2),
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    proud_of = TextField(
        label=_("Something you are proud of"),
        help_text=_("At work or elsewhere: what you did, and what came of it."),
        longest=rules.PROUD_OF_LENGTH,
        widget=forms.Textarea(attrs={"rows": 4}),
    )
    links = LinksField(
        label=_("Links"),
        help_text=_("To anything that shows your work. One per line."),
        longest=rules.MOST_LINKS * (rules.LINK_LENGTH + 2),
        widget=forms.Textarea(attrs={"rows": 2}),
    )
    about = TextField(
        label=_("Anything else you want us to know"),
        longest=rules.ABOUT_LENGTH,
        widget=forms.Textarea(attrs={"rows": 4}),
    )


class ContactForm(forms.Form):
    name = LineField(
        label=_("Your name"),
        help_text=_("As you want us to address you."),
        longest=NAME_LENGTH,
        required=_("Enter your name."),
    )
    email = LineField(
        label=_("E-mail address"),
        help_text=_("We write to this address only about your application."),
        longest=EMAIL_LENGTH,
        required=_("Enter your e-mail address."),
        widget=forms.EmailInput(attrs={"spellcheck": "false"}),
    )
    phone = LineField(
        label=_("Phone number"),
        longest=PHONE_LENGTH,
        widget=forms.TextInput(attrs={"type": "tel", "class": "width-20"}),
    )
    country = forms.CharField(
        label=_("Country where you live"), required=False, widget=LongSelect(country_options)
    )
    time_zone = forms.CharField(
        label=_("Your time zone"),
        help_text=_("So that we suggest hours that suit you. The nearest place is enough."),
        required=False,
        widget=LongSelect(zone_options, attrs={"data-time-zone": ""}),
    )
    autocomplete = {"name": "name", "email": "email", "phone": "tel", "country": "country"}

    def clean_email(self) -> str:
        address: str = self.cleaned_data["email"]
        try:
            validate_email(address)
        except ValidationError as error:
            raise ValidationError(
                _("Enter an e-mail address in the form name@example.com.")
            ) from error
        return address

    def clean_country(self) -> str:
        return self._known("country", is_country, _("Choose a country from the list."))

    def clean_time_zone(self) -> str:
        known = known_zones().__contains__
        return self._known("time_zone", known, _("Choose a time zone from the list."))

    def _known(self, name: str, is_known: Any, message: Any) -> str:
        value: str = self.cleaned_data[name]
        if value and not is_known(value):
            raise ValidationError(message)
        return value


class TrapForm(forms.Form):
    """A field that people do not see; whoever fills it in is told to leave it empty."""

    leave_empty = forms.CharField(
        label=_("Leave this field empty"),
        required=False,
        widget=forms.TextInput(attrs={"tabindex": "-1", "autocomplete": "off"}),
    )
    mark_optional = False

    def clean_leave_empty(self) -> str:
        if self.cleaned_data["leave_empty"]:
            raise ValidationError(_("Leave the last field empty. It is there to catch programs."))
        return ""
