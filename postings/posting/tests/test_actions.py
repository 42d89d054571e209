import threading
from datetime import UTC, date, datetime
from decimal import Decimal

import pytest
from django.db import connection

from ats.events.models import Event
from ats.tests.factories import UserFactory
from postings.posting import actions, queries
from postings.posting.editing import Seen
from postings.posting.models import Department, Posting, PostingStatus
from postings.posting.sections import (
    Applying,
    Basics,
    Description,
    OpeningRow,
    Pay,
    Place,
    Places,
    fingerprint,
)
from postings.tests.factories import (
    OpeningFactory,
    PostingFactory,
    TeamMemberFactory,
)

NOW = datetime(2026, 5, 4, 12, 0, tzinfo=UTC)
pytestmark = pytest.mark.django_db


@pytest.fixture
def recruiter():
    return UserFactory(role="recruiter", name="Rita Ruiz")


@pytest.fixture
def posting():
    return PostingFactory(draft=True)


def basics(posting: Posting, **changes: object) -> Basics:
    return Basics(**{"title": posting.title, "reference": posting.reference, **changes})


def set_basics(posting: Posting, actor, **changes: object) -> Posting:
    seen = changes.pop("seen", Seen())
    return actions.set_basics(
        actor=actor,
        posting_id=posting.pk,
        basics=basics(posting, **changes),
        seen=seen,
        now=NOW,
    )


def test_basics_are_stored_counted_and_recorded(posting, recruiter) -> None:
    set_basics(posting, recruiter, title="Team Lead", reports_to="CTO", department="Data")
    posting.refresh_from_db()
    assert (posting.title, posting.reports_to) == ("Team Lead", "CTO")
    assert posting.department.name == "Data"
    assert (posting.version, posting.updated_at) == (2, NOW)
    event = Event.objects.get(verb="posting.updated")
    assert (event.subject_id, event.actor_id) == (posting.pk, recruiter.pk)
    assert event.data == {"section": "basics"}


def test_a_department_in_another_case_is_the_same(posting, recruiter) -> None:
    department = Department.objects.create(name="Data")
    posting = set_basics(posting, recruiter, department="DATA")
    assert posting.department == department


def test_the_address_of_a_draft_follows_its_title_and_stays_once_published(recruiter) -> None:
    draft, public = PostingFactory(draft=True), PostingFactory(slug="old-address")
    assert set_basics(draft, recruiter, title="Team Lead").slug == "team-lead"
    assert set_basics(public, recruiter, title="Team Lead").slug == "old-address"


def test_a_taken_reference_is_refused_and_nothing_changes(posting, recruiter) -> None:
    other = PostingFactory()
    with pytest.raises(actions.ReferenceTaken):
        set_basics(posting, recruiter, title="New", reference=other.reference)
    posting.refresh_from_db()
    assert (posting.title != "New", posting.version) == (True, 1)


def test_a_recruiter_does_not_hide_a_posting_from_themselves(posting, recruiter) -> None:
    with pytest.raises(actions.WouldLockOut):
        set_basics(posting, recruiter, is_confidential=True)
    TeamMemberFactory(posting=posting, user=recruiter)
    assert set_basics(posting, recruiter, is_confidential=True).is_confidential


def test_an_administrator_may_make_any_posting_confidential(posting) -> None:
    assert set_basics(posting, UserFactory(role="admin"), is_confidential=True).is_confidential


@pytest.mark.parametrize("role", ["hiring_manager", "interviewer"])
def test_only_recruiters_and_administrators_edit(posting, role) -> None:
    with pytest.raises(actions.NotAllowed):
        set_basics(posting, UserFactory(role=role))


def test_a_closed_posting_is_not_edited(recruiter) -> None:
    with pytest.raises(actions.PostingClosed):
        set_basics(PostingFactory(closed=True), recruiter)


def test_the_second_of_two_editors_learns_who_changed_what(posting, recruiter) -> None:
    seen = Seen(section=fingerprint(queries.basics_of(posting)))
    set_basics(posting, recruiter, title="First")
    with pytest.raises(actions.StalePosting) as caught:
        set_basics(posting, UserFactory(role="admin"), title="Second", seen=seen)
    assert caught.value.current.title == "First"
    assert (caught.value.changed_by, caught.value.changed_at) == ("Rita Ruiz", NOW)
    posting.refresh_from_db()
    assert posting.title == "First"


def test_editors_of_different_sections_do_not_meet(posting, recruiter) -> None:
    seen = Seen(section=fingerprint(queries.basics_of(posting)))
    actions.set_pay(actor=recruiter, posting_id=posting.pk, pay=Pay(), now=NOW)
    assert set_basics(posting, recruiter, title="Other", seen=seen).title == "Other"


