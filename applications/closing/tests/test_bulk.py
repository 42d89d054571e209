"""One answer to everybody: each exactly once, whatever happens at the same time."""

import threading
import uuid
from contextlib import suppress
from datetime import UTC, datetime, timedelta

import pytest
from django.db import connections

from applications.candidates.models import Application
from applications.closing import actions
from applications.closing.models import BulkAnswer
from applications.closing.queries import groups_of, unanswered
from applications.decisions.actions import NoSeatLeft, NotActive, StaleMove, hire_application
from applications.decisions.models import Decision
from applications.pipeline.actions import move_application
from applications.tests.factories import ApplicationFactory, SubmissionFactory
from ats.events.models import Event
from ats.tests.factories import UserFactory
from postings.lifecycle.actions import Guarded, close_posting
from postings.tests.factories import OpeningFactory, PostingFactory

NOW = datetime(2026, 3, 12, 9, 0, tzinfo=UTC)
TEXTS = {"en": ("Your application", "Hello, we go on with others.")}

pytestmark = pytest.mark.django_db


@pytest.fixture
def posting():
    return PostingFactory(with_stages=True)


@pytest.fixture
def recruiter():
    return UserFactory(role="recruiter")


def write(application, texts):
    text = texts["en"]
    return text["subject"], f"{application.reference}: {text['body']}"


def start(posting, actor, **changes):
    facts = {
        "key": uuid.uuid4(),
        "reason": "posting_closed",
        "texts": TEXTS,
        "seen_at": NOW,
        "now": NOW,
    }
    return actions.start_bulk_answer(actor=actor, posting_id=posting.pk, **(facts | changes))


def run(started):
    while actions.answer_next(bulk_answer_id=started.pk, write=write, now=NOW):
        pass
    closed = actions.finish_bulk_answer(bulk_answer_id=started.pk, now=NOW)
    started.refresh_from_db()
    return closed


def statuses(posting):
    return sorted(Application.objects.filter(posting=posting).values_list("status", flat=True))


def test_everybody_is_answered_and_the_posting_closes(posting, recruiter):
    people = ApplicationFactory.create_batch(3, posting=posting)

    started = start(posting, recruiter)

    assert run(started)
    assert (started.answered, started.skipped, started.finished_at) == (3, 0, NOW)
    assert statuses(posting) == ["rejected"] * 3
    posting.refresh_from_db()
    assert posting.status == "closed"
    decision = Decision.objects.get(application=people[1])
    assert decision.message_body == f"{people[1].reference}: Hello, we go on with others."
    assert (decision.reason, decision.decided_by) == ("posting_closed", recruiter)


def test_who_is_left_out_keeps_the_posting_open(posting, recruiter):
    left, other = ApplicationFactory.create_batch(2, posting=posting)
    offer = posting.stages.get(kind="offer")
    ApplicationFactory(posting=posting, stage=offer)

    started = start(posting, recruiter, left_out=[left.pk], left_out_stages=[offer.pk])

    assert not run(started)
    other.refresh_from_db()
    assert (other.status, started.answered) == ("rejected", 1)
    posting.refresh_from_db()
    assert posting.status == "open"


def test_nobody_is_answered_whom_the_sender_has_not_seen(posting, recruiter):
    seen = ApplicationFactory(posting=posting)
    later = NOW + timedelta(minutes=1)
    ApplicationFactory(posting=posting, submitted_at=later)
    ApplicationFactory(posting=posting, stage_entered_at=later)

    assert [pk for pk, _version in start(posting, recruiter).members] == [seen.pk]


def test_who_is_moved_while_it_runs_is_left_as_they_are(posting, recruiter):
    moved, _other = ApplicationFactory.create_batch(2, posting=posting)
    started = start(posting, recruiter)
    move_application(
        actor=recruiter,
        application_id=moved.pk,
        to_stage_id=posting.stages.get(kind="offer").pk,
        from_stage_id=moved.stage_id,
        expected_version=1,
        now=NOW,
    )

    assert not run(started)

    assert (started.answered, started.skipped) == (1, 1)
    assert list(unanswered(posting.pk)) == [moved]


def test_pressed_twice_it_starts_once(posting, recruiter):
    ApplicationFactory.create_batch(2, posting=posting)
    key = uuid.uuid4()

    assert start(posting, recruiter, key=key) == start(posting, recruiter, key=key)
    with pytest.raises(actions.AlreadyRunning):
        start(posting, recruiter)

    assert Event.objects.filter(verb="posting.answers_started").count() == 1


def test_pressed_again_after_it_ended_it_does_nothing(posting, recruiter):
    ApplicationFactory(posting=posting)
    key = uuid.uuid4()
    run(start(posting, recruiter, key=key))

    assert not run(start(posting, recruiter, key=key))

    assert Decision.objects.count() == 1


@pytest.mark.parametrize(
    ("changes", "error"),
    [
        ({"reason": "because"}, actions.ReasonUnknown),
        ({"texts": {}}, actions.AnswerIncomplete),
        ({"texts": {"en": ("Subject", " ")}}, actions.AnswerIncomplete),
        ({"texts": {"en": ("x" * 301, "Body")}}, actions.AnswerIncomplete),
        ({"seen_at": NOW - timedelta(days=300)}, actions.NobodyLeft),
    ],
)
def test_what_cannot_be_sent_starts_nothing(posting, recruiter, changes, error):
    ApplicationFactory(posting=posting)

    with pytest.raises(error):
        start(posting, recruiter, **changes)

    assert not BulkAnswer.objects.exists()


