from datetime import UTC, date, datetime

import pytest

from applications.decisions import queries
from applications.tests.factories import ApplicationFactory, DecisionFactory
from ats.tests.factories import UserFactory
from postings.tests.factories import OpeningFactory, PostingFactory, TeamMemberFactory

NOW = datetime(2026, 3, 12, 9, 0, tzinfo=UTC)
TODAY = date(2026, 3, 12)

pytestmark = pytest.mark.django_db


def due(day, **more):
    return ApplicationFactory(reply_by_on=date(2026, 3, day), **more)


def test_overdue_and_due_soon_are_in_order_and_apart():
    recruiter = UserFactory()
    later, late, later_late, soon, today = due(16), due(9), due(11), due(15), due(12)
    due(1, answered_at=NOW)
    due(1, status="rejected")

    assert list(queries.overdue(recruiter, today=TODAY)) == [late, later_late]
    assert list(queries.due_soon(recruiter, today=TODAY)) == [today, soon]
    assert later.pk


def test_others_see_only_what_they_may():
    application = due(1)
    held = DecisionFactory(application=ApplicationFactory(status="rejected"))
    manager = UserFactory(role="hiring_manager")

    assert not queries.overdue(manager, today=TODAY)
    assert not queries.held_answers(manager)

    for posting in (application.posting, held.application.posting):
        TeamMemberFactory(posting=posting, user=manager, role="hiring_manager")
    assert list(queries.overdue(manager, today=TODAY)) == [application]
    assert list(queries.held_answers(manager)) == [held]


def test_held_and_failed_answers():
    recruiter = UserFactory()
    held, failed, answered, undone = (
        DecisionFactory(application=ApplicationFactory(status="rejected")) for _ in range(4)
    )
    for decision, column in (
        (failed, "failed_at"),
        (answered, "answered_at"),
        (undone, "undone_at"),
    ):
        setattr(decision, column, NOW)
        decision.save()

    assert list(queries.held_answers(recruiter)) == [held]
    assert list(queries.failed_answers(recruiter)) == [failed]
    assert queries.decision_of(undone.application_id) is None
    assert queries.decision_of(held.application_id) == held


def test_seats_are_counted_by_opening(django_assert_num_queries):
    posting = PostingFactory()
    lift = OpeningFactory(posting=posting, team="Lift", seats=2)
    crane = OpeningFactory(posting=posting, team="Crane", seats=1)
    ApplicationFactory(posting=posting, status="hired", opening=lift)
    bare = PostingFactory()

    with django_assert_num_queries(1):
        seats = queries.seats_of(pk for pk in (posting.pk, bare.pk))

    assert [(s.opening, s.taken, s.left) for s in seats[posting.pk]] == [
        (lift, 1, 1),
        (crane, 0, 1),
    ]
    assert seats[bare.pk] == []
