"""What a staff page does with the server's answers, and with toasts."""

import pytest
from playwright.sync_api import expect

from ats.web.tests.browser import site


@pytest.fixture
def page(staff_page):
    opened = staff_page()
    opened.goto("/test/person/7/")
    opened.get_by_label("Note").fill("Half an hour of thinking")
    return opened


def toast(page, detail):
    page.evaluate("detail => document.dispatchEvent(new CustomEvent('toast', { detail }))", detail)


def test_a_failure_is_said_and_changes_nothing(page):
    page.get_by_role("button", name="500").click()
    expect(page.locator(".toast.error")).to_contain_text("Nothing you typed is lost")
    expect(page.locator("#answer")).to_have_text("not asked yet")
    expect(page.get_by_label("Note")).to_have_value("Half an hour of thinking")


def test_so_is_a_server_that_cannot_be_reached(page):
    page.route("**/test/ask/**", lambda route: route.abort())
    page.get_by_role("button", name="500").click()
    expect(page.locator(".toast.error")).to_contain_text("cannot be reached")
    expect(page.get_by_label("Note")).to_have_value("Half an hour of thinking")


@pytest.mark.parametrize("status", [409, 422])
def test_a_conflict_and_a_refused_form_are_shown_in_place(page, status):
    page.get_by_role("button", name=str(status)).click()
    expect(page.locator("#answer")).to_have_text(f"answered {status}")
    expect(page.locator(".toast")).to_have_count(0)


def test_undo_posts_once_with_the_token_and_the_toast_goes(page):
    site.undo.tokens.clear()
    toast(page, {"text": "Moved.", "undo_url": "/test/undo/"})
    page.get_by_role("button", name="Undo").click()
    expect(page.locator(".toast")).to_have_count(0)
    assert len(site.undo.tokens) == 1
    assert len(site.undo.tokens[0]) >= 32


def test_undo_by_key(page):
    site.undo.tokens.clear()
    toast(page, {"text": "Moved.", "undo_url": "/test/undo/"})
    page.locator("h1").click()
    page.keyboard.press("z")
    expect(page.locator(".toast")).to_have_count(0)
    assert len(site.undo.tokens) == 1


def test_a_toast_is_announced_and_can_be_dismissed(page):
    toast(page, {"text": "Saved <b>it</b>."})
    live = page.locator("[role=status]")
    expect(live).to_contain_text("Saved <b>it</b>.")
    page.get_by_role("button", name="Dismiss").click()
    expect(page.locator(".toast")).to_have_count(0)


def test_a_click_on_the_words_does_not_dismiss_it(page):
    toast(page, {"text": "Moved.", "undo_url": "/test/undo/"})
    page.locator(".toast p").click()
    expect(page.locator(".toast")).to_have_count(1)


def test_no_more_than_three_toasts(page):
    for number in range(5):
        toast(page, {"text": f"Message {number}"})
    expect(page.locator(".toast p")).to_have_text(["Message 2", "Message 3", "Message 4"])


def test_nothing_about_people_stays_in_the_browsers_storage(page):
    page.get_by_role("button", name="422").click()
    expect(page.locator("#answer")).to_have_text("answered 422")
    kept = page.evaluate("JSON.stringify([{...sessionStorage}, {...localStorage}])")
    assert "thinking" not in kept
    assert "Person" not in kept