@pytest.mark.parametrize("role", ["hiring_manager", "interviewer"])
def test_others_answer_nobody(posting, role):
    ApplicationFactory(posting=posting)
    with pytest.raises(actions.NotAllowed):
        start(posting, UserFactory(role=role))


def test_who_may_no_longer_decide_stops_it(posting, recruiter):
    ApplicationFactory.create_batch(2, posting=posting)
    started = start(posting, recruiter)
    recruiter.role = "interviewer"
    recruiter.save()

    assert not run(started)

    assert statuses(posting) == ["active", "active"]
    assert started.skipped == 2


def test_what_died_in_between_goes_on_where_it_stopped(posting, recruiter):
    ApplicationFactory.create_batch(3, posting=posting)
    started = start(posting, recruiter)

    def fail(application, texts):
        raise RuntimeError

    actions.answer_next(bulk_answer_id=started.pk, write=write, now=NOW)
    with pytest.raises(RuntimeError):
        actions.answer_next(bulk_answer_id=started.pk, write=fail, now=NOW)

    assert run(started)
    assert (started.answered, Decision.objects.count()) == (3, 3)


def test_groups_count_by_stage_and_first_language(posting):
    for language in ("de", "de", "en"):
        application = ApplicationFactory(posting=posting)
        SubmissionFactory(application=application, language=language)
        SubmissionFactory(
            application=application, language="nl", received_at=NOW + timedelta(days=1)
        )
    ApplicationFactory(posting=posting)

    groups = groups_of(posting.pk)

    assert [(g.stage, g.language, g.count) for g in groups] == [
        ("New", "", 1),
        ("New", "de", 2),
        ("New", "en", 1),
    ]


def at_once(*jobs):
    barrier, errors = threading.Barrier(len(jobs)), []

    def run_one(job):
        try:
            barrier.wait()
            job()
        except Exception as error:
            errors.append(error)
        finally:
            connections.close_all()

    threads = [threading.Thread(target=run_one, args=(job,)) for job in jobs]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return errors


@pytest.mark.django_db(transaction=True)
def test_two_workers_at_once_answer_each_person_once():
    posting, recruiter = PostingFactory(with_stages=True), UserFactory(role="recruiter")
    ApplicationFactory.create_batch(12, posting=posting)
    started = start(posting, recruiter)

    errors = at_once(*[lambda: run(BulkAnswer.objects.get(pk=started.pk))] * 3)

    assert errors == []
    started.refresh_from_db()
    assert (started.answered, started.skipped) == (12, 0)
    assert Decision.objects.count() == 12
    posting.refresh_from_db()
    assert posting.status == "closed"


@pytest.mark.django_db(transaction=True)
def test_two_people_press_at_once():
    posting = PostingFactory(with_stages=True)
    ApplicationFactory.create_batch(2, posting=posting)
    people = [UserFactory(role="recruiter") for _ in range(3)]

    errors = at_once(*[lambda actor=actor: start(posting, actor) for actor in people])

    assert [type(error) for error in errors] == [actions.AlreadyRunning] * 2
    assert BulkAnswer.objects.count() == 1


@pytest.mark.django_db(transaction=True)
def test_somebody_applies_and_somebody_is_hired_while_it_runs():
    posting, recruiter = PostingFactory(with_stages=True), UserFactory(role="recruiter")
    opening = OpeningFactory(posting=posting)
    people = ApplicationFactory.create_batch(8, posting=posting)
    started = start(posting, recruiter)

    def hire():
        # The answer to everybody may have been faster.
        with suppress(NotActive, StaleMove, NoSeatLeft):
            hire_application(
                actor=recruiter,
                application_id=people[-1].pk,
                expected_version=1,
                opening_id=opening.pk,
                subject="Welcome",
                body="Come.",
                now=NOW,
            )

    errors = at_once(
        lambda: run(BulkAnswer.objects.get(pk=started.pk)),
        hire,
        lambda: ApplicationFactory(posting=posting),
    )

    assert errors == []
    assert Decision.objects.filter(undone_at=None).count() == 8
    found = statuses(posting)
    assert found.count("active") == 1
    assert found.count("hired") + found.count("rejected") == 8


@pytest.mark.django_db(transaction=True)
def test_closing_by_hand_waits_for_nobody_while_it_runs():
    posting, recruiter = PostingFactory(with_stages=True), UserFactory(role="recruiter")
    ApplicationFactory.create_batch(6, posting=posting)
    started = start(posting, recruiter)

    def close():
        with suppress(Guarded):
            close_posting(actor=recruiter, posting_id=posting.pk, now=NOW)

    errors = at_once(lambda: run(BulkAnswer.objects.get(pk=started.pk)), close, close)

    assert errors == []
    posting.refresh_from_db()
    assert posting.status == "closed"
    assert not unanswered(posting.pk).exists()
