"""Signing in and out as people do it."""

import pytest
from django.contrib.auth.hashers import Argon2PasswordHasher
from django.test import Client

from ats.events.models import Event
from ats.events.work import work_off
from ats.users.tests.helpers import PASSWORD, person, sign_in, signed_in

pytestmark = pytest.mark.django_db
WRONG = "not the password"


@pytest.fixture
def mei():
    return person(email="mei@example.org")


@pytest.mark.parametrize("email", ["mei@example.org", " Mei@Example.ORG "])
def test_the_right_password_leads_home(mei, email):
    answer = sign_in(email)
    assert (answer.status_code, answer["Location"]) == (302, "/staff/")
    assert answer.client.get("/api/v1/me").json()["email"] == "mei@example.org"
    assert Event.objects.get(verb="user.signed_in").subject_id == mei.pk


def test_a_wrong_password_a_wrong_address_and_an_invited_person_look_the_same(mei):
    person(email="new@example.org", password=None)
    pages = [
        sign_in("mei@example.org", WRONG),
        sign_in("nobody@example.org", WRONG),
        sign_in("new@example.org", WRONG),
    ]
    texts = {
        page.content.decode()
        .replace(str(page.context["csrf_token"]), "")
        .replace(page.context["form"]["login"].value(), "")
        for page in pages
    }
    assert {page.status_code for page in pages} == {422}
    assert len(texts) == 1
    assert "E-mail address or password is wrong." in texts.pop()


@pytest.mark.parametrize("email", ["mei@example.org", "nobody@example.org"])
def test_known_and_unknown_addresses_cost_one_hash_each(mei, email, monkeypatch):
    """The hash takes longer than all the rest, so it must be computed for both."""
    hashed = []
    for name in ("encode", "verify"):
        real = getattr(Argon2PasswordHasher, name)

        def counted(self, *args, real=real):
            hashed.append(1)
            return real(self, *args)

        monkeypatch.setattr(Argon2PasswordHasher, name, counted)
    sign_in(email, WRONG)
    assert len(hashed) == 1


def test_the_session_id_changes_at_sign_in(mei):
    client = Client()
    session = client.session
    session["planted"] = True
    session.save()
    planted = session.session_key
    client.cookies["session"] = planted
    sign_in(mei.email, client=client)
    assert client.cookies["session"].value != planted
    thief = Client()
    thief.cookies["session"] = planted
    assert thief.get("/api/v1/me").status_code == 401


def test_a_cookie_is_dead_after_signing_out(mei):
    client = sign_in(mei.email).client
    thief = Client()
    thief.cookies["session"] = client.cookies["session"].value
    assert thief.get("/api/v1/me").status_code == 200
    client.post("/accounts/logout/")
    assert thief.get("/api/v1/me").status_code == 401


def test_a_get_signs_nobody_out(mei):
    client = signed_in(mei)
    assert client.get("/accounts/logout/").status_code == 200
    assert client.get("/api/v1/me").status_code == 200


def test_a_deactivated_person_with_the_right_password_is_told_why(mei):
    mei.is_active = False
    mei.save()
    answer = sign_in(mei.email)
    assert (answer.status_code, answer["Location"]) == (302, "/accounts/inactive/")
    assert answer.client.get("/api/v1/me").status_code == 401


def test_next_leads_to_our_own_pages_only(mei):
    data = {"login": mei.email, "password": PASSWORD}
    there = "/staff/settings/"
    assert Client().post("/accounts/login/", {**data, "next": there})["Location"] == there
    for elsewhere in ("https://evil.example/", "//evil.example", "javascript:alert(1)", "/\\evil"):
        answer = Client().post("/accounts/login/", {**data, "next": elsewhere})
        assert answer["Location"] == "/staff/"


@pytest.mark.parametrize("path", ["signup/", "email/", "password/set/", "reauthenticate/", ""])
def test_nobody_registers_or_manages_addresses(path):
    assert Client().get(f"/accounts/{path}").status_code == 404


@pytest.mark.parametrize(("email", "password"), [("", ""), ("no address", "x"), ("a@b.c\x00", "y")])
def test_nonsense_is_refused_in_words(email, password):
    assert sign_in(email, password).status_code == 422


def test_a_changed_password_ends_other_sessions_only_and_is_told_by_mail(mei, smtp_server):
    here, elsewhere = sign_in(mei.email).client, sign_in(mei.email).client
    new = "another long password"
    answer = here.post("/accounts/password/change/", {"oldpassword": PASSWORD, "password1": new})
    assert answer["Location"] == "/staff/settings/"
    assert here.get("/api/v1/me").status_code == 200
    assert elsewhere.get("/api/v1/me").status_code == 401
    assert sign_in(mei.email, new).status_code == 302
    work_off()
    (mail,) = smtp_server.messages
    assert (mail.recipients, mail.subject) == ((mei.email,), "Your password was changed")


@pytest.mark.parametrize(
    ("old", "new"), [(WRONG, "another long password"), (PASSWORD, "123456"), (PASSWORD, "")]
)
def test_a_change_needs_the_present_password_and_a_good_new_one(mei, old, new):
    client = signed_in(mei)
    answer = client.post("/accounts/password/change/", {"oldpassword": old, "password1": new})
    assert answer.status_code == 422
    assert sign_in(mei.email).status_code == 302


def test_somebody_without_a_password_changes_it_by_mail():
    answer = signed_in(person(password=None)).get("/accounts/password/change/")
    assert answer["Location"] == "/accounts/password/reset/"


def test_passwords_are_hashed_with_argon2(mei):
    assert mei.password.startswith("argon2$argon2id$")


def test_logs_hold_neither_address_nor_password(mei, caplog):
    sign_in("canary@example.org", "canary password")
    sign_in(mei.email)
    assert "sign_in_refused" in caplog.text
    for secret in ("canary", mei.email, PASSWORD):
        assert secret not in caplog.text
