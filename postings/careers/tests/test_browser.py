"""The careers site under real hands: without scripts, by keyboard, on a small screen, embedded."""

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import expect

from ats.organisation.models import Organisation
from postings.tests.factories import (
    DepartmentFactory,
    LocationFactory,
    OpeningFactory,
    PostingFactory,
)

pytestmark = pytest.mark.django_db(transaction=True)
SMALL = {"width": 320, "height": 640}


@pytest.fixture
def jobs():
    Organisation.objects.get_or_create(pk=1, defaults={"name": "Harbour Lifts"})
    department = DepartmentFactory(name="Engineering")
    for title, country in (("Lift engineer", "PT"), ("Crane engineer", "DE")):
        posting = PostingFactory(
            title=title,
            slug=title.lower().replace(" ", "-"),
            department=department,
            workplace_type="remote",
            window_from_minutes=0,
            window_to_minutes=120,
        )
        LocationFactory(posting=posting, country=country)
        OpeningFactory(posting=posting, team="Harbour")
    PostingFactory.create_batch(5, title="Cook", workplace_type="onsite", description="Soup.")


def test_one_finds_narrows_and_takes_away_without_scripts_by_keyboard(open_page, jobs):
    page = open_page(java_script_enabled=False, viewport=SMALL)
    page.goto("/?utm_source=fair")
    page.get_by_label("Search positions").fill("engineers")
    page.keyboard.press("Enter")
    expect(page.get_by_text("2 positions fit")).to_be_visible()

    summary = page.locator("summary", has_text="Country")
    summary.focus()
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    expect(page.get_by_text("1 position fits")).to_be_visible()
    expect(page.get_by_role("link", name="Take away: Country Germany")).to_be_visible()

    page.get_by_role("link", name="Take away: Words engineers").click()
    page.get_by_role("link", name="Crane engineer").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Crane engineer")
    page.get_by_role("link", name="Lift engineer").click()
    assert page.url.endswith("/jobs/lift-engineer?utm_source=fair")


@pytest.mark.parametrize("path", ["/", "/jobs/lift-engineer", "/?q=nothing&country=PT"])
def test_nothing_is_cut_off_on_the_smallest_screen(open_page, jobs, path):
    page = open_page(viewport=SMALL)
    page.goto(path)
    for summary in page.locator("summary").all():
        summary.click()
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize(
    "path", ["/", "/?q=engineer&country=PT", "/?q=nothing", "/jobs/lift-engineer", "/embed/jobs"]
)
def test_axe_finds_nothing(open_page, jobs, path, scheme):
    page = open_page(color_scheme=scheme)
    page.goto(path)
    if page.locator("summary").count():
        page.locator("summary").first.click()
    found = Axe().run(page).response["violations"]
    assert found == [], [(each["id"], each["nodes"][0]["html"]) for each in found]


def test_the_element_shows_the_list_at_its_height_and_says_where_it_stands(open_page, jobs):
    page = open_page()
    page.route(
        "**/company-site",
        lambda route: route.fulfill(
            content_type="text/html",
            body=(
                '<!doctype html><html lang="en"><title>Inn</title>'
                '<script type="module" src="/static/js/embed.js"></script>'
                '<fairlead-jobs src="/" query="workplace=remote"><a href="/">Jobs</a>'
                "</fairlead-jobs></html>"
            ),
        ),
    )
    page.goto("/company-site")
    frame = page.frame_locator("fairlead-jobs iframe")
    expect(frame.get_by_role("link", name="Lift engineer")).to_be_visible()
    expect(frame.get_by_role("link", name="Cook")).to_have_count(0)
    page.wait_for_function("document.querySelector('fairlead-jobs').frame.style.height !== '640px'")

    frame.get_by_role("link", name="Lift engineer").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Lift engineer")
    assert "workplace" not in page.url
