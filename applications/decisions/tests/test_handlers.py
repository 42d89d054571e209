"""What a mail's outcome does to the decision it speaks of."""

from datetime import UTC, datetime

import pytest

from applications.decisions.actions import message_key
from applications.decisions.handlers import note_answer
from applications.decisions.rules import visible_outcome
from applications.tests.factories import ApplicationFactory, DecisionFactory
from ats.events.models import Delivery, Event
from ats.mail.models import Message

NOW = datetime(2026, 3, 12, 9, 0, tzinfo=UTC)

pytestmark = pytest.mark.django_db


@pytest.fixture
def decision():
    return DecisionFactory(application=ApplicationFactory(status="rejected"))


def message_of(decision, key=""):
    return Message.objects.create(
        key=key or message_key(decision),
        kind="rejection",
        recipient_email="zoe@example.net",
        subject="Your application",
        body="Thank you.",
        message_id=f"<{key or 'answer'}@example.org>",
        created_at=NOW,
        due_at=NOW,
    )


def tell(message, verb, at=NOW):
    event = Event.objects.create(
        verb=verb,
        subject_type="message",
        subject_id=message.pk,
        actor_kind="system",
        occurred_at=at,
    )
    note_answer(event, Delivery(event=event, handler="decisions.note_answer", due_at=at))


def outcome(decision):
    decision.refresh_from_db()
    decision.application.refresh_from_db()
    return visible_outcome(decision.application, decision)


def test_a_sent_mail_answers_decision_and_application(decision):
    assert outcome(decision) == "active"

    tell(message_of(decision), "message.sent")

    assert outcome(decision) == "rejected"
    assert decision.answered_at == decision.application.answered_at == NOW
    assert Event.objects.get(verb="application.answered").data["decision"] == decision.pk


def test_a_failed_mail_shows_the_decision_but_is_no_answer(decision):
    tell(message_of(decision), "message.failed")

    assert outcome(decision) == "rejected"
    assert decision.failed_at == NOW
    assert decision.application.answered_at is None


def test_a_failed_mail_that_was_sent_again_is_an_answer(decision):
    message = message_of(decision)
    tell(message, "message.failed")
    tell(message, "message.sent")

    outcome(decision)
    assert (decision.failed_at, decision.answered_at) == (None, NOW)


def test_hearing_it_twice_changes_nothing(decision):
    message = message_of(decision)
    for _ in range(2):
        tell(message, "message.sent")
    tell(message, "message.failed")

    outcome(decision)
    assert decision.failed_at is None
    assert Event.objects.filter(verb="application.answered").count() == 1


def test_an_undone_decision_is_left_alone(decision):
    decision.undone_at = NOW
    decision.save()

    tell(message_of(decision), "message.sent")

    outcome(decision)
    assert decision.answered_at is None


def test_other_mails_are_none_of_its_business(decision):
    tell(message_of(decision, key="confirmation:1"), "message.sent")
    tell(message_of(decision, key="decision:999999"), "message.sent")

    outcome(decision)
    assert decision.answered_at is None
