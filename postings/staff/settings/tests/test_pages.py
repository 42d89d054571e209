"""What all postings share: the stages that new ones begin with, and the library of criteria."""

from datetime import UTC, datetime

import pytest
from django.test import Client
from django.urls import reverse
from lxml import html

from ats.testing.queries import assert_same_queries
from ats.tests.factories import UserFactory
from postings.criteria.queries import CriterionRow, company_criteria
from postings.lifecycle.actions import create_posting
from postings.models import LibraryCriterion
from postings.posting.editing import NotAllowed
from postings.stages.actions import set_default_stages
from postings.stages.queries import StageRow, default_stages, stages_of

NOW = datetime(2026, 5, 4, 12, 0, tzinfo=UTC)
pytestmark = pytest.mark.django_db


class ListPage:
    def __init__(self, key: str, role: str = "recruiter", name: str = "Rita Ruiz") -> None:
        self.client = Client()
        self.client.force_login(UserFactory(role=role, name=name))
        self.address = reverse(f"settings-{key}")

    def form(self, response=None) -> dict[str, str]:
        response = response or self.client.get(self.address)
        form = html.fromstring(response.content).get_element_by_id("company-list")
        empty = {field.name: "" for field in form.inputs if field.get("type") in ("text", "hidden")}
        return empty | {name: value for name, value in form.form_values() if name != "do"}

    def press(self, data, button: str = "save", **headers: str):
        return self.client.post(self.address, {**data, "do": button}, headers=headers)


@pytest.fixture
def stages() -> ListPage:
    return ListPage("stages")


@pytest.fixture
def criteria() -> ListPage:
    return ListPage("criteria")


def names() -> list[str]:
    return [stage.name for stage in default_stages()]


def test_new_postings_begin_with_the_company_s_stages(stages) -> None:
    assert names() == ["New", "Review", "Interview", "Offer"]
    form = stages.form(stages.press(stages.form(), "remove:1"))
    form |= {"stages-rows-1-name": "Talk"}
    assert stages.press(form).status_code == 302
    assert names() == ["New", "Talk", "Offer"]
    posting = create_posting(actor=UserFactory(role="recruiter"), title="Cook", now=NOW)
    assert [stage.name for stage in stages_of(posting)] == ["New", "Talk", "Offer"]


def test_rows_are_added_and_moved_before_anything_is_saved(stages) -> None:
    form = stages.form(stages.press(stages.form(), "up:3"))
    form = stages.form(stages.press(form, "add"))
    assert names() == ["New", "Review", "Interview", "Offer"]
    form |= {"stages-rows-4-name": "Trial day", "stages-rows-4-kind": "interview"}
    stages.press(form)
    assert names() == ["New", "Review", "Offer", "Interview", "Trial day"]


@pytest.mark.parametrize(
    ("values", "message"),
    [
        ({"stages-rows-0-name": ""}, "Fill in “Name”."),
        ({"stages-rows-1-name": "New"}, "This is there already."),
        ({"stages-rows-0-kind": "offer"}, "first stage"),
        ({"stages-rows-0-kind": "nonsense"}, "There is a problem"),
        ({"stages-rows-TOTAL_FORMS": "0"}, "Keep at least one stage"),
        ({"stages-rows-TOTAL_FORMS": "1000"}, "There is a problem"),
    ],
)
def test_the_rules_of_a_posting_s_stages_hold(stages, values, message) -> None:
    response = stages.press(stages.form() | values)
    assert response.status_code == 422
    assert message in response.content.decode()
    assert names() == ["New", "Review", "Interview", "Offer"]


def test_the_second_of_two_people_sees_what_changed_and_can_insist(stages) -> None:
    other = ListPage("stages", role="admin", name="Ada Admin")
    mine, theirs = stages.form(), other.form()
    other.press(theirs | {"stages-rows-1-name": "Reading"})
    response = stages.press(mine | {"stages-rows-1-name": "Looking"})
    text = response.content.decode()
    assert response.status_code == 409
    assert "Ada Admin changed this" in text
    assert "Looking" in text and "Reading" in text
    assert stages.press(stages.form(response)).status_code == 302
    assert names()[1] == "Looking"


def test_a_form_that_does_not_say_what_it_saw_overwrites_nothing(stages) -> None:
    assert stages.press(stages.form() | {"seen": ""}).status_code == 409


def test_htmx_stays_on_the_page(stages) -> None:
    response = stages.press(stages.form(), **{"HX-Request": "true"})
    assert response.status_code == 200
    assert "is saved" in response.headers["HX-Trigger"]


def test_criteria_keep_their_texts_and_their_order(criteria) -> None:
    form = criteria.form(criteria.press(criteria.form(), "add"))
    form |= {"criteria-rows-0-name": "Taste", "criteria-rows-0-level_4": "Finds the one spice"}
    assert criteria.press(form).status_code == 302
    form = criteria.form(criteria.press(criteria.form(), "add"))
    form |= {"criteria-rows-1-name": "Care"}
    criteria.press(criteria.form(criteria.press(form, "up:1")))
    care, taste = company_criteria()
    assert (care.name, taste.name) == ("Care", "Taste")
    assert taste.levels == ("", "", "", "Finds the one spice")


def test_a_removed_criterion_and_an_unknown_one(criteria) -> None:
    LibraryCriterion.objects.create(name="Taste", levels=[])
    form = criteria.form()
    assert criteria.press(form | {"criteria-rows-0-id": "999"}).status_code == 422
    assert criteria.press(criteria.form(criteria.press(form, "remove:0"))).status_code == 302
    assert company_criteria() == ()


@pytest.mark.parametrize("role", ["hiring_manager", "interviewer"])
def test_others_do_not_see_or_change_them(role) -> None:
    page = ListPage("stages", role=role)
    assert page.client.get(page.address).status_code == 404
    with pytest.raises(NotAllowed):
        set_default_stages(
            actor=UserFactory(role=role), stages=[StageRow(name="New", kind="new")], now=NOW
        )


@pytest.mark.parametrize("role", ["admin", "recruiter", "interviewer"])
def test_the_settings_lead_there(role) -> None:
    client = Client()
    client.force_login(UserFactory(role=role))
    text = client.get(reverse("settings")).content.decode()
    assert (reverse("settings-criteria") in text) == (role != "interviewer")


def test_the_page_needs_as_many_statements_for_many_rows_as_for_one(criteria) -> None:
    def make(size: int) -> None:
        while LibraryCriterion.objects.count() < size:
            row = CriterionRow(name=f"Criterion {LibraryCriterion.objects.count()}")
            LibraryCriterion.objects.create(name=row.name, levels=list(row.levels))

    assert_same_queries(
        make=make, act=lambda: criteria.client.get(criteria.address), sizes=(1, 10), most=5
    )
