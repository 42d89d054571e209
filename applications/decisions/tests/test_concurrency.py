"""Decisions under pressure: many at once, and undo against sending."""

from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime
from functools import partial
from threading import Barrier

import pytest
from django.db import connection, transaction

from applications.candidates.models import Application
from applications.decisions import actions
from applications.decisions.models import Decision
from applications.tests.factories import ApplicationFactory
from ats.events.actions import record
from ats.events.models import Delivery
from ats.mail.actions import SEND, queue_message
from ats.mail.handlers import send
from ats.mail.models import Message
from ats.testing.repetitions import repetitions
from ats.tests.factories import UserFactory
from postings.posting.actions import SeatsTaken, set_openings
from postings.posting.sections import OpeningRow
from postings.tests.factories import OpeningFactory, PostingFactory

NOW = datetime(2026, 3, 12, 9, 0, tzinfo=UTC)
THREADS = 16
ROUNDS = repetitions(5, 200)

pytestmark = [pytest.mark.long, pytest.mark.django_db(transaction=True)]


def together(*jobs):
    """Run all jobs at the same moment, each on a connection of its own; return their results."""
    barrier = Barrier(len(jobs))

    def run(job):
        barrier.wait()
        try:
            return job()
        finally:
            connection.close()

    with ThreadPoolExecutor(len(jobs)) as pool:
        return [future.result() for future in [pool.submit(run, job) for job in jobs]]


def reject(application, actor):
    def job():
        try:
            return actions.reject_application(
                actor=actor,
                application_id=application.pk,
                expected_version=application.version,
                reason="skills",
                subject="Your application",
                body="Thank you.",
                now=NOW,
            )
        except actions.NotActive:
            return None

    return job


def hire(application, opening, actor):
    def job():
        try:
            return actions.hire_application(
                actor=actor,
                application_id=application.pk,
                expected_version=1,
                opening_id=opening.pk,
                subject="Welcome",
                body="Come.",
                now=NOW,
            )
        except actions.NoSeatLeft:
            return None

    return job


def test_sixteen_rejections_at_once_are_one():
    application = ApplicationFactory()
    people = UserFactory.create_batch(THREADS)

    results = together(*(reject(application, person) for person in people))

    assert len([result for result in results if result]) == 1
    assert Decision.objects.count() == 1
    assert Application.objects.get().version == 2


def test_seats_are_never_overbooked():
    posting = PostingFactory()
    opening = OpeningFactory(posting=posting, seats=3)
    applications = ApplicationFactory.create_batch(THREADS, posting=posting)
    recruiter = UserFactory()

    results = together(*(hire(application, opening, recruiter) for application in applications))

    assert len([result for result in results if result]) == 3
    assert Application.objects.filter(status="hired", opening=opening).count() == 3


def test_a_seat_is_not_both_taken_and_dropped():
    """Somebody reduces the seats of a team while others are hired for it."""
    for _ in range(ROUNDS):
        posting = PostingFactory()
        opening = OpeningFactory(posting=posting, seats=2)
        people = ApplicationFactory.create_batch(2, posting=posting)
        recruiter = UserFactory()
        fewer = OpeningRow(id=opening.pk, team=opening.team, seats=1)

        *_hires, was_reduced = together(
            *(hire(person, opening, recruiter) for person in people),
            partial(reduce_seats, posting, fewer),
        )

        taken = Application.objects.filter(status="hired", opening=opening).count()
        opening.refresh_from_db()
        assert opening.seats == (1 if was_reduced else 2)
        assert taken <= opening.seats


def reduce_seats(posting, row):
    try:
        return set_openings(actor=None, posting_id=posting.pk, openings=[row], now=NOW)
    except SeatsTaken:
        return None


def test_undo_and_sending_never_both_win(settings, tmp_path):
    settings.MAIL_FOLDER = tmp_path
    settings.EMAIL_URL = ""
    recruiter = UserFactory()
    for _ in range(ROUNDS):
        application = ApplicationFactory()
        decision = reject(application, recruiter)()
        event = record_in_transaction(application)
        queue(decision, event)
        delivery = Delivery.objects.get(event=event, handler=SEND)

        was_undone, _ = together(undo(decision, recruiter), partial(send, event, delivery))

        message = Message.objects.get(key=actions.message_key(decision))
        application.refresh_from_db()
        assert message.state == ("cancelled" if was_undone else "sent")
        assert application.status == ("active" if was_undone else "rejected")


def record_in_transaction(application):
    with transaction.atomic():
        return record("test.answer", subject=application, actor=None, now=NOW)


def queue(decision, event):
    queue_message(
        event=event,
        key=actions.message_key(decision),
        kind="rejection",
        recipient_name="Zoë",
        recipient_email="zoe@example.net",
        subject="Your application",
        body="Thank you.",
        about=decision.application,
        now=NOW,
    )


def undo(decision, actor):
    def job():
        try:
            actions.undo_decision(actor=actor, decision_id=decision.pk, now=NOW)
        except actions.AnswerAlreadySent:
            return False
        return True

    return job
