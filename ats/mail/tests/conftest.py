"""Mails and mail servers for the tests of this feature."""

from datetime import UTC, datetime, timedelta

import pytest
from django.utils import timezone

from ats.events.models import Delivery, Event
from ats.mail import transport
from ats.mail.actions import queue_message
from ats.mail.models import Message


def write(number: int = 1, *, due_in: timedelta | None = None, **changes) -> Message:
    """Queue a mail to number@example.net, due now unless said otherwise."""
    now = timezone.now()
    event = Event.objects.create(
        verb="thing.done", subject_type="thing", subject_id=1, actor_kind="system", occurred_at=now
    )
    wanted = {
        "key": f"test:{number}",
        "kind": "confirmation",
        "recipient_name": f"Person {number}",
        "recipient_email": f"{number}@example.net",
        "subject": f"News {number}",
        "body": f"Dear person {number},\n\nthis is it.\n",
        "about": None,
        "due_at": now + due_in if due_in else None,
    }
    return queue_message(event=event, now=now, **{**wanted, **changes})


def delivery_of(message: Message) -> Delivery:
    """Return the delivery that sends the message."""
    return Delivery.objects.get(handler="mail.send", target=f"message:{message.pk}")


def state_of(message: Message) -> str:
    message.refresh_from_db()
    return message.state


@pytest.fixture
def noon(time_machine) -> datetime:
    """Stop the clock."""
    moment = datetime(2026, 3, 10, 12, 0, tzinfo=UTC)
    time_machine.move_to(moment, tick=False)
    return moment


@pytest.fixture(autouse=True)
def rested(monkeypatch):
    """Forget which servers were slow a test ago."""
    monkeypatch.setattr(transport, "_resting", {})


@pytest.fixture
def mail_folder(settings, tmp_path):
    settings.EMAIL_URL = ""
    settings.MAIL_FOLDER = tmp_path / "mail"
    return settings.MAIL_FOLDER
