"""What pages send about shared texts: a text itself, and its place on a posting."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.conf import settings
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from postings.posting.forms import WordsField
from postings.posting.rules import LONGEST_DESCRIPTION
from postings.posting.texts import text_problem
from postings.text_blocks.models import Placement
from postings.text_blocks.queries import TextBlockRow, TextRow, block_choices


class SharedTextForm(forms.Form):
    """A name, and a text for each language; the first language stands in for the others."""

    mark_optional = False  # one language is enough, whichever

    name = WordsField(
        label=gettext_lazy("Name"),
        max_length=100,
        help_text=gettext_lazy("Only staff see it, when they choose texts for a posting."),
    )
    version = forms.IntegerField(required=False, widget=forms.HiddenInput)

    def __init__(
        self, *args: Any, first: str = "", texts: Sequence[TextRow] = (), **kwargs: Any
    ) -> None:
        """`first` is the language that comes first; `texts` are those that are stored."""
        super().__init__(*args, **kwargs)
        names = dict(settings.LANGUAGES)
        stored = {row.language: row.text for row in texts}
        self.languages = list(dict.fromkeys([first or settings.LANGUAGE_CODE, *names, *stored]))
        for language in self.languages:
            self.fields[_field(language)] = WordsField(
                label=names.get(language, language),
                required=False,
                strip=False,
                max_length=LONGEST_DESCRIPTION,
                initial=stored.get(language, ""),
                widget=forms.Textarea(
                    attrs={
                        "rows": 10,
                        "lang": language,
                        "spellcheck": "true",
                        "data-takes-pictures": True,
                    }
                ),
            )

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        for language in self.languages:
            name = _field(language)
            if problem := text_problem(data.get(name, "")):
                self.add_error(name, problem)
        if not any(str(data.get(_field(language), "")).strip() for language in self.languages):
            self.add_error(_field(self.languages[0]), _("Write the text in one language at least."))
        return data

    def texts(self) -> tuple[TextRow, ...]:
        """What a valid form says."""
        return tuple(
            TextRow(language=language, text=text)
            for language in self.languages
            if (text := _plain(self.cleaned_data[_field(language)]))
        )

    @property
    def first(self) -> forms.BoundField:
        return self[_field(self.languages[0])]

    @property
    def others(self) -> list[forms.BoundField]:
        return [self[_field(language)] for language in self.languages[1:]]

    @property
    def has_others(self) -> bool:
        """Whether something is written in another language, or wrong with it."""
        return any(field.value() or field.errors for field in self.others)


class TextBlockForm(forms.Form):
    """A row of the editor."""

    block = forms.TypedChoiceField(label=gettext_lazy("Text"), coerce=int)
    placement = forms.ChoiceField(
        label=gettext_lazy("Where"), choices=Placement.choices, initial=Placement.AFTER
    )

    def __init__(self, *args: Any, blocks: list[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        chosen = ("", _("Choose a text"))
        self.fields["block"].choices = [chosen, *blocks]  # type: ignore[attr-defined]

    def row(self) -> TextBlockRow:
        return TextBlockRow(**self.cleaned_data)


def block_kwargs() -> dict[str, Any]:
    """What every row shares, made once for all rows."""
    return {"blocks": block_choices()}


def _field(language: str) -> str:
    return f"text_{language.replace('-', '_')}"


def _plain(text: Any) -> str:
    return str(text).replace("\r\n", "\n").strip("\n")
