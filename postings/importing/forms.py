"""An advert or a board as it is handed in: pasted, or as a file."""

from typing import Any

from django import forms
from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from postings.importing.documents.reading import LIMIT_BYTES, Document, read_text
from postings.importing.text import UnreadableAdvert, decode

_ACCEPTED = ".txt,.md,.markdown,.html,.htm,.json,.jsonld,text/plain,text/markdown,text/html"


class ImportForm(forms.Form):
    text = forms.CharField(
        label=gettext_lazy("The advert's text"),
        required=False,
        strip=False,
        widget=forms.Textarea(attrs={"rows": 14}),
        help_text=gettext_lazy(
            "Plain text, Markdown or HTML; begin with the title. Or the JSON of a job."
        ),
    )
    file = forms.FileField(
        label=gettext_lazy("Or a file"),
        required=False,
        allow_empty_file=True,
        widget=forms.FileInput(attrs={"accept": f"{_ACCEPTED},application/json"}),
        help_text=gettext_lazy(
            "Text, Markdown or HTML, a JobPosting of schema.org, or a board of Greenhouse, Lever "
            "or Ashby with all its jobs."
        ),
    )

    document: Document

    def clean(self) -> dict[str, Any]:
        uploaded = self.cleaned_data.get("file")
        try:
            data = _content(uploaded) if uploaded else self.cleaned_data.get("text", "").encode()
            self.document = read_text(decode(data, limit=LIMIT_BYTES))
        except UnreadableAdvert as error:
            self.add_error("file" if uploaded else "text", str(error))
        else:
            jobs = self.document.jobs
            if len(jobs) == 1 and jobs[0].problem:
                self.add_error("file" if uploaded else "text", jobs[0].problem)
        return self.cleaned_data


def _content(uploaded: UploadedFile) -> bytes:
    """Read no more of a file than a board may have."""
    if uploaded.size is None or uploaded.size > LIMIT_BYTES:
        message = _("The file is too long. It may have %(limit)d kB.")
        raise UnreadableAdvert(message % {"limit": LIMIT_BYTES // 1000})
    return uploaded.read()
