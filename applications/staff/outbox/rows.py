"""A mail of the Outbox, ready to be drawn."""

from dataclasses import dataclass
from datetime import datetime

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from applications.candidates.models import Application
from applications.staff.outbox.kinds import kind_name
from applications.staff.outbox.queries import Row
from ats.mail import placeholders, rules
from ats.mail.explain import reason, server_reply
from ats.mail.models import Message, MessageState

_TONES = {
    MessageState.HELD: ("warning", "clock"),
    MessageState.QUEUED: ("neutral", "hourglass"),
    MessageState.SENDING: ("accent", "send"),
    MessageState.SENT: ("success", "check"),
    MessageState.FAILED: ("danger", "circle-alert"),
    MessageState.CANCELLED: ("neutral", "ban"),
}


@dataclass(frozen=True)
class MailView:
    message: Message
    application: Application | None
    kind: str
    tone: str
    icon: str
    when_label: Promise
    when: datetime
    problem: str
    reply: str  # what the mail server said
    can_retry: bool


def draw(row: Row) -> MailView:
    message = row.message
    tone, icon = _TONES[MessageState(message.state)]
    label, when = _moment(message)
    return MailView(
        message=message,
        application=row.application,
        kind=kind_name(message.kind),
        tone=tone,
        icon=icon,
        when_label=label,
        when=when,
        problem=reason(message.last_error),
        reply=server_reply(message.last_error),
        can_retry=rules.is_retryable(message),
    )


def body_parts(message: Message) -> list[tuple[bool, str]]:
    """Return the text cut at its secret links, which nobody sees here."""
    return placeholders.split(message.body)


def _moment(message: Message) -> tuple[Promise, datetime]:
    if message.state == MessageState.SENT and message.sent_at:
        return _("Sent"), message.sent_at
    if message.state == MessageState.FAILED and message.failed_at:
        return _("Failed"), message.failed_at
    if message.state == MessageState.HELD:
        return _("Goes out"), message.due_at
    if message.state == MessageState.QUEUED and message.attempts:
        return _("Next try"), message.due_at
    return _("Written"), message.created_at
