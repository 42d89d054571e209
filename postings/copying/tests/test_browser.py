"""History, restoring and templates under real hands."""

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.conf import settings
from django.test import Client
from playwright.sync_api import expect

from ats.organisation.models import Organisation
from postings.copying.actions import save_template
from postings.posting.actions import set_description
from postings.posting.sections import Description

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def enter(open_page, recruiter, posting, now):
    """Open a page of a posting that was changed and is a template."""
    Organisation.objects.get_or_create(pk=1, defaults={"name": "Harbour Lifts"})
    for text in ("First", "Second"):
        set_description(
            actor=recruiter,
            posting_id=posting.pk,
            description=Description(description=text),
            now=now,
        )
    save_template(actor=recruiter, posting_id=posting.pk, name="Cooks", now=now)

    def enter_page(path: str, **options):
        client = Client()
        client.force_login(recruiter)
        page = open_page(**options)
        page.goto("/healthz")
        name = settings.SESSION_COOKIE_NAME
        cookie = {"name": name, "value": client.cookies[name].value, "url": page.url}
        page.context.add_cookies([cookie])
        page.goto(path.format(posting=posting.pk))
        return page

    return enter_page


@pytest.mark.parametrize("with_scripts", [True, False])
def test_restoring_an_older_text(enter, posting, with_scripts) -> None:
    page = enter("/staff/postings/{posting}/history", java_script_enabled=with_scripts)
    page.get_by_role("link", name="Look or restore").nth(1).click()
    page.get_by_role("button", name="Restore “Description”").click()
    expect(page.get_by_text("restored “Description”").first).to_be_visible()
    posting.refresh_from_db()
    assert posting.description == "First"


def test_a_copy_from_the_menu_of_a_posting(enter) -> None:
    page = enter("/staff/postings/{posting}/")
    page.get_by_role("button", name="More").click()
    page.get_by_role("button", name="Duplicate").click()
    expect(page.get_by_label("Title").first).to_have_value("Copy of Cook")


def test_deleting_a_template_asks_first(enter) -> None:
    page = enter("/staff/postings/templates")
    page.get_by_role("button", name="More about Cooks").click()
    page.get_by_role("button", name="Delete").click()
    page.get_by_role("dialog").get_by_role("button", name="Delete").click()
    expect(page.get_by_text("No templates yet")).to_be_visible()


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing(enter, posting, scheme) -> None:
    page = enter("/staff/postings/{posting}/history", color_scheme=scheme, bypass_csp=True)
    revision = posting.revisions.earliest("pk").pk
    for path in (
        f"{posting.pk}/history",
        f"{posting.pk}/history/{revision}",
        f"{posting.pk}/template",
        "templates",
        "new",
        "",
    ):
        page.goto(f"/staff/postings/{path}")
        results = Axe().run(page)
        assert results.violations_count == 0, f"{path}: {results.generate_report()}"
