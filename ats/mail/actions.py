"""Putting mails into the queue, taking them out again, and asking for another try."""

import secrets
from datetime import datetime
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from django.conf import settings
from django.db import models, transaction

from ats.events import relay
from ats.events.actions import record, schedule
from ats.events.models import Delivery, Event
from ats.mail import rules
from ats.mail.compose import one_line
from ats.mail.models import Message, MessageState

if TYPE_CHECKING:
    from ats.users.models import User

SEND = "mail.send"  # the handler that each message's own delivery names


class TooLateToCancel(Exception):
    """The message is being sent, has been sent, or has failed."""


class NotRetryable(Exception):
    """The message is held, being sent, sent or cancelled."""


def queue_message(
    *,
    event: Event,
    key: str,
    kind: str,
    recipient_name: str,
    recipient_email: str,
    subject: str,
    body: str,
    about: models.Model | None,
    reply_to: str = "",
    language: str = "en",
    due_at: datetime | None = None,
    now: datetime,
) -> Message:
    """Write a mail to one recipient and the delivery that will send it at `due_at` (or now).

    A repeat with the same `key` returns the first message and changes nothing. `about` is what
    the mail speaks of. Secret links stand in `body` as placeholders, see ats.mail.placeholders.
    """
    due_at = due_at or now
    new = Message(
        key=key,
        kind=kind,
        about_type=(about._meta.model_name or "") if about else "",
        about_id=about.pk if about else None,
        recipient_name=one_line(recipient_name)[:200],
        recipient_email=recipient_email.strip(),
        reply_to=reply_to,
        subject=one_line(subject)[:300],
        body=body,
        language=language,
        message_id=_new_message_id(),
        state=MessageState.HELD if due_at > now else MessageState.QUEUED,
        created_at=now,
        due_at=due_at,
    )
    with transaction.atomic():
        Message.objects.bulk_create([new], ignore_conflicts=True)
        message = Message.objects.get(key=key)
        if message.message_id == new.message_id:
            schedule(event, handler=SEND, target=target_of(message), due_at=due_at, now=now)
    return message


def target_of(message: Message) -> str:
    """Return how deliveries name a message."""
    return f"message:{message.pk}"


def cancel_message(*, key: str, now: datetime) -> bool:
    """Cancel a message that waits; False when there is none, or when it is cancelled already.

    Belongs into the caller's transaction and locks the row until its end, so that sending and
    cancelling cannot both win. Raises TooLateToCancel.
    """
    message = Message.objects.select_for_update().filter(key=key).first()
    if message is None or message.state == MessageState.CANCELLED:
        return False
    if not rules.is_cancellable(message):
        raise TooLateToCancel(message.state)
    message.state = MessageState.CANCELLED
    message.save(update_fields=["state"])
    return True


def retry_message(*, actor: "User", message_id: int, now: datetime) -> Message:
    """Send a failed message, or one that waits for its next try, as soon as possible.

    Raises NotRetryable, or Message.DoesNotExist.
    """
    with transaction.atomic():
        # The delivery goes first: that is also the order in which a parked one locks them.
        waiting = _open_delivery(message_id)
        message = Message.objects.select_for_update().get(pk=message_id)
        if not rules.is_retryable(message):
            raise NotRetryable(message.state)
        message.state = MessageState.QUEUED
        # Not 0: that would say that nothing of it can have left yet.
        message.attempts = min(message.attempts, 1)
        message.failed_at = None
        message.due_at = now
        message.save(update_fields=["state", "attempts", "failed_at", "due_at"])
        event = record(
            "message.retried", subject=message, actor=actor, now=now, data=_about(message)
        )
        if waiting is None:
            schedule(event, handler=SEND, target=target_of(message), due_at=now, now=now)
        else:
            waiting.due_at = now
            waiting.save(update_fields=["due_at"])
            relay.wake_after_commit([waiting.pk])
    return message


def erase_messages(*, about_type: str, about_ids: list[int]) -> int:
    """Blank what mails about these objects say and to whom; what is unsent is never sent.

    Returns how many messages were blanked. Belongs into the caller's transaction.
    """
    messages = Message.objects.filter(about_type=about_type, about_id__in=about_ids)
    open_states = (MessageState.HELD, MessageState.QUEUED, MessageState.SENDING)
    messages.filter(state__in=open_states).update(state=MessageState.CANCELLED)
    return messages.update(
        recipient_name="", recipient_email="", reply_to="", subject="", body="", last_error=""
    )


def record_outcome(message: Message, verb: str, *, now: datetime) -> None:
    """Write message.sent or message.failed, in the transaction that marks the row."""
    record(verb, subject=message, actor=None, now=now, data=_about(message))


def _about(message: Message) -> dict[str, object]:
    return {
        "about_type": message.about_type,
        "about_id": message.about_id,
        "kind": message.kind,
    }


def _open_delivery(message_id: int) -> Delivery | None:
    return (
        Delivery.objects.open()
        .select_for_update()
        .filter(handler=SEND, target=f"message:{message_id}")
        .first()
    )


def _new_message_id() -> str:
    host = urlsplit(settings.PUBLIC_URL).hostname or "localhost"
    return f"<{secrets.token_hex(16)}@{host}>"
