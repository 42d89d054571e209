"""A picture that comes along with a section: kept, and its Markdown put into the text as typed."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django import forms
from django.http.request import QueryDict  # noqa: TID251 - only the shape of what was sent
from django.utils import timezone
from django.utils.datastructures import MultiValueDict

from postings.pictures.actions import add_picture
from postings.pictures.forms import PictureForm, inserted, markdown_for

if TYPE_CHECKING:
    from ats.users.models import User
    from postings.staff.editor.section import Inputs

Files = MultiValueDict[str, Any]
PREFIX = "picture"


@dataclass(frozen=True)
class Placed:
    """What was sent, with the picture in its text, and the form for the next one.

    The form is bound when something is wrong with the picture; then the text is as it was sent.
    """

    data: QueryDict
    form: PictureForm


def picture_form() -> PictureForm:
    return PictureForm(prefix=PREFIX)


def has_picture(data: QueryDict, files: Files) -> bool:
    """Say whether a picture was sent: one that was chosen counts whichever button was pressed."""
    return data.get("do") == "picture" or f"{PREFIX}-file" in files


def place_picture(data: QueryDict, files: Files, *, texts: Sequence[str], actor: "User") -> Placed:
    """Store the picture that was sent and put it into that of `texts` which its form names.

    `texts` are the names under which texts are sent; the first is taken where none is named.
    """
    form = PictureForm(data, files, prefix=PREFIX)
    if not form.is_valid():
        return Placed(data, form)
    target = form.cleaned_data["target"]
    name = target if target in texts else texts[0]
    picture = add_picture(
        actor=actor,
        encoded=form.cleaned_data["file"],
        original_name=form.original_name,
        now=timezone.now(),
    )
    changed = data.copy()
    typed = str(data.get(name, "")).replace("\r\n", "\n")
    piece = markdown_for(picture.key, form.cleaned_data["alt"])
    cursor = form.cleaned_data["cursor"] if name == target else None
    changed[name], place = inserted(typed, piece, cursor)
    return Placed(changed, PictureForm(prefix=PREFIX, initial={"target": name, "cursor": place}))


def text_fields(inputs: "Inputs") -> Iterator[tuple[str, forms.Field]]:
    """Yield the texts that may show pictures, by the name under which they are sent."""
    parts = [inputs.form, *(inputs.rows.forms if inputs.rows else ())]
    for form in parts:
        for name, field in form.fields.items() if form else ():
            if "data-takes-pictures" in field.widget.attrs:
                yield form.add_prefix(name), field


def go_on_writing(inputs: "Inputs", form: PictureForm) -> None:
    """Put the keyboard behind the picture that was just placed."""
    for name, field in text_fields(inputs):
        if name == form.initial.get("target"):
            field.widget.attrs |= {"autofocus": True, "data-cursor": form.initial["cursor"]}
