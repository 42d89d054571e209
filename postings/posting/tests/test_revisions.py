"""What is kept of a posting's sections when they change."""

from datetime import UTC, date, datetime
from decimal import Decimal

import pytest

from ats.events.models import Event
from ats.testing.queries import statements_of
from ats.tests.factories import UserFactory
from postings.posting import actions, queries
from postings.posting.editing import StalePosting, making
from postings.posting.models import Posting, Revision
from postings.posting.sections import Applying, Description, OpeningRow, Pay
from postings.tests.factories import MADE_AT, OpeningFactory, PostingFactory

NOW = datetime(2026, 5, 4, 12, 0, tzinfo=UTC)
pytestmark = pytest.mark.django_db


@pytest.fixture
def recruiter():
    return UserFactory(role="recruiter")


@pytest.fixture
def posting():
    return PostingFactory(draft=True, description="First", created_by=UserFactory())


def describe(posting, text, actor=None, **rest) -> Posting:
    return actions.set_description(
        actor=actor,
        posting_id=posting.pk,
        description=Description(description=text),
        now=NOW,
        **rest,
    )


def kept(posting, section="description") -> list[Revision]:
    return list(posting.revisions.filter(section=section).order_by("pk"))


def test_the_first_change_keeps_what_was_there_and_what_is_there_now(posting, recruiter) -> None:
    describe(posting, "Second", recruiter)
    before, after = kept(posting)
    assert before.value == {"description": "First"}
    assert (before.version, before.actor, before.created_at) == (1, posting.created_by, MADE_AT)
    assert after.value == {"description": "Second"}
    assert (after.version, after.actor, after.created_at) == (2, recruiter, NOW)


def test_each_further_change_keeps_one_more(posting, recruiter) -> None:
    for text in ("Second", "Third"):
        describe(posting, text, recruiter)
    texts = [revision.value["description"] for revision in kept(posting)]
    assert texts == ["First", "Second", "Third"]


def test_saving_the_same_keeps_nothing(posting, recruiter) -> None:
    describe(posting, "First", recruiter)
    assert kept(posting) == []


def test_the_same_amount_in_other_digits_is_the_same(posting, recruiter) -> None:
    for amount in (Decimal("70000"), Decimal("70000.00"), Decimal("70000.0")):
        pay = Pay(pay_min=amount, pay_currency="EUR")
        actions.set_pay(actor=recruiter, posting_id=posting.pk, pay=pay, now=NOW)
    assert [revision.value["pay_min"] for revision in kept(posting, "pay")] == [None, "70000"]


def test_rows_are_kept_with_the_ids_that_they_got(posting, recruiter) -> None:
    OpeningFactory(posting=posting, team="Bar")
    rows = (*queries.openings_of(posting), OpeningRow(team="Kitchen", seats=2))
    actions.set_openings(actor=recruiter, posting_id=posting.pk, openings=rows, now=NOW)
    _before, after = kept(posting, "openings")
    assert after.value == [
        {"id": row.pk, "team": row.team, "seats": row.seats}
        for row in posting.openings.order_by("position")
    ]


def test_what_was_changed_past_the_editor_is_nobodys_change(posting, recruiter) -> None:
    describe(posting, "Second", recruiter)
    Posting.objects.filter(pk=posting.pk).update(description="By a handler")
    describe(posting, "Third", recruiter)
    *_, past, last = kept(posting)
    assert (past.value["description"], past.actor) == ("By a handler", None)
    assert (last.value["description"], last.actor) == ("Third", recruiter)


def test_dates_are_kept_as_text(posting, recruiter) -> None:
    applying = Applying(apply_by_on=date(2027, 1, 31))
    actions.set_applying(actor=recruiter, posting_id=posting.pk, applying=applying, now=NOW)
    assert kept(posting, "applying")[-1].value["apply_by_on"] == "2027-01-31"


def test_a_refused_change_keeps_nothing(posting, recruiter) -> None:
    with pytest.raises(StalePosting):
        describe(posting, "Second", recruiter, seen=actions.Seen(section="other"))
    assert kept(posting) == []


def test_while_a_posting_is_made_nothing_counts_as_a_change(posting, recruiter) -> None:
    with making():
        describe(posting, "Second", recruiter)
    posting.refresh_from_db()
    assert (posting.description, posting.version) == ("Second", 1)
    assert kept(posting) == []
    assert not Event.objects.filter(verb="posting.updated").exists()
    describe(posting, "Third", recruiter)
    assert [revision.value["description"] for revision in kept(posting)] == ["Second", "Third"]


def test_keeping_revisions_costs_two_statements(posting, recruiter) -> None:
    describe(posting, "Second", recruiter)
    statements = statements_of(lambda: describe(posting, "Third", recruiter))
    assert sum("postings_revision" in statement for statement in statements) == 2
