"""What the editor's pages send about a posting itself; each form gives a section."""

import re
from collections.abc import Iterable
from dataclasses import asdict
from decimal import Decimal
from typing import Any

from django import forms
from django.conf import settings
from django.utils.translation import gettext_lazy as _

from ats.web.direction import without_overrides
from postings.posting import rules
from postings.posting.countries import country_choices
from postings.posting.labels import offset_label
from postings.posting.models import EmploymentType, PayPeriod, ResumePolicy, WorkplaceType
from postings.posting.sections import (
    Applying,
    Basics,
    Description,
    OpeningRow,
    Pay,
    Place,
    Places,
    TranslationRow,
)
from postings.posting.texts import text_problem
from postings.posting.translations import written_languages

NOT_SAID = ("", _("Not said"))
# Every half hour, and the three zones that stand a quarter hour off.
_OFFSETS = sorted({*range(rules.WESTERNMOST, rules.EASTERNMOST + 1, 30), 345, 525, 765})


class WordsField(forms.CharField):
    """A text of one or more lines, without characters that turn the reading around."""

    def to_python(self, value: Any) -> str:
        return str(super().to_python(without_overrides(value) if value else value))


class CreateForm(forms.Form):
    title = WordsField(
        label=_("Title"),
        max_length=200,
        help_text=_("As candidates will read it, for example “Backend Engineer”."),
    )


class BasicsForm(forms.Form):
    title = WordsField(label=_("Title"), max_length=200)
    department = forms.CharField(
        label=_("Department"),
        max_length=100,
        required=False,
        help_text=_("Choose one or type a new one."),
        widget=forms.TextInput(attrs={"list": "department-names", "autocomplete": "off"}),
    )
    employment_type = forms.ChoiceField(
        label=_("Employment type"),
        choices=[NOT_SAID, *EmploymentType.choices],
        required=False,
    )
    reports_to = forms.CharField(label=_("Reports to"), max_length=200, required=False)
    reference = forms.CharField(
        label=_("Reference"),
        max_length=40,
        help_text=_("Your own number for it; every posting has another."),
        widget=forms.TextInput(attrs={"class": "width-20"}),
    )
    company = forms.CharField(
        label=_("Hiring company, if it is not yours"), max_length=200, required=False
    )
    source_url = forms.URLField(
        label=_("Where the advert came from"),
        max_length=500,
        required=False,
        assume_scheme="https",
        help_text=_("Only staff see this link."),
    )
    is_confidential = forms.BooleanField(
        label=_("Confidential"),
        required=False,
        help_text=_(
            "Only its hiring team and administrators see it, and the careers site does not."
        ),
    )

    is_listed = forms.BooleanField(
        label=_("Listed"),
        required=False,
        help_text=_(
            "In lists, search, feeds and on other job boards. Otherwise only those who have its "
            "address find it."
        ),
    )
    language = forms.ChoiceField(
        label=_("Language"),
        choices=written_languages,
        help_text=_("In which title and description are written."),
    )

    def section(self) -> Basics:
        return Basics(**self.cleaned_data)


