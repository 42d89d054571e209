"""Sending one mail: taken in a short transaction, sent outside any, then written down.

SMTP promises "at least once". A worker that dies after the server's answer and before the last
transaction leaves a mail that is sent again, with the same Message-ID, so that mail programs can
tell it is the same one. There is no other way to a second copy.
"""

from datetime import datetime

from django.conf import settings
from django.db import transaction
from django.utils import timezone

from ats.events.models import Delivery, Event
from ats.events.registry import TryAgain, handles
from ats.mail import placeholders, rules, transport
from ats.mail.actions import SEND, record_outcome
from ats.mail.compose import Sender, compose
from ats.mail.models import Message, MessageState
from ats.mail.rules import Failure, Trouble
from ats.organisation.models import Organisation

WAITING = (MessageState.HELD, MessageState.QUEUED, MessageState.SENDING)


def note_parked(event: Event, delivery: Delivery, now: datetime) -> None:
    """Show a mail as failed that our own code could not send, or that killed its workers."""
    message = Message.objects.select_for_update().filter(pk=_message_id(delivery)).first()
    if message is not None and message.state in WAITING:
        _mark_failed(message, Failure(Trouble.GIVEN_UP), now=now)


@handles(name=SEND, on_parked=note_parked)
def send(event: Event, delivery: Delivery) -> None:
    """Send the message of this delivery, unless it is sent, cancelled or gone."""
    taken = _take(_message_id(delivery), now=timezone.now())
    if taken is None:
        return
    message, body = taken
    try:
        _hand_over(message, body)
    except Exception as error:
        failure = rules.diagnose(error)
        if failure is None:
            raise
        _note_failure(message, failure, now=timezone.now())
    else:
        _note_sent(message, now=timezone.now())


def _message_id(delivery: Delivery) -> int:
    return int(delivery.target.removeprefix("message:"))


@transaction.atomic
def _take(message_id: int, *, now: datetime) -> tuple[Message, str] | None:
    """Mark a message as being sent and fill in its secret links.

    One that is marked already was left behind by a worker that died: the lease of the delivery
    keeps two of them apart.
    """
    message = Message.objects.select_for_update().filter(pk=message_id).first()
    if message is None or message.state not in WAITING:
        return None
    if message.due_at > now:
        raise TryAgain(at=message.due_at)
    message.state = MessageState.SENDING
    message.attempts += 1
    message.save(update_fields=["state", "attempts"])
    return message, placeholders.fill(message.body, message=message, now=now)


def _hand_over(message: Message, body: str) -> None:
    carrier = transport.current()
    organisation = Organisation.objects.current()
    sender = Sender(
        name=organisation.name,
        email=organisation.mail_from or settings.DEFAULT_FROM_EMAIL,
        reply_to=organisation.contact_email,
    )
    mail = compose(message, body=body, sender=sender, now=timezone.now(), readable=carrier.readable)
    carrier.send(mail, message=message)


@transaction.atomic
def _note_sent(message: Message, *, now: datetime) -> None:
    """That it was accepted is a fact, whoever else may be at it by now."""
    current = Message.objects.select_for_update().filter(pk=message.pk).first()
    if current is None or current.state == MessageState.SENT:
        return
    current.state = MessageState.SENT
    current.sent_at = now
    current.failed_at = None
    current.last_error = ""
    current.save(update_fields=["state", "sent_at", "failed_at", "last_error"])
    record_outcome(current, "message.sent", now=now)


def _note_failure(message: Message, failure: Failure, *, now: datetime) -> None:
    """Fail for good, or raise TryAgain; a try that is not the latest any more says nothing."""
    with transaction.atomic():
        current = (
            Message.objects.select_for_update()
            .filter(pk=message.pk, state=MessageState.SENDING, attempts=message.attempts)
            .first()
        )
        if current is None:
            return
        pause = rules.next_pause(current.attempts)
        if failure.is_for_good or pause is None:
            _mark_failed(current, failure, now=now)
            return
        current.state = MessageState.QUEUED
        current.due_at = now + pause
        current.last_error = str(failure)
        current.save(update_fields=["state", "due_at", "last_error"])
    raise TryAgain(at=current.due_at, reason=failure.trouble)


def _mark_failed(message: Message, failure: Failure, *, now: datetime) -> None:
    message.state = MessageState.FAILED
    message.failed_at = now
    message.last_error = str(failure)
    message.save(update_fields=["state", "failed_at", "last_error"])
    record_outcome(message, "message.failed", now=now)
