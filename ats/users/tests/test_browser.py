"""The pages about accounts and settings in a real browser."""

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.test import Client
from django.utils import timezone

from ats.organisation.models import Organisation
from ats.users.people.actions import issue_invitation
from ats.users.tests.helpers import PASSWORD, person

pytestmark = pytest.mark.django_db(transaction=True)

STAFF = [
    "/staff/settings/",
    "/staff/settings/organisation",
    "/staff/settings/people/",
    "/staff/settings/people/invite",
    "/staff/settings/profile",
    "/staff/settings/tokens/",
    "/staff/settings/tokens/new",
    "/accounts/password/change/",
]
PUBLIC = ["/accounts/login/", "/accounts/password/reset/", "/accounts/invitation/"]


@pytest.fixture
def as_admin(open_page, live_url):
    """Open pages as an administrator."""
    admin = person("admin", name="Ada Boss")
    Organisation.objects.create(pk=1, name="Tidewater Instruments", privacy_notice="We use it.")
    person("interviewer", name="Oskar Ek " * 8, email=f"{'long' * 14}@example.org", password=None)
    client = Client()
    client.force_login(admin)

    def enter(**options):
        page = open_page(**options)
        session = client.cookies["session"].value
        page.context.add_cookies([{"name": "session", "value": session, "url": live_url}])
        return page

    return enter


def violations(page):
    found = Axe().run(page).response["violations"]
    return [(rule["id"], node["html"][:160]) for rule in found for node in rule["nodes"]]


def assert_fits(page):
    wide = "document.documentElement.scrollWidth - document.documentElement.clientWidth"
    assert page.evaluate(wide) <= 0, page.url


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing_and_everything_fits_a_phone(as_admin, scheme):
    options = {"color_scheme": scheme, "viewport": {"width": 360, "height": 800}}
    page = as_admin(bypass_csp=True, **options)
    for path in STAFF:
        page.goto(path)
        assert violations(page) == [], path
        assert_fits(page)


def test_the_doors_are_accessible_and_fit_a_narrow_window(open_page, live_url):
    page = open_page(bypass_csp=True, viewport={"width": 320, "height": 700})
    for path in PUBLIC:
        page.goto(path)
        assert violations(page) == [], path
        assert_fits(page)


def test_an_invited_person_comes_in_without_scripts(open_page, live_url):
    Organisation.objects.create(pk=1, name="Tidewater Instruments")
    secret = issue_invitation(person=person(password=None), now=timezone.now())
    page = open_page(java_script_enabled=False)
    page.goto(f"/accounts/invitation/{secret}")
    assert secret not in page.url
    page.get_by_label("Your name").fill("Mei Lin")
    page.get_by_label("Choose a password").fill("123456")
    page.get_by_role("button", name="Save and sign in").click()
    assert page.get_by_text("There is a problem").is_visible()
    assert page.get_by_label("Your name").input_value() == "Mei Lin"
    page.get_by_label("Choose a password").fill(PASSWORD)
    page.get_by_role("button", name="Save and sign in").click()
    page.goto("/staff/settings/")
    assert "Mei Lin" in page.content()


def test_signing_in_by_keyboard_alone_and_out_again(page):
    mei = person()
    Organisation.objects.create(pk=1, name="Tidewater Instruments")
    page.goto("/staff/settings/tokens/")
    page.get_by_label("E-mail address").focus()
    page.keyboard.type(mei.email)
    page.keyboard.press("Tab")
    page.keyboard.type(PASSWORD)
    page.keyboard.press("Enter")
    page.wait_for_url("**/staff/settings/tokens/")  # where they wanted to go
    page.get_by_role("button", name="Colleague").click()
    page.get_by_role("button", name="Sign out").click()
    page.wait_for_url("**/accounts/login/")


def test_a_typed_password_can_be_looked_at(page):
    page.goto("/accounts/login/")
    field = page.get_by_label("Password", exact=True)
    field.fill("what did I type")
    page.get_by_role("button", name="Show: Password").click()
    assert field.get_attribute("type") == "text"
    page.get_by_role("button", name="Hide: Password").click()
    assert field.get_attribute("type") == "password"
    assert field.input_value() == "what did I type"


def test_the_mail_test_answers_in_place_and_keeps_what_was_typed(as_admin):
    page = as_admin(viewport={"width": 1440, "height": 900})
    page.goto("/staff/settings/organisation")
    page.get_by_label("Name of the organisation").fill("Half typed")
    page.get_by_role("button", name="Send a test mail to me").click()
    page.get_by_text("Enter a mail server first.").wait_for()
    assert page.get_by_label("Name of the organisation").input_value() == "Half typed"


def test_a_new_token_is_shown_and_works(as_admin):
    page = as_admin(viewport={"width": 768, "height": 900})
    page.goto("/staff/settings/tokens/")
    page.get_by_role("link", name="New token").first.click()
    page.get_by_label("What is it for?").fill("Careers page")
    page.get_by_role("button", name="Make the token").click()
    secret = page.get_by_label("Token", exact=True).input_value()
    answer = page.request.get("/api/v1/me", headers={"Authorization": f"Bearer {secret}"})
    assert answer.json()["token"]["name"] == "Careers page"
    page.get_by_role("link", name="I have copied it").click()
    assert secret not in page.content()
