from datetime import timedelta

import pytest

from applications.candidates.models import Application
from applications.models import Decision, StatusLink
from applications.status_page import personal_data
from applications.status_page.actions import (
    TooLateToWithdraw,
    confirm_and_accept,
    mint_link,
    withdraw_application,
)
from applications.status_page.placeholders import status_link
from applications.status_page.queries import find_link
from applications.tests.factories import (
    SENT_AT,
    ApplicationFactory,
    DecisionFactory,
    SubmissionFactory,
)
from ats.events.models import Event
from ats.mail.actions import queue_message
from ats.mail.models import Message
from postings.tests.factories import OpeningFactory

pytestmark = pytest.mark.django_db


def message_about(thing):
    return Message(about_type=thing._meta.model_name, about_id=thing.pk)


def test_only_the_hash_of_a_link_is_stored(application):
    token = mint_link(application_id=application.pk, now=SENT_AT)

    link = StatusLink.objects.get()
    assert len(token) >= 43
    assert token not in str(vars(link))
    assert find_link(token) == link
    assert find_link(link.token_hash) is None
    assert find_link("") is None


def test_the_placeholder_in_a_mail_becomes_a_link_to_its_application(application, settings):
    settings.PUBLIC_URL = "https://jobs.example.org"

    url = status_link(message_about(application), SENT_AT)

    assert url.startswith("https://jobs.example.org/en/status/")
    assert find_link(url.rsplit("/", 1)[1]).application == application


def test_a_mail_about_a_submission_links_to_its_application(application):
    waiting = SubmissionFactory(application=application, waiting=True)

    link = find_link(status_link(message_about(waiting), SENT_AT).rsplit("/", 1)[1])

    assert (link.application, link.submission) == (application, waiting)


def test_every_mail_has_a_link_of_its_own_and_all_of_them_work(application):
    urls = {status_link(message_about(application), SENT_AT) for _ in range(3)}

    assert len(urls) == 3
    assert all(find_link(url.rsplit("/", 1)[1]) for url in urls)


def test_a_mail_about_something_else_links_to_the_page_that_explains(db):
    assert status_link(Message(), SENT_AT).endswith("/status/")


def test_withdrawing_counts_as_answered(application):
    withdraw_application(application_id=application.pk, now=SENT_AT)
    withdraw_application(application_id=application.pk, now=SENT_AT + timedelta(days=1))

    application.refresh_from_db()
    assert (application.status, application.version) == ("withdrawn", 2)
    assert application.answered_at == SENT_AT
    event = Event.objects.get(verb="application.withdrawn")
    assert (event.subject_id, event.actor_kind) == (application.pk, "candidate")


def held_decision(application, **changed):
    decision = DecisionFactory(application=application, **changed)
    application.status = "hired" if decision.kind == "hire" else "rejected"
    application.opening = OpeningFactory(posting=application.posting)
    application.save()
    event = Event.objects.create(
        verb="application.rejected",
        subject_type="application",
        subject_id=application.pk,
        actor_kind="staff",
        occurred_at=SENT_AT,
    )
    queue_message(
        event=event,
        key=f"decision:{decision.pk}",
        kind="rejection",
        recipient_name="Zoë",
        recipient_email="zoe@example.net",
        subject="Your application",
        body="No.",
        about=application,
        due_at=SENT_AT + timedelta(hours=1),
        now=SENT_AT,
    )
    return decision


@pytest.mark.parametrize("kind", ["reject", "hire"])
def test_withdrawing_before_the_answer_went_out_stops_it(kind, application):
    held_decision(application, kind=kind)

    withdraw_application(application_id=application.pk, now=SENT_AT)

    application.refresh_from_db()
    assert (application.status, application.opening) == ("withdrawn", None)
    assert Decision.objects.get().undone_at == SENT_AT
    assert Message.objects.get().state == "cancelled"


def test_nobody_withdraws_after_the_answer(application):
    DecisionFactory(application=application, answered_at=SENT_AT)
    Application.objects.update(status="rejected")

    with pytest.raises(TooLateToWithdraw):
        withdraw_application(application_id=application.pk, now=SENT_AT)

    application.refresh_from_db()
    assert application.status == "rejected"


def test_nobody_withdraws_while_the_answer_is_being_sent(application):
    held_decision(application)
    Message.objects.update(state="sending")

    with pytest.raises(TooLateToWithdraw):
        withdraw_application(application_id=application.pk, now=SENT_AT)

    assert Decision.objects.get().undone_at is None


def test_confirming_accepts_only_what_was_named(application):
    seen, unseen = (
        SubmissionFactory(
            application=application,
            waiting=True,
            received_at=application.submitted_at + timedelta(days=day),
            name=f"Name {day}",
        )
        for day in (1, 2)
    )

    confirm_and_accept(application_id=application.pk, submission_ids=[seen.pk], now=SENT_AT)

    seen.refresh_from_db()
    unseen.refresh_from_db()
    application.candidate.refresh_from_db()
    assert (seen.accepted_at, unseen.accepted_at) == (SENT_AT, None)
    assert application.candidate.email_confirmed_at == SENT_AT
    assert application.candidate.name == "Name 1"


def test_a_submission_of_somebody_else_is_never_accepted(application):
    strange = SubmissionFactory(application=ApplicationFactory(), waiting=True)

    with pytest.raises(type(strange).DoesNotExist):
        confirm_and_accept(application_id=application.pk, submission_ids=[strange.pk], now=SENT_AT)

    application.candidate.refresh_from_db()
    assert application.candidate.email_confirmed_at is None


def test_after_erasure_no_link_opens_anything(application):
    token = mint_link(application_id=application.pk, now=SENT_AT)
    assert len(personal_data.collect(application.candidate)) == 1

    personal_data.erase(application.candidate)

    assert find_link(token) is None
    assert personal_data.collect(application.candidate) == []
