"""What an advert needs before the world sees it, on every path."""

from datetime import UTC, datetime, timedelta

import pytest

from ats.organisation.models import Organisation
from ats.tests.factories import UserFactory
from postings.lifecycle import actions
from postings.lifecycle.checks import missing_for_publishing
from postings.lifecycle.tests.test_actions import ready_posting
from postings.tests.factories import LocationFactory

NOW = datetime(2026, 5, 4, 12, 0, tzinfo=UTC)

pytestmark = pytest.mark.django_db


def codes(posting):
    return [each.code for each in missing_for_publishing(posting, now=NOW)]


def test_a_posting_with_everything_lacks_nothing():
    assert codes(ready_posting(draft=True)) == []


@pytest.mark.parametrize(
    ("country", "pay", "lacks"),
    [
        ("IT", {}, ["pay"]),
        ("IT", {"pay_min": 40000, "pay_currency": "EUR"}, []),
        ("IT", {"pay_max": 40000, "pay_currency": "EUR"}, []),
        ("PT", {}, []),
    ],
)
def test_pay_is_asked_for_where_the_rules_of_a_country_do(country, pay, lacks):
    posting = ready_posting(draft=True, **pay)
    LocationFactory(posting=posting, country="PT")
    LocationFactory(posting=posting, country=country, city="Somewhere")
    assert codes(posting) == lacks


def test_the_countries_are_the_organisations_choice():
    Organisation.objects.update_or_create(pk=1, defaults={"pay_required_in": ["PT"]})
    posting = ready_posting(draft=True)
    for country in ("IT", "PT"):
        LocationFactory(posting=posting, country=country)
    (missing,) = missing_for_publishing(posting, now=NOW)
    assert missing.section == "pay"
    assert missing.text == "Give the pay or its range: adverts for Portugal need it."


def test_an_inactive_hiring_manager_is_none():
    posting = ready_posting(draft=True)
    manager = posting.team.get(role="hiring_manager").user
    manager.is_active = False
    manager.save()
    assert codes(posting) == ["hiring_manager"]


def test_one_administrator_alone_may_publish_as_hiring_manager():
    posting = ready_posting(draft=True)
    posting.team.all().delete()
    posting.team.create(user=UserFactory(role="admin"), role="hiring_manager")
    assert codes(posting) == []


def test_applications_need_a_stage_to_land_in():
    posting = ready_posting(draft=True)
    posting.stages.filter(kind="new").delete()
    assert codes(posting) == ["first_stage"]


def test_it_is_not_opened_after_the_time_at_which_it_closes():
    posting = ready_posting(draft=True, close_at=NOW - timedelta(minutes=1))
    assert codes(posting) == ["close_at"]


@pytest.mark.parametrize("status", ["paused", "closed"])
def test_reopening_asks_the_same(status):
    posting = ready_posting(status=status)
    posting.team.filter(role="hiring_manager").delete()
    with pytest.raises(actions.NotReady):
        actions.reopen_posting(actor=UserFactory(), posting_id=posting.pk, now=NOW)
