"""The editor under real hands: keys, live preview, two windows, and without scripts."""

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.conf import settings
from django.test import Client
from playwright.sync_api import expect

from ats.organisation.models import Organisation

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def enter(open_page, recruiter, posting):
    """Open the editor in a window of its own."""
    Organisation.objects.get_or_create(pk=1, defaults={"name": "Harbour Lifts"})

    def enter_editor(**options):
        client = Client()
        client.force_login(recruiter)
        page = open_page(**options)
        name = settings.SESSION_COOKIE_NAME
        page.goto("/healthz")
        cookie = {"name": name, "value": client.cookies[name].value, "url": page.url}
        page.context.add_cookies([cookie])
        page.goto(f"/staff/postings/{posting.pk}/edit")
        return page

    return enter_editor


def names_in(page) -> list[str]:
    return [field.input_value() for field in page.locator("#stages input[name$=-name]").all()]


def test_a_row_is_moved_again_and_again_by_the_same_key(enter, posting) -> None:
    page = enter()
    page.locator("#stages button[value='up:3']").press("Enter")
    expect(page.locator("#stages button[value='up:2']")).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.locator("#stages button[value='up:1']")).to_be_focused()
    assert names_in(page) == ["New", "Offer", "Review", "Interview"]
    expect(page.locator("#stages").get_by_text("Not saved yet")).to_be_visible()
    page.get_by_role("button", name="Save “Stages”").click()
    expect(page.get_by_text("“Stages” is saved.")).to_be_visible()
    expect(page.locator("#stages").get_by_text("Not saved yet")).to_be_hidden()
    stored = posting.stages.order_by("position").values_list("name", flat=True)
    assert list(stored) == ["New", "Offer", "Review", "Interview"]


def test_enter_in_a_field_saves_and_touches_no_row(enter, posting) -> None:
    page = enter()
    page.locator("#stages input[name$=-name]").nth(1).fill("Reading")
    page.keyboard.press("Enter")
    expect(page.get_by_text("“Stages” is saved.")).to_be_visible()
    assert names_in(page) == ["New", "Reading", "Interview", "Offer"]


def test_the_preview_follows_the_writing(enter) -> None:
    page = enter()
    page.get_by_role("textbox", name="Description").fill("# Come\n\nand *cook*")
    expect(page.locator("#preview h2")).to_have_text("Come")
    expect(page.locator("#preview em")).to_have_text("cook")


def test_what_is_typed_in_other_sections_stays_when_one_is_saved(enter) -> None:
    page = enter()
    page.get_by_label("Pay from").fill("70,000")
    page.get_by_label("Title").fill("Head Cook")
    page.get_by_role("button", name="Save “Basics”").click()
    expect(page.get_by_text("“Basics” is saved.")).to_be_visible()
    expect(page.get_by_label("Pay from")).to_have_value("70,000")


def test_two_windows_on_one_section(enter, posting) -> None:
    first, second = enter(), enter()
    for page, title in ((first, "First"), (second, "Second")):
        page.get_by_label("Title").fill(title)
        page.get_by_role("button", name="Save “Basics”").click()
        page.locator("#basics").get_by_text("Not saved yet").or_(
            page.get_by_text("“Basics” is saved.")
        ).first.wait_for()
    expect(second.locator("#basics")).to_contain_text("changed this section")
    expect(second.locator("#basics")).to_contain_text("Title: First")
    expect(second.get_by_label("Title")).to_have_value("Second")
    second.get_by_role("button", name="Save “Basics”").click()
    expect(second.get_by_text("“Basics” is saved.")).to_be_visible()
    posting.refresh_from_db()
    assert posting.title == "Second"


def test_without_scripts_rows_are_added_and_saved(enter, posting) -> None:
    page = enter(java_script_enabled=False)
    page.get_by_role("button", name="Add a question").click()
    page.locator("#questions input[name$=-label]").fill("Why us?")
    page.get_by_role("button", name="Save “Questions”").click()
    assert posting.questions.get().label == "Why us?"


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing(enter, scheme) -> None:
    page = enter(color_scheme=scheme, bypass_csp=True)
    page.get_by_label("Title").fill("")
    page.get_by_role("button", name="Save “Basics”").click()
    expect(page.locator("#basics .error-summary")).to_be_visible()
    results = Axe().run(page)
    assert results.violations_count == 0, results.generate_report()
