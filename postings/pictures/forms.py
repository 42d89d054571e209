"""A picture as it is handed in: a file, and what it shows in words."""

from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from postings.pictures import encoding
from postings.posting.forms import WordsField

LONGEST_ALT = 300
# What would end the words of a picture in Markdown, or mean something in them.
_MEANS_SOMETHING = str.maketrans({c: f"\\{c}" for c in "\\[]`*_<>&!"})


class PictureField(forms.FileField):
    """A picture; cleaned to an `Encoded`."""

    def __init__(self, **kwargs: Any) -> None:
        widget = forms.FileInput(attrs={"accept": "image/png,image/jpeg,image/webp,image/gif"})
        super().__init__(widget=widget, **kwargs)

    def clean(self, data: Any, initial: Any = None) -> encoding.Encoded:
        file = super().clean(data, initial)
        if file.size > encoding.LARGEST_UPLOAD_BYTES:
            raise forms.ValidationError(_("The picture is larger than 10 MB."))
        try:
            return encoding.encode(file)
        except encoding.NotAPicture as error:
            text = _("This is no picture that we can read. Use a PNG, JPEG, WebP or GIF file.")
            raise forms.ValidationError(text) from error
        except encoding.TooManyPixels as error:
            raise forms.ValidationError(_too_large(error)) from error


class PictureForm(forms.Form):
    """Its fields stand in the form of the text; `target` and `cursor` say where it goes."""

    use_required_attribute = False  # only of those who add a picture

    file = PictureField(
        label=gettext_lazy("Picture"),
        help_text=gettext_lazy("PNG, JPEG, WebP or GIF, up to 10 MB."),
    )
    alt = WordsField(
        label=gettext_lazy("What it shows, in words"),
        max_length=LONGEST_ALT,
        help_text=gettext_lazy("Read out to those who do not see it, and shown while it loads."),
    )
    target = forms.CharField(max_length=100, required=False, widget=forms.HiddenInput)
    cursor = forms.IntegerField(min_value=0, required=False, widget=forms.HiddenInput)

    def clean_alt(self) -> str:
        return " ".join(self.cleaned_data["alt"].split())

    @property
    def original_name(self) -> str:
        file = self.files.get(self.add_prefix("file"))
        return str(getattr(file, "name", "") or "")


def markdown_for(key: object, alt: str) -> str:
    return f"![{alt.translate(_MEANS_SOMETHING)}](picture:{key})"


def inserted(text: str, piece: str, cursor: int | None) -> tuple[str, int]:
    """Put a paragraph into a text where the cursor stood, or at the end; return the new place.

    Browsers count a line break as one character, and so do we: texts come in with "\\n".
    """
    place = len(text) if cursor is None else min(cursor, len(text))
    before, after = text[:place].rstrip("\n"), text[place:].lstrip("\n")
    before = f"{before}\n\n" if before.strip() else ""
    made = f"{before}{piece}"
    return f"{made}\n\n{after}" if after.strip() else f"{made}\n", len(made)


def _too_large(error: encoding.TooManyPixels) -> str:
    limits = {"side": encoding.LONGEST_SIDE, "all": encoding.MOST_PIXELS // 1_000_000}
    if error.width is None:
        return (
            _(
                "The picture has too many pixels. At most %(side)d a side and %(all)d megapixels "
                "in all are taken."
            )
            % limits
        )
    return _(
        "The picture is %(width)d × %(height)d pixels large. At most %(side)d a side and "
        "%(all)d megapixels in all are taken."
    ) % {"width": error.width, "height": error.height, **limits}
