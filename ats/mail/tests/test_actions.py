"""Queueing, cancelling, retrying and erasing mails."""

from datetime import timedelta

import pytest
from django.utils import timezone

from ats.events.models import Delivery, Event
from ats.mail.actions import (
    NotRetryable,
    TooLateToCancel,
    cancel_message,
    erase_messages,
    retry_message,
)
from ats.mail.models import Message, MessageState
from ats.mail.tests.conftest import delivery_of, state_of, write
from ats.tests.factories import UserFactory

pytestmark = pytest.mark.django_db

HOUR = timedelta(hours=1)


def test_a_mail_is_a_row_with_a_delivery_of_its_own(noon):
    message = write()

    assert (message.state, message.due_at) == ("queued", noon)
    assert message.message_id.startswith("<") and "@" in message.message_id
    assert delivery_of(message).due_at == noon


def test_a_mail_for_later_is_held_until_then(noon):
    message = write(due_in=HOUR)
    assert (message.state, delivery_of(message).due_at) == ("held", noon + HOUR)


def test_the_same_key_is_the_same_mail():
    first = write(key="decision:7")
    again = write(key="decision:7", subject="Something else")

    assert again == first
    assert (Message.objects.count(), Delivery.objects.count()) == (1, 1)
    assert Message.objects.get().subject == "News 1"


def test_what_it_is_about_is_kept():
    user = UserFactory()
    message = write(about=user)
    assert (message.about_type, message.about_id) == ("user", user.pk)


@pytest.mark.parametrize("field", ["recipient_name", "subject"])
def test_line_breaks_become_spaces(field):
    message = write(**{field: "Zoë\r\nBcc: all@example.org\x00\u2028end"})
    assert getattr(message, field) == "Zoë Bcc: all@example.org end"


def test_a_waiting_mail_can_be_cancelled_once():
    message = write(due_in=HOUR)
    assert cancel_message(key=message.key, now=timezone.now())
    assert not cancel_message(key=message.key, now=timezone.now())
    assert state_of(message) == "cancelled"


def test_cancelling_what_was_never_written_says_so():
    assert not cancel_message(key="decision:404", now=timezone.now())


@pytest.mark.parametrize("state", ["sending", "sent", "failed"])
def test_too_late_to_cancel(state):
    message = write()
    sent_at = timezone.now() if state == "sent" else None
    Message.objects.filter(pk=message.pk).update(state=state, sent_at=sent_at)
    with pytest.raises(TooLateToCancel):
        cancel_message(key=message.key, now=timezone.now())


def test_after_a_first_try_it_is_too_late_because_a_copy_may_have_arrived():
    message = write()
    Message.objects.filter(pk=message.pk).update(attempts=1)
    with pytest.raises(TooLateToCancel):
        cancel_message(key=message.key, now=timezone.now())


def fail(message, **changes):
    """Leave the message as it is after its last try."""
    now = timezone.now()
    failed = {"state": MessageState.FAILED, "attempts": 14, "failed_at": now, **changes}
    Message.objects.filter(pk=message.pk).update(**failed)
    Delivery.objects.update(done_at=now)


def test_a_failed_mail_is_queued_anew_and_it_is_known_who_asked(noon):
    message, user = write(), UserFactory()
    fail(message)

    retry_message(actor=user, message_id=message.pk, now=noon)

    message.refresh_from_db()
    assert (message.state, message.failed_at) == ("queued", None)
    assert Delivery.objects.open().get().due_at == noon
    assert Event.objects.get(verb="message.retried").actor_id == user.pk


def test_retrying_works_when_the_old_delivery_is_pruned(noon):
    message = write()
    fail(message)
    Delivery.objects.all().delete()
    retry_message(actor=UserFactory(), message_id=message.pk, now=noon)
    assert Delivery.objects.open().count() == 1


def test_a_mail_between_two_tries_keeps_its_one_delivery(noon):
    message = write()
    later = noon + HOUR
    Message.objects.filter(pk=message.pk).update(attempts=3, due_at=later)
    Delivery.objects.update(due_at=later)

    retry_message(actor=UserFactory(), message_id=message.pk, now=noon)

    assert Delivery.objects.get().due_at == noon
    message.refresh_from_db()
    assert message.due_at == noon


def test_asking_for_another_try_does_not_make_a_tried_mail_cancellable():
    message = write()
    Message.objects.filter(pk=message.pk).update(attempts=3)
    retry_message(actor=UserFactory(), message_id=message.pk, now=timezone.now())
    with pytest.raises(TooLateToCancel):
        cancel_message(key=message.key, now=timezone.now())


@pytest.mark.parametrize("state", ["held", "sending", "cancelled"])
def test_nothing_else_can_be_retried(state):
    message = write()
    Message.objects.filter(pk=message.pk).update(state=state)
    with pytest.raises(NotRetryable):
        retry_message(actor=UserFactory(), message_id=message.pk, now=timezone.now())


def test_erasing_blanks_what_was_said_to_whom_and_stops_what_waits():
    user, other = UserFactory(), UserFactory()
    waiting, sent, foreign = (
        write(number, about=about) for number, about in enumerate([user, user, other])
    )
    now = timezone.now()
    Message.objects.filter(pk=sent.pk).update(state="sent", sent_at=now, last_error="x@y")

    assert erase_messages(about_type="user", about_ids=[user.pk]) == 2

    assert [state_of(message) for message in (waiting, sent, foreign)] == [
        "cancelled",
        "sent",
        "queued",
    ]
    for message in (waiting, sent):
        said = (message.recipient_name, message.recipient_email, message.subject, message.body)
        assert said == ("", "", "", "")
        assert message.last_error == ""
    assert foreign.body
