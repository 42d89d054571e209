from datetime import UTC, datetime, timedelta

import pytest

from applications.candidates.models import Application
from applications.decisions import actions
from applications.decisions.models import Decision
from applications.tests.factories import ApplicationFactory
from ats.events.actions import record
from ats.events.models import Event
from ats.mail.actions import queue_message
from ats.mail.models import Message, MessageState
from ats.organisation.models import Organisation
from ats.tests.factories import UserFactory
from postings.tests.factories import OpeningFactory

NOW = datetime(2026, 3, 12, 9, 0, tzinfo=UTC)

pytestmark = pytest.mark.django_db


@pytest.fixture
def application():
    return ApplicationFactory()


@pytest.fixture
def recruiter():
    return UserFactory(name="Rita Recruiter")


def reject(application, actor, **changes):
    arguments = {
        "actor": actor,
        "application_id": application.pk,
        "expected_version": application.version,
        "reason": "skills",
        "subject": "Your application",
        "body": "Thank you. We go on with others.",
        "now": NOW,
    }
    return actions.reject_application(**(arguments | changes))


def hire(application, opening, actor, **changes):
    arguments = {
        "actor": actor,
        "application_id": application.pk,
        "expected_version": application.version,
        "opening_id": opening.pk,
        "subject": "Welcome",
        "body": "We would like to work with you.",
        "now": NOW,
    }
    return actions.hire_application(**(arguments | changes))


def queue_answer(decision):
    """Write the answer as the notification handler does."""
    event = record("test.answer", subject=decision, actor=None, now=NOW)
    return queue_message(
        event=event,
        key=actions.message_key(decision),
        kind="rejection",
        recipient_name="Zoë",
        recipient_email="zoe@example.net",
        subject=decision.message_subject,
        body=decision.message_body,
        about=decision.application,
        due_at=decision.answer_due_at,
        now=NOW,
    )


def test_reject_records_reason_answer_and_event(application, recruiter):
    decision = reject(application, recruiter, subject=" Your\r\nBcc: all@example.net  application ")

    application.refresh_from_db()
    assert (application.status, application.version) == ("rejected", 2)
    assert application.answered_at is None
    assert (decision.kind, decision.reason, decision.decided_by) == ("reject", "skills", recruiter)
    assert decision.message_subject == "Your Bcc: all@example.net application"
    event = Event.objects.get(verb="application.rejected")
    assert (event.subject_id, event.actor_id) == (application.pk, recruiter.pk)
    assert event.data["decision"] == decision.pk
    assert "Thank you" not in str(event.data)


def test_the_answer_is_held_as_long_as_the_organisation_says(application, recruiter):
    Organisation(pk=1, name="Harbour", decision_hold_minutes=25).save()

    assert reject(application, recruiter).answer_due_at == NOW + timedelta(minutes=25)


@pytest.mark.parametrize("reason", ["", "because", "hired"])
def test_a_rejection_needs_a_known_reason(application, recruiter, reason):
    with pytest.raises(actions.ReasonUnknown):
        reject(application, recruiter, reason=reason)
    application.refresh_from_db()
    assert application.status == "active"


@pytest.mark.parametrize("words", [{"subject": " "}, {"body": "\n"}, {"subject": "x" * 301}])
def test_nobody_is_rejected_without_a_proper_answer(application, recruiter, words):
    with pytest.raises(actions.AnswerIncomplete):
        reject(application, recruiter, **words)
    assert not Decision.objects.exists()


@pytest.mark.parametrize("role", ["hiring_manager", "interviewer"])
def test_only_recruiters_and_administrators_decide(application, role):
    person = UserFactory(role=role)
    opening = OpeningFactory(posting=application.posting)
    with pytest.raises(actions.NotAllowed):
        reject(application, person)
    with pytest.raises(actions.NotAllowed):
        hire(application, opening, person)
    decision = reject(application, UserFactory(role="admin"))
    with pytest.raises(actions.NotAllowed):
        actions.undo_decision(actor=person, decision_id=decision.pk, now=NOW)


def test_a_stale_version_is_not_rejected(application, recruiter):
    with pytest.raises(actions.StaleMove):
        reject(application, recruiter, expected_version=7)


def test_a_decided_application_is_not_decided_again(application, recruiter):
    reject(application, UserFactory(name="Otto Other"))
    application.refresh_from_db()

    with pytest.raises(actions.NotActive) as refusal:
        reject(application, recruiter)

    assert (refusal.value.status, refusal.value.changed_by) == ("rejected", "Otto Other")


def test_undo_gives_the_application_back_and_stops_the_mail(application, recruiter):
    decision = reject(application, recruiter)
    message = queue_answer(decision)

    actions.undo_decision(actor=recruiter, decision_id=decision.pk, now=NOW)

    application.refresh_from_db()
    message.refresh_from_db()
    assert (application.status, application.version) == ("active", 3)
    assert message.state == MessageState.CANCELLED
    assert Event.objects.filter(verb="application.rejection_undone").count() == 1


