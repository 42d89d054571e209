"""The first way into a fresh installation."""

import pytest
from django.core.management import CommandError, call_command
from django.test import Client

from ats.events.work import work_off
from ats.mail.models import Message
from ats.users.models import User
from ats.users.tests.helpers import PASSWORD, link_in, person

pytestmark = pytest.mark.django_db


@pytest.fixture
def create(capsys):
    def run(*arguments: str) -> str:
        call_command("create_admin", *arguments)
        return capsys.readouterr().out

    return run


def test_the_printed_link_leads_in(create, settings):
    printed = create("ada@example.org", "--name", "Ada Boss")
    assert printed.startswith(f"{settings.PUBLIC_URL}/accounts/invitation/")
    client = Client()
    client.get(link_in(printed))
    client.post("/accounts/invitation/", {"name": "Ada Boss", "password": PASSWORD})
    assert client.get("/api/v1/me").json()["role"] == "admin"


def test_a_fresh_installation_has_no_account_at_all():
    assert not User.objects.exists()


def test_no_mail_is_sent(create):
    create("ada@example.org")
    work_off()
    assert not Message.objects.exists()


def test_an_administrator_without_a_password_gets_another_link(create):
    first, second = create("ada@example.org"), create("Ada@example.org")
    assert first != second
    assert User.objects.count() == 1


@pytest.mark.parametrize("role", ["admin", "recruiter"])
def test_an_address_in_use_is_refused_in_plain_words(create, role):
    person(role, email="ada@example.org")
    with pytest.raises(CommandError, match="exists already"):
        create("ada@example.org")


def test_an_invited_recruiter_does_not_become_an_administrator(create):
    mei = person("recruiter", password=None, email="mei@example.org")
    with pytest.raises(CommandError):
        create("mei@example.org")
    mei.refresh_from_db()
    assert mei.role == "recruiter"


def test_what_is_no_address_is_refused(create):
    with pytest.raises(CommandError, match="not an e-mail address"):
        create("ada")
