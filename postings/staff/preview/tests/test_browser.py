"""Pictures and the preview under real hands."""

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import expect

from postings.models import Picture
from postings.pictures.tests.samples import picture
from postings.staff.editor.tests.conftest import posting, recruiter  # noqa: F401
from postings.staff.editor.tests.test_browser import enter  # noqa: F401

pytestmark = pytest.mark.django_db(transaction=True)
PHOTO = {"name": "yard.png", "mimeType": "image/png", "buffer": picture()}


def add_picture(page) -> None:
    page.locator("#description summary").click()
    page.locator("#description input[type=file]").set_input_files(PHOTO)
    page.locator("#description input[name=picture-alt]").fill("The yard")
    page.get_by_role("button", name="Put it into the text").click()


def test_a_picture_goes_to_the_cursor_and_is_seen_at_once(enter, posting) -> None:  # noqa: F811
    page = enter()
    text = page.locator("#description textarea")
    text.fill("Before\n\nAfter")
    text.evaluate("it => it.setSelectionRange(6, 6)")
    add_picture(page)
    expect(page.locator("#preview img")).to_have_attribute("alt", "The yard")
    assert page.locator("#preview img").evaluate("it => it.decode().then(() => it.naturalWidth)")
    key = Picture.objects.get().key
    expect(text).to_have_value(f"Before\n\n![The yard](picture:{key})\n\nAfter")
    expect(text).to_be_focused()
    page.keyboard.type("!")
    expect(text).to_have_value(f"Before\n\n![The yard](picture:{key})!\n\nAfter")


def test_without_scripts_a_picture_is_added_and_saved(enter, posting) -> None:  # noqa: F811
    page = enter(java_script_enabled=False)
    add_picture(page)
    page.get_by_role("button", name="Save “Description”").click()
    posting.refresh_from_db()
    assert f"![The yard](picture:{Picture.objects.get().key})" in posting.description


def test_the_preview_beside_the_editor_follows_every_section(enter, posting) -> None:  # noqa: F811
    page = enter(viewport={"width": 1440, "height": 900})
    page.get_by_role("button", name="Preview", exact=True).click()
    shown = page.frame_locator("#live-preview iframe")
    expect(shown.get_by_role("heading", level=1)).to_have_text("Cook")
    page.locator("#basics input[name=basics-title]").fill("Head Cook")
    expect(shown.get_by_role("heading", level=1)).to_have_text("Head Cook")
    page.locator("#description textarea").fill("Come *now*")
    expect(shown.locator(".prose em")).to_have_text("now")
    shown.get_by_role("link", name="Apply", exact=True).click()
    expect(shown.get_by_role("heading", level=1)).to_have_text("Head Cook")
    page.get_by_role("button", name="Close the preview").click()
    expect(page.locator("#live-preview")).to_be_hidden()
    posting.refresh_from_db()
    assert posting.title == "Cook"


def test_without_scripts_the_preview_is_a_page(enter, posting) -> None:  # noqa: F811
    page = enter(java_script_enabled=False)
    page.get_by_role("link", name="Preview", exact=True).click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Cook")


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing(enter, posting, scheme) -> None:  # noqa: F811
    page = enter(color_scheme=scheme, bypass_csp=True)
    for path in (
        f"/staff/postings/{posting.pk}/preview",
        "/staff/settings/texts",
        "/staff/settings/texts/new",
    ):
        page.goto(path)
        results = Axe().run(page)
        assert results.violations_count == 0, results.generate_report()