@pytest.mark.parametrize("status", ["closed", "archived"])
def test_nobody_comes_to_wait_in_a_closed_posting_by_an_undo(application, recruiter, status):
    decision = reject(application, recruiter)
    type(application.posting).objects.filter(pk=application.posting_id).update(
        status=status, closed_at=NOW
    )
    with pytest.raises(actions.PostingOver):
        actions.undo_decision(actor=recruiter, decision_id=decision.pk, now=NOW)

    application.refresh_from_db()
    decision.refresh_from_db()
    assert (application.status, decision.undone_at) == ("rejected", None)
    assert Event.objects.filter(verb="application.rejection_undone").count() == 0


def test_undoing_twice_changes_nothing_more(application, recruiter):
    decision = reject(application, recruiter)
    for _ in range(2):
        actions.undo_decision(actor=recruiter, decision_id=decision.pk, now=NOW)

    application.refresh_from_db()
    assert application.version == 3
    assert Event.objects.filter(verb="application.rejection_undone").count() == 1


def test_after_an_undo_one_can_decide_again(application, recruiter):
    first = reject(application, recruiter)
    actions.undo_decision(actor=recruiter, decision_id=first.pk, now=NOW)
    application.refresh_from_db()

    second = reject(application, recruiter, reason="pay")

    assert Decision.objects.filter(undone_at=None).get() == second


@pytest.mark.parametrize("state", ["sending", "sent", "failed"])
def test_undo_comes_too_late_once_the_mail_is_on_its_way(application, recruiter, state):
    decision = reject(application, recruiter)
    queue_answer(decision)
    Message.objects.update(state=state, sent_at=NOW if state == "sent" else None)

    with pytest.raises(actions.AnswerAlreadySent):
        actions.undo_decision(actor=recruiter, decision_id=decision.pk, now=NOW)

    application.refresh_from_db()
    assert application.status == "rejected"


@pytest.mark.parametrize("column", ["answered_at", "failed_at"])
def test_undo_comes_too_late_once_the_outcome_is_known(application, recruiter, column):
    decision = reject(application, recruiter)
    Decision.objects.filter(pk=decision.pk).update(**{column: NOW})

    with pytest.raises(actions.AnswerAlreadySent):
        actions.undo_decision(actor=recruiter, decision_id=decision.pk, now=NOW)


def test_undo_is_refused_when_the_person_has_applied_again(application, recruiter):
    decision = reject(application, recruiter)
    message = queue_answer(decision)
    ApplicationFactory(candidate=application.candidate, posting=application.posting)

    with pytest.raises(actions.AppliedAgain):
        actions.undo_decision(actor=recruiter, decision_id=decision.pk, now=NOW)

    message.refresh_from_db()
    decision.refresh_from_db()
    assert (message.state, decision.undone_at) == (MessageState.HELD, None)


def test_a_hire_takes_a_seat(application, recruiter):
    opening = OpeningFactory(posting=application.posting)

    decision = hire(application, opening, recruiter)

    application.refresh_from_db()
    assert (application.status, application.opening) == ("hired", opening)
    assert (decision.kind, decision.reason) == ("hire", "")
    assert Event.objects.get(verb="application.hired").data["decision"] == decision.pk


def test_a_hire_needs_a_free_seat(application, recruiter):
    opening = OpeningFactory(posting=application.posting, seats=1)
    hire(ApplicationFactory(posting=application.posting), opening, recruiter)

    with pytest.raises(actions.NoSeatLeft):
        hire(application, opening, recruiter)

    application.refresh_from_db()
    assert (application.status, application.opening) == ("active", None)


def test_undoing_a_hire_frees_the_seat(application, recruiter):
    opening = OpeningFactory(posting=application.posting, seats=1)
    decision = hire(application, opening, recruiter)

    actions.undo_decision(actor=recruiter, decision_id=decision.pk, now=NOW)

    other = ApplicationFactory(posting=application.posting)
    hire(other, opening, recruiter)
    assert Application.objects.get(opening=opening) == other
    assert Event.objects.filter(verb="application.hire_undone").exists()


def test_a_seat_of_another_posting_cannot_be_taken(application, recruiter):
    with pytest.raises(actions.OpeningNotOfPosting):
        hire(application, OpeningFactory(), recruiter)


def test_withdrawing_drops_a_decision_that_was_not_told_yet(application, recruiter):
    decision = reject(application, recruiter)
    message = queue_answer(decision)
    application.refresh_from_db()

    assert actions.withdraw_decision(application=application, now=NOW)

    message.refresh_from_db()
    decision.refresh_from_db()
    assert (message.state, decision.undone_at) == (MessageState.CANCELLED, NOW)
    assert not actions.withdraw_decision(application=application, now=NOW)
