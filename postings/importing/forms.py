"""An advert as it is handed in: pasted, or as a file."""

from typing import Any

from django import forms
from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from postings.importing.parsing import ParsedPosting, parse
from postings.importing.text import LIMIT_BYTES, UnreadableAdvert, decode
from postings.posting.texts import text_problem


class ImportForm(forms.Form):
    text = forms.CharField(
        label=gettext_lazy("The advert's text"),
        required=False,
        strip=False,
        widget=forms.Textarea(attrs={"rows": 14}),
        help_text=gettext_lazy("Plain text or Markdown. Begin with the title."),
    )
    file = forms.FileField(
        label=gettext_lazy("Or a text file"),
        required=False,
        allow_empty_file=True,
        widget=forms.FileInput(attrs={"accept": ".txt,.md,.markdown,text/plain,text/markdown"}),
    )

    parsed: ParsedPosting

    def clean(self) -> dict[str, Any]:
        uploaded = self.cleaned_data.get("file")
        field = "file" if uploaded else "text"
        try:
            text = _text_of(uploaded) if uploaded else self.cleaned_data.get("text", "")
            if not uploaded:
                text = decode(text.encode())
            self.parsed = parse(text)
        except UnreadableAdvert as error:
            self.add_error(field, str(error))
        else:
            self.cleaned_data["text"] = text
            if problem := text_problem(self.parsed.description):
                self.add_error(field, problem)
        return self.cleaned_data


def _text_of(uploaded: UploadedFile) -> str:
    """Read no more of a file than an advert may have."""
    if uploaded.size is None or uploaded.size > LIMIT_BYTES:
        message = _("The file is too long. An advert may have %(limit)d kB.")
        raise UnreadableAdvert(message % {"limit": LIMIT_BYTES // 1000})
    return decode(uploaded.read())
