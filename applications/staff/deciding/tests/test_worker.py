"""From the button to the candidate's mailbox, with a real worker and a real mail server."""

import time

import pytest
from django.urls import reverse

from applications.candidates.models import Application
from applications.decisions.models import Decision
from applications.decisions.rules import visible_outcome
from ats.mail.models import Message

pytestmark = pytest.mark.django_db(transaction=True)


def until(condition, seconds=30):
    """Return what `condition` gives once it is true."""
    end = time.monotonic() + seconds
    while not (found := condition()):
        assert time.monotonic() < end, "It never happened."
        time.sleep(0.1)
    return found


def reject(client, application):
    response = client.post(
        reverse("application-reject", args=[application.pk]),
        {
            "reason": "skills",
            "subject": "Your application",
            "body": "Thank you, Zoë.",
            "version": application.version,
        },
    )
    assert response.status_code == 302
    return Decision.objects.get()


def seen_by_candidate(decision):
    decision.refresh_from_db()
    return visible_outcome(Application.objects.get(pk=decision.application_id), decision)


def test_an_answer_goes_out_and_only_then_shows(
    celery_worker, smtp_server, organisation, application, recruiter, signed_in
):
    organisation.decision_hold_minutes = 0
    organisation.save()

    decision = reject(signed_in(recruiter), application)

    smtp_server.wait_for(1)
    [mail] = smtp_server.messages
    assert mail.subject == "Your application"
    until(lambda: seen_by_candidate(decision) == "rejected")
    application.refresh_from_db()
    assert application.answered_at == decision.answered_at is not None


def test_a_held_answer_that_is_undone_is_never_sent(
    celery_worker, smtp_server, organisation, application, recruiter, signed_in
):
    client = signed_in(recruiter)
    decision = reject(client, application)
    key = f"decision:{decision.pk}"
    message = until(lambda: Message.objects.filter(key=key).first())
    assert message.state == "held"
    assert seen_by_candidate(decision) == "active"

    client.post(reverse("decision-undo", args=[decision.pk]))

    message.refresh_from_db()
    assert message.state == "cancelled"
    assert smtp_server.messages == []
