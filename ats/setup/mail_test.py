"""Trying mail settings before they are relied on."""

import secrets
from datetime import datetime
from urllib.parse import urlsplit

from django.conf import settings
from django.utils.translation import gettext as _

from ats.mail.compose import Sender, compose
from ats.mail.explain import explain
from ats.mail.models import Message
from ats.mail.rules import diagnose
from ats.mail.transport import SmtpTransport, parse_url


def send_test_mail(*, url: str, sender: str, name: str, recipient: str, now: datetime) -> str:
    """Send a mail with these settings at once; return what went wrong in plain words, or "".

    It goes past the queue, because whoever asks waits for the answer.
    """
    subject = _("Test mail from Fairlead")
    body = _("This mail shows that the mail settings work.\n\n%(site)s\n")
    message = Message(
        kind="test",
        recipient_email=recipient,
        subject=subject,
        message_id=f"<{secrets.token_hex(16)}@{urlsplit(settings.PUBLIC_URL).hostname}>",
    )
    try:
        mail = compose(
            message,
            body=body % {"site": settings.PUBLIC_URL},
            sender=Sender(name=name, email=sender or settings.DEFAULT_FROM_EMAIL),
            now=now,
        )
        SmtpTransport(parse_url(url)).send(mail, message=message)
    except Exception as error:
        failure = diagnose(error)
        if failure is None:
            raise
        return explain(str(failure))
    return ""
