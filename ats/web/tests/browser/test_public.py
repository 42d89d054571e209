"""Public pages: light, and whole without scripts."""

import pytest
from playwright.sync_api import expect

LIMIT_BYTES = 60_000


@pytest.fixture
def form_page(open_page):
    page = open_page(java_script_enabled=False, viewport={"width": 360, "height": 740})
    page.goto("/test/apply/")
    return page


def test_a_form_is_refused_with_all_its_words_kept(form_page):
    form_page.get_by_label("Full name").fill("Ingrid Solheim")
    form_page.get_by_label("Fill in a short form").check()
    form_page.get_by_label("Something you are proud of").fill("A tide table\nthat is right.")
    form_page.get_by_role("button", name="Send").click()
    expect(form_page.get_by_role("alert")).to_be_focused()
    expect(form_page.get_by_label("Full name")).to_have_value("Ingrid Solheim")
    expect(form_page.get_by_label("Fill in a short form")).to_be_checked()
    proud = form_page.get_by_label("Something you are proud of")
    expect(proud).to_have_value("A tide table\nthat is right.")


def test_the_summary_leads_to_the_field(form_page):
    form_page.get_by_role("button", name="Send").click()
    form_page.get_by_role("link", name="How would you like to tell us").click()
    expect(form_page.get_by_label("Send a file")).to_be_focused()
    form_page.get_by_role("link", name="privacy notice").click()
    expect(form_page.get_by_label("I have read the privacy notice")).to_be_focused()


def test_a_right_form_goes_through(form_page):
    form_page.get_by_label("Full name").fill("Ingrid Solheim")
    form_page.get_by_label("Email address").fill("ingrid@example.org")
    form_page.get_by_label("Country").select_option("no")
    form_page.get_by_label("Fill in a short form").check()
    form_page.get_by_label("Something you are proud of").fill("A tide table.")
    form_page.get_by_label("I have read the privacy notice").check()
    form_page.get_by_role("button", name="Send").click()
    expect(form_page.get_by_role("heading", name="Application sent")).to_be_visible()


def test_the_weight_of_a_public_page(open_page):
    page = open_page()
    weights = {}
    page.on("response", lambda answer: weights.update({answer.url: len(answer.body())}))
    page.goto("/test/apply/")
    page.wait_for_load_state("networkidle")
    assert len(weights) >= 6  # the page and its style sheets
    assert sum(weights.values()) < LIMIT_BYTES, weights
    assert not [url for url in weights if url.endswith(".js")]
