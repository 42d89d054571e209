"""The words of the mails about accounts; they lie in templates/users/mail/."""

from dataclasses import dataclass

from django.conf import settings
from django.template.loader import render_to_string


@dataclass(frozen=True)
class Text:
    subject: str
    body: str


def write(kind: str, **facts: str) -> Text:
    """Render the mail of this kind; the first line of its template is the subject."""
    site = settings.PUBLIC_URL.split("://", 1)[1]
    rendered = render_to_string(f"users/mail/{kind}.txt", {**facts, "site": site})
    subject, _newline, body = rendered.strip().partition("\n")
    return Text(subject.strip(), body.strip() + "\n")
