from datetime import UTC, datetime

import pytest

from applications.closing.queries import filling_of, unanswered
from applications.decisions.actions import reject_application
from applications.decisions.queries import seats_of
from applications.tests.factories import ApplicationFactory, CandidateFactory
from ats.tests.factories import UserFactory
from postings.lifecycle.actions import Guarded, close_posting
from postings.tests.factories import OpeningFactory, PostingFactory

NOW = datetime(2026, 3, 12, 9, 0, tzinfo=UTC)

pytestmark = pytest.mark.django_db


@pytest.fixture
def posting():
    return PostingFactory(with_stages=True)


def close(posting):
    return close_posting(actor=UserFactory(), posting_id=posting.pk, now=NOW)


def apply(posting, name):
    return ApplicationFactory(posting=posting, candidate=CandidateFactory(name=name))


def test_a_posting_does_not_close_while_somebody_waits(posting):
    apply(posting, "Zoë Silva")

    with pytest.raises(Guarded) as refusal:
        close(posting)

    assert refusal.value.reasons == [
        "1 person still waits for an answer: Zoë Silva. Reject or hire them first."
    ]
    posting.refresh_from_db()
    assert posting.status == "open"


def test_of_many_who_wait_the_first_are_named(posting):
    for number in range(5):
        apply(posting, f"Person {number}")

    with pytest.raises(Guarded, match=r"5 people .* Person 0, Person 1, Person 2 and 2 more"):
        close(posting)


def test_a_held_answer_does_not_keep_a_posting_open(posting):
    application = apply(posting, "Zoë Silva")
    reject_application(
        actor=UserFactory(),
        application_id=application.pk,
        expected_version=1,
        reason="skills",
        subject="Your application",
        body="Thank you.",
        now=NOW,
    )

    assert close(posting).status == "closed"


def test_only_those_of_this_posting_who_are_active_wait(posting):
    waiting = apply(posting, "Zoë Silva")
    ApplicationFactory(posting=posting, status="withdrawn", answered_at=NOW)
    ApplicationFactory()

    assert list(unanswered(posting.pk)) == [waiting]


def filling_now(posting):
    seats = seats_of([posting.pk])[posting.pk]
    return filling_of(seats, waiting=unanswered(posting.pk).count())


def test_a_posting_without_seats_is_never_filled(posting):
    assert not filling_now(posting).is_filled


def test_seats_fill_up(posting):
    opening = OpeningFactory(posting=posting, seats=2)
    for _ in range(2):
        assert not filling_now(posting).is_filled
        ApplicationFactory(posting=posting, status="hired", opening=opening)
    apply(posting, "Zoë Silva")

    filling = filling_now(posting)

    assert (filling.seats, filling.taken, filling.left, filling.waiting) == (2, 2, 0, 1)
    assert filling.is_filled
