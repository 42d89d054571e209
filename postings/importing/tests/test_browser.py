"""Importing a board under real hands, and what axe says of the pages."""

import json

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.conf import settings
from django.test import Client
from playwright.sync_api import expect

from ats.organisation.models import Organisation
from ats.tests.factories import UserFactory
from postings.importing.documents.tests import samples
from postings.models import LibraryCriterion, Posting

pytestmark = pytest.mark.django_db(transaction=True)
BOARD = {"apiVersion": "1", "jobs": [samples.ASHBY_JOB, {**samples.ASHBY_JOB, "title": None}] * 2}


@pytest.fixture
def enter(open_page):
    Organisation.objects.get_or_create(pk=1, defaults={"name": "Harbour Lifts"})

    def enter_page(path: str, **options):
        client = Client()
        client.force_login(UserFactory(role="recruiter"))
        page = open_page(**options)
        page.goto("/healthz")
        name = settings.SESSION_COOKIE_NAME
        cookie = {"name": name, "value": client.cookies[name].value, "url": page.url}
        page.context.add_cookies([cookie])
        page.goto(path)
        return page

    return enter_page


def read(page, data: object) -> None:
    file = {"name": "b.json", "mimeType": "application/json", "buffer": json.dumps(data).encode()}
    page.set_input_files("input[type=file]", file)
    page.get_by_role("button", name="Read the advert").click()


@pytest.mark.parametrize("has_scripts", [True, False])
def test_jobs_of_a_board_are_chosen_and_become_drafts(enter, has_scripts) -> None:
    page = enter("/staff/postings/import", java_script_enabled=has_scripts)
    read(page, BOARD)
    expect(page.get_by_text("It has no title.").first).to_be_visible()
    page.get_by_role("button", name="Make the drafts").click()
    expect(page.get_by_text("2 drafts were made")).to_be_visible()
    assert Posting.objects.filter(title="Product Manager").count() == 2


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing(enter, scheme) -> None:
    LibraryCriterion.objects.create(name="Taste", levels=[])
    page = enter("/staff/postings/import", color_scheme=scheme, bypass_csp=True)
    for data in ({"@type": "Recipe"}, samples.GREENHOUSE_JOB, BOARD):
        page.goto("/staff/postings/import")
        read(page, data)
        expect(page.get_by_role("heading", name="Import an advert")).to_be_visible()
        assert_accessible(page)
    page.get_by_role("button", name="Make the drafts").click()
    expect(page.get_by_text("2 drafts were made")).to_be_visible()
    assert_accessible(page)
    for key in ("stages", "criteria"):
        page.goto(f"/staff/settings/{key}")
        assert_accessible(page)
        page.locator("#company-list input[name$=-name]").first.fill("")
        page.get_by_role("button", name="Save", exact=True).last.click()
        expect(page.get_by_text("There is a problem")).to_be_visible()
        assert_accessible(page)


def assert_accessible(page) -> None:
    results = Axe().run(page)
    assert results.violations_count == 0, results.generate_report()