def test_the_version_counts_for_programs(posting, recruiter) -> None:
    actions.set_pay(actor=recruiter, posting_id=posting.pk, pay=Pay(), now=NOW)
    with pytest.raises(actions.StalePosting) as caught:
        set_basics(posting, recruiter, title="Late", seen=Seen(version=1))
    assert caught.value.version == 2


def test_places_and_window(posting, recruiter) -> None:
    places = Places(
        workplace_type="remote",
        window_from_minutes=-60,
        window_to_minutes=180,
        places=(Place(country="PT", city="Lisbon"), Place(country="MT"), Place(country="MT")),
    )
    saved = actions.set_places(actor=recruiter, posting_id=posting.pk, places=places, now=NOW)
    assert queries.places_of(saved).places == (
        Place(country="PT", city="Lisbon"),
        Place(country="MT"),
    )
    assert (saved.window_from_minutes, saved.window_to_minutes) == (-60, 180)


def test_openings_are_changed_added_removed_and_put_in_order(posting, recruiter) -> None:
    kept, gone = OpeningFactory(posting=posting, team="A"), OpeningFactory(posting=posting)
    rows = (OpeningRow(team="B", seats=2), OpeningRow(id=kept.pk, team="C", seats=3))
    saved = actions.set_openings(actor=recruiter, posting_id=posting.pk, openings=rows, now=NOW)
    stored = queries.openings_of(saved)
    assert [(row.team, row.seats) for row in stored] == [("B", 2), ("C", 3)]
    assert stored[1].id == kept.pk
    assert not Posting.objects.filter(openings=gone).exists()


def test_two_openings_swap_their_teams(posting, recruiter) -> None:
    one, two = (OpeningFactory(posting=posting, team=team) for team in ("A", "B"))
    rows = (OpeningRow(id=one.pk, team="B"), OpeningRow(id=two.pk, team="A"))
    saved = actions.set_openings(actor=recruiter, posting_id=posting.pk, openings=rows, now=NOW)
    assert [row.team for row in queries.openings_of(saved)] == ["B", "A"]


def test_an_opening_of_another_posting_is_unknown(posting, recruiter) -> None:
    foreign = OpeningFactory()
    with pytest.raises(actions.UnknownRow):
        actions.set_openings(
            actor=recruiter,
            posting_id=posting.pk,
            openings=(OpeningRow(id=foreign.pk, team="Mine now"),),
            now=NOW,
        )


def test_pay_applying_and_description(posting, recruiter) -> None:
    common = {"actor": recruiter, "posting_id": posting.pk, "now": NOW}
    pay = Pay(pay_min=Decimal("70000.00"), pay_max=None, pay_currency="EUR", pay_period="month")
    applying = Applying(
        resume_policy="not_asked", reply_within_days=7, apply_by_on=date(2026, 6, 1)
    )
    actions.set_pay(pay=pay, **common)
    actions.set_applying(applying=applying, **common)
    actions.set_description(description=Description(description="Come!"), **common)
    posting.refresh_from_db()
    assert queries.pay_of(posting) == pay
    assert queries.applying_of(posting) == applying
    assert posting.description == "Come!"
    assert posting.version == 4


def test_a_posting_that_is_gone(recruiter) -> None:
    with pytest.raises(Posting.DoesNotExist):
        actions.set_pay(actor=recruiter, posting_id=0, pay=Pay(), now=NOW)


@pytest.mark.django_db(transaction=True)
def test_of_two_who_save_the_same_section_at_once_one_is_told() -> None:
    posting = PostingFactory(draft=True)
    people = [UserFactory(role="recruiter"), UserFactory(role="admin")]
    seen = Seen(section=fingerprint(queries.description_of(posting)))
    barrier = threading.Barrier(2)
    outcomes: list[str] = []

    def save(actor) -> None:
        barrier.wait()
        try:
            actions.set_description(
                actor=actor,
                posting_id=posting.pk,
                description=Description(description=f"by {actor.pk}"),
                seen=seen,
                now=NOW,
            )
            outcomes.append("saved")
        except actions.StalePosting:
            outcomes.append("told")
        finally:
            connection.close()

    threads = [threading.Thread(target=save, args=(person,)) for person in people]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(outcomes) == ["saved", "told"]
    posting.refresh_from_db()
    assert (posting.version, posting.status) == (2, PostingStatus.DRAFT)


def test_an_amount_is_the_same_with_and_without_decimals() -> None:
    whole, exact = Pay(pay_min=Decimal("70000")), Pay(pay_min=Decimal("70000.00"))
    assert fingerprint(whole) == fingerprint(exact)
    assert fingerprint(whole) != fingerprint(Pay(pay_min=Decimal("7000")))
