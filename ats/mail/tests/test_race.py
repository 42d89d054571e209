"""Sending and cancelling at the same moment: exactly one of them wins."""

import pytest
from django.db import transaction
from django.utils import timezone

from ats.events import work
from ats.events.tests.test_concurrency import in_threads
from ats.mail.actions import TooLateToCancel, cancel_message
from ats.mail.models import Message
from ats.mail.tests.conftest import state_of, write
from ats.testing.repetitions import repetitions

pytestmark = pytest.mark.django_db(transaction=True)


def test_a_mail_is_either_cancelled_or_sent(smtp_server):
    for number in range(repetitions(15, 300)):
        smtp_server.reset()
        message = write(number)
        race(message)
        cancelled = state_of(message) == "cancelled"
        assert state_of(message) in ("cancelled", "sent")
        assert len(smtp_server.received) == (0 if cancelled else 1)


def race(message):
    """Cancel and send at once; whoever cancelled must have been told what really happened."""
    told = []
    turns = iter(["cancel", "send"])

    def act():
        if next(turns) == "send":
            work.work_off()
            return
        try:
            with transaction.atomic():
                cancel_message(key=message.key, now=timezone.now())
            told.append("cancelled")
        except TooLateToCancel:
            told.append("too late")

    in_threads(2, act)
    expected = "cancelled" if state_of(message) == "cancelled" else "too late"
    assert told == [expected]


def test_two_writers_of_one_key_make_one_mail(smtp_server):
    in_threads(6, lambda: write(key="decision:1"))
    work.work_off()
    assert Message.objects.count() == 1
    assert len(smtp_server.received) == 1
