"""A fresh installation, from nothing to the first page."""

import pytest
from django.core.management import call_command
from django.test import Client

from ats.organisation import queries
from ats.organisation.models import Organisation, PrivacyNotice
from ats.testing.queries import statements_of
from ats.users.models import User
from ats.users.tests.helpers import PASSWORD, link_in, person, signed_in

pytestmark = pytest.mark.django_db
STEPS = "/staff/first-steps"
FORM = {
    "name": "Tidewater Instruments",
    "careers_url": "https://jobs.example.org/",
    "contact_email": "jobs@example.org",
    "decision_hold_minutes": "30",
    "reply_within_days": "14",
    "privacy_notice": "We use it to decide.",
}


@pytest.fixture(autouse=True)
def _nothing_is_set_up(monkeypatch):
    monkeypatch.setattr(queries.Memory, "is_set_up", False)


def test_from_an_empty_database_to_the_first_page(capsys):
    assert not User.objects.exists() and not Organisation.objects.exists()
    call_command("create_admin", "ada@example.org")
    client = Client()
    client.get(link_in(capsys.readouterr().out))
    answer = client.post(
        "/accounts/invitation/", {"name": "Ada", "password": PASSWORD}, follow=True
    )
    assert answer.redirect_chain[-1][0] == STEPS
    text = answer.content.decode()
    assert "ada@example.org" in text and "GDPR" in text

    answer = client.post(STEPS, FORM)
    assert answer["Location"] == "/staff/"
    assert client.get("/staff/settings/").status_code == 200
    organisation = Organisation.objects.get()
    assert organisation.name == "Tidewater Instruments"
    assert (organisation.decision_hold_minutes, organisation.reply_within_days) == (30, 14)
    assert PrivacyNotice.objects.get().version == organisation.privacy_notice_version == 1


@pytest.mark.parametrize("path", ["/staff/settings/people/", "/staff/settings/", "/staff/"])
def test_every_staff_page_leads_there(path):
    answer = signed_in(person("admin")).get(path)
    assert (answer.status_code, answer["Location"]) == (302, STEPS)


def test_strangers_are_asked_to_sign_in_first():
    assert Client().get(STEPS)["Location"].startswith("/accounts/login/")
    assert Client().get("/staff/settings/")["Location"].startswith("/accounts/login/")


@pytest.mark.parametrize("role", ["recruiter", "hiring_manager", "interviewer"])
def test_others_have_nothing_to_do_there(role):
    page = signed_in(person(role))
    assert page.get(STEPS).status_code == 404
    assert page.post(STEPS, FORM).status_code == 404
    assert page.get("/staff/settings/").status_code == 200
    assert not Organisation.objects.exists()


def test_public_pages_and_the_api_work_before():
    assert Client().get("/accounts/login/").status_code == 200
    assert signed_in(person("admin")).get("/api/v1/me").status_code == 200


def test_afterwards_it_costs_no_statement():
    page = signed_in(person("admin"))
    page.post(STEPS, FORM)
    page.get("/staff/settings/")
    with_check = statements_of(lambda: page.get("/staff/settings/"))
    assert sum('FROM "ats_organisation"' in sql for sql in with_check) == 1  # the page's own


def test_once_done_it_leads_to_the_settings():
    page = signed_in(person("admin"))
    page.post(STEPS, FORM)
    assert page.get(STEPS)["Location"] == "/staff/settings/organisation"


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"name": ""}, "Name of the organisation"),
        ({"name": "  \t "}, "Name of the organisation"),
        ({"contact_email": "nobody"}, "mail"),
        ({"reply_within_days": "0"}, "1"),
        ({"reply_within_days": "366"}, "365"),
        ({"decision_hold_minutes": "-1"}, "0"),
        ({"decision_hold_minutes": "99999999999999999999"}, "10080"),
        ({"careers_url": "javascript:alert(1)"}, "URL"),
        ({"privacy_notice": ""}, "Privacy"),
        ({"name": "x" * 201}, "200"),
    ],
)
def test_a_wrong_value_is_told_and_the_others_are_kept(changes, words):
    page = signed_in(person("admin"))
    answer = page.post(STEPS, {**FORM, "about": "We measure the tide.", **changes})
    assert answer.status_code == 422
    text = answer.content.decode()
    assert "There is a problem" in text and words in text
    assert "We measure the tide." in text
    assert not Organisation.objects.exists()


def test_hiring_managers_find_their_own_account_in_the_settings():
    text = signed_in(person("hiring_manager")).get("/staff/settings/").content.decode()
    assert "API tokens" in text and "Privacy" not in text and "/people/" not in text