class WorkplaceForm(forms.Form):
    """The part of the places section that is not a row."""

    workplace_type = forms.ChoiceField(
        label=_("Workplace"), choices=WorkplaceType.choices, widget=forms.RadioSelect
    )
    window_from_minutes = forms.TypedChoiceField(
        label=_("Working hours from"), coerce=int, empty_value=None, required=False
    )
    window_to_minutes = forms.TypedChoiceField(
        label=_("Working hours to"),
        coerce=int,
        empty_value=None,
        required=False,
        help_text=_(
            "For remote work: the time zones, west to east, in which the team works together."
        ),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name in ("window_from_minutes", "window_to_minutes"):
            stored = self.initial.get(name)
            offsets = sorted({*_OFFSETS, stored}) if isinstance(stored, int) else _OFFSETS
            choices = [(str(minutes), offset_label(minutes)) for minutes in offsets]
            self.fields[name].choices = [NOT_SAID, *choices]  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        first = self.cleaned_data.get("window_from_minutes")
        last = self.cleaned_data.get("window_to_minutes")
        if problem := rules.window_problem(first, last):
            self.add_error("window_to_minutes", problem)
        return self.cleaned_data


class PlaceForm(forms.Form):
    country = forms.ChoiceField(label=_("Country"))
    region = forms.CharField(label=_("Region"), max_length=100, required=False)
    city = forms.CharField(label=_("City"), max_length=100, required=False)

    def __init__(self, *args: Any, countries: list[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        chosen = ("", _("Choose a country"))
        self.fields["country"].choices = [chosen, *countries]  # type: ignore[attr-defined]

    def row(self) -> Place:
        return Place(**self.cleaned_data)


def place_form_kwargs() -> dict[str, Any]:
    """What every row of places shares, made once for all rows."""
    return {"countries": country_choices()}


def places_section(workplace: WorkplaceForm, places: Iterable[Place]) -> Places:
    return Places(**workplace.cleaned_data, places=tuple(places))


class OpeningForm(forms.Form):
    id = forms.IntegerField(required=False, widget=forms.HiddenInput)
    team = forms.CharField(label=_("Team"), max_length=100, required=False)
    seats = forms.IntegerField(
        label=_("Seats"),
        min_value=1,
        max_value=999,
        initial=1,
        widget=forms.NumberInput(attrs={"class": "width-5"}),
    )

    def row(self) -> OpeningRow:
        return OpeningRow(**self.cleaned_data)


class AmountField(forms.DecimalField):
    """Money as people write it: "70,000", "70.000", "70 000.50"."""

    def __init__(self, **kwargs: Any) -> None:
        widget = forms.TextInput(attrs={"class": "width-10", "inputmode": "decimal"})
        super().__init__(
            max_digits=12, decimal_places=2, min_value=0, required=False, widget=widget, **kwargs
        )

    def to_python(self, value: Any) -> Any:
        return super().to_python(plain_amount(value) if isinstance(value, str) else value)

    def prepare_value(self, value: Any) -> Any:
        is_whole = isinstance(value, Decimal) and value == value.to_integral_value()
        return f"{value:.0f}" if is_whole else value


def plain_amount(text: str) -> str:
    """The figures of an amount with a point before the decimals, and none between thousands."""
    figures = re.sub(r"[\s'’\u00a0\u202f]", "", text)
    if re.fullmatch(r"\d{1,3}(?:,\d{3})+(?:\.\d{1,2})?", figures):
        return figures.replace(",", "")
    if re.fullmatch(r"\d{1,3}(?:\.\d{3})+(?:,\d{1,2})?", figures):
        return figures.replace(".", "").replace(",", ".")
    return figures.replace(",", ".")


class PayForm(forms.Form):
    pay_min = AmountField(label=_("Pay from"))
    pay_max = AmountField(label=_("Pay to"))
    pay_currency = forms.CharField(
        label=_("Currency"),
        max_length=3,
        required=False,
        help_text=_("Three letters, such as EUR."),
        widget=forms.TextInput(attrs={"class": "width-5", "autocapitalize": "characters"}),
    )
    pay_period = forms.ChoiceField(label=_("Per"), choices=PayPeriod.choices)

    def clean_pay_currency(self) -> str:
        return str(self.cleaned_data["pay_currency"]).upper()

    def clean(self) -> dict[str, Any]:
        data = self.cleaned_data
        low, high = data.get("pay_min"), data.get("pay_max")
        for field, problem in rules.pay_problems(low, high, data.get("pay_currency", "")).items():
            self.add_error(field, problem)
        return data

    def section(self) -> Pay:
        return Pay(**self.cleaned_data)


class ApplyingForm(forms.Form):
    resume_policy = forms.ChoiceField(
        label=_("Résumé"), choices=ResumePolicy.choices, widget=forms.RadioSelect
    )
    reply_within_days = forms.IntegerField(
        label=_("Everyone hears from you within (days)"),
        min_value=1,
        max_value=365,
        help_text=_("Candidates see this promise, and you see who waits."),
        widget=forms.NumberInput(attrs={"class": "width-5"}),
    )
    apply_by_on = forms.DateField(
        label=_("Last day to apply"),
        required=False,
        widget=forms.DateInput(attrs={"type": "date", "class": "width-20"}, format="%Y-%m-%d"),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["resume_policy"].widget.choice_hints = {
            ResumePolicy.REQUIRED: _("Nobody can apply without a file."),
            ResumePolicy.OPTIONAL: _("A file, or a few short questions instead."),
            ResumePolicy.NOT_ASKED: _("Only the short questions; no file is taken."),
        }

    def section(self) -> Applying:
        return Applying(**self.cleaned_data)


def _clean_description(form: forms.Form) -> str:
    text = str(form.cleaned_data["description"]).replace("\r\n", "\n").strip("\n")
    if problem := text_problem(text):
        raise forms.ValidationError(problem)
    return text


class DescriptionForm(forms.Form):
    description = WordsField(
        label=_("Description"),
        max_length=rules.LONGEST_DESCRIPTION,
        required=False,
        strip=False,
        widget=forms.Textarea(
            attrs={"rows": 18, "spellcheck": "true", "data-takes-pictures": True}
        ),
        help_text=_("Markdown: # for headings, - for lists, **bold**, [text](https://…)."),
    )

    clean_description = _clean_description

    def section(self) -> Description:
        return Description(**self.cleaned_data)


class TranslationForm(forms.Form):
    id = forms.IntegerField(required=False, widget=forms.HiddenInput)
    language = forms.ChoiceField(label=_("Language"), choices=settings.LANGUAGES)
    title = WordsField(label=_("Title"), max_length=200)
    description = WordsField(
        label=_("Description"),
        max_length=rules.LONGEST_DESCRIPTION,
        required=False,
        strip=False,
        widget=forms.Textarea(attrs={"rows": 12, "spellcheck": "true"}),
        help_text=_(
            "The whole text; without it candidates read the posting in the language that it was "
            "written in."
        ),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if language := self.initial.get("language"):
            for name in ("title", "description"):
                self.fields[name].widget.attrs["lang"] = language

    clean_description = _clean_description

    def row(self) -> TranslationRow:
        return TranslationRow(**self.cleaned_data)


def initial_of(section: Any) -> dict[str, Any]:
    """A section as the initial values of its form."""
    return asdict(section)
