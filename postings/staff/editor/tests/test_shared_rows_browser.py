"""Stages with people in them and criteria of the library under real hands."""

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import expect

from applications.tests.factories import ApplicationFactory
from postings.models import LibraryCriterion
from postings.staff.editor.tests.test_browser import enter, names_in  # noqa: F401 - a fixture

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def applications(posting):
    stage = posting.stages.get(name="Review")
    return ApplicationFactory.create_batch(3, posting=posting, stage=stage)


@pytest.mark.parametrize("has_scripts", [True, False])
def test_the_people_of_a_removed_stage_are_moved(enter, posting, applications, has_scripts) -> None:  # noqa: F811
    page = enter(java_script_enabled=has_scripts)
    page.locator("#stages button[value='remove:1']").click()
    expect(page.locator("#stages input[name$=-name]")).to_have_count(3)
    page.get_by_role("button", name="Save “Stages”").click()
    expect(page.get_by_text("It holds 3 active applications.")).to_be_visible()
    page.get_by_label("Everybody in “Review” goes to").select_option("Interview")
    page.get_by_role("button", name="Save “Stages”").click()
    expect(page.get_by_text("“Stages” is saved.")).to_be_visible()
    assert names_in(page) == ["New", "Interview", "Offer"]
    assert posting.applications.filter(stage__name="Interview").count() == 3


def test_criteria_come_from_the_library_and_go_there(enter, posting) -> None:  # noqa: F811
    LibraryCriterion.objects.create(name="Taste", levels=["", "", "", "Finds the one spice"])
    page = enter()
    section = page.locator("#criteria")
    section.get_by_text("Add from the library").click()
    section.get_by_label("Taste").check()
    section.get_by_role("button", name="Add what is ticked").click()
    expect(section.get_by_label("Level 4, the highest")).to_have_value("Finds the one spice")
    section.get_by_label("Criterion").fill("Care")
    section.get_by_role("button", name="Save this criterion to the library").click()
    expect(page.get_by_text("“Care” is in the library now.")).to_be_visible()
    expect(section.get_by_label("Criterion")).to_have_value("Care")
    assert not posting.criteria.exists()


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing(enter, applications, scheme) -> None:  # noqa: F811
    LibraryCriterion.objects.create(name="Taste", levels=[])
    page = enter(color_scheme=scheme, bypass_csp=True)
    page.locator("#criteria").get_by_text("Add from the library").click()
    page.locator("#stages button[value='remove:1']").click()
    expect(page.locator("#stages input[name$=-name]")).to_have_count(3)
    page.get_by_role("button", name="Save “Stages”").click()
    expect(page.get_by_text("Where should the people go?")).to_be_visible()
    results = Axe().run(page)
    assert results.violations_count == 0, results.generate_report()
