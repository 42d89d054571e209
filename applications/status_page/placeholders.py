"""The link to the status page in mails, minted when the mail is sent."""

from datetime import datetime

from django.conf import settings
from django.urls import reverse

from applications.candidates.models import Submission
from applications.status_page.actions import mint_link
from ats.mail.models import Message
from ats.mail.placeholders import placeholder
from ats.web.languages import in_language


@placeholder("status_link")
def status_link(message: Message, now: datetime) -> str:
    """Return a new secret address for the application that the message is about."""
    application_id, submission_id = _about(message)
    if application_id is None:
        # Nothing to open: the page itself says where the right link is.
        return _address(message, "status")
    token = mint_link(application_id=application_id, submission_id=submission_id, now=now)
    return _address(message, "status-open", token)


def _address(message: Message, name: str, *args: str) -> str:
    """Return an address in the language of the mail that it stands in."""
    with in_language(message.language):
        return f"{settings.PUBLIC_URL}{reverse(name, args=args)}"


def _about(message: Message) -> tuple[int | None, int | None]:
    if message.about_type == "application":
        return message.about_id, None
    if message.about_type == "submission" and message.about_id is not None:
        found = Submission.objects.filter(pk=message.about_id).first()
        return (found.application_id, found.pk) if found else (None, None)
    return None, None
