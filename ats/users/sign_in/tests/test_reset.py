"""A forgotten password."""

from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from ats.events.models import Event
from ats.events.work import work_off
from ats.mail.models import Message
from ats.users.people.actions import deactivate_person
from ats.users.tests.helpers import PASSWORD, link_in, person, sign_in, signed_in

pytestmark = pytest.mark.django_db
NEW = "another long password"
HOME = "198.51.100.7"


@pytest.fixture
def mei():
    return person(email="mei@example.org")


def ask(email, ip=HOME):
    return Client().post("/accounts/password/reset/", {"email": email}, REMOTE_ADDR=ip)


def mailed_link(smtp_server):
    work_off()
    return link_in(smtp_server.messages[-1].text)


def use(link, password=NEW):
    client = Client()
    form = client.get(link)
    if form.status_code != 302:
        return form
    return client.post(form["Location"], {"password1": password})


def test_the_whole_way(mei, smtp_server):
    old = sign_in(mei.email).client
    ask("MEI@example.org")
    link = mailed_link(smtp_server)
    client = Client()
    opened = client.get(link)
    # The key leaves the address before the page with the form is there.
    assert link.rstrip("/").rpartition("-")[2] not in opened["Location"]
    answer = client.post(opened["Location"], {"password1": NEW})
    assert answer["Location"] == "/staff/"
    assert client.get("/api/v1/me").status_code == 200
    assert old.get("/api/v1/me").status_code == 401
    assert sign_in(mei.email, NEW).status_code == 302
    assert sign_in(mei.email, PASSWORD).status_code == 422


def test_the_stored_mail_holds_no_key(mei, smtp_server):
    ask(mei.email)
    link = mailed_link(smtp_server)
    stored = Message.objects.get()
    assert "[[password_link]]" in stored.body
    assert link not in stored.body
    assert link not in str(Event.objects.values())


def test_known_unknown_invited_and_deactivated_get_the_same_answer(mei, smtp_server):
    person(email="new@example.org", password=None)
    gone = person(email="gone@example.org")
    deactivate_person(actor=person("admin"), person_id=gone.pk, now=timezone.now())
    answers = [
        ask(email)
        for email in (mei.email, "nobody@example.org", "new@example.org", "gone@example.org")
    ]
    seen = {(answer.status_code, answer["Location"]) for answer in answers}
    assert seen == {(302, "/accounts/password/reset/done/")}
    work_off()
    assert [mail.recipients for mail in smtp_server.messages] == [(mei.email,)]


def test_a_link_works_once(mei, smtp_server):
    ask(mei.email)
    link = mailed_link(smtp_server)
    assert use(link).status_code == 302
    assert use(link, "a third password").status_code == 404


def test_a_link_dies_after_two_hours(mei, smtp_server, time_machine):
    ask(mei.email)
    link = mailed_link(smtp_server)
    time_machine.move_to(timezone.now() + timedelta(hours=2, seconds=2))
    assert use(link).status_code == 404


def test_a_link_dies_with_the_next_sign_in(mei, smtp_server):
    ask(mei.email)
    link = mailed_link(smtp_server)
    sign_in(mei.email)
    assert use(link).status_code == 404


def test_a_link_dies_when_the_person_is_deactivated(mei, smtp_server):
    ask(mei.email)
    link = mailed_link(smtp_server)
    deactivate_person(actor=person("admin"), person_id=mei.pk, now=timezone.now())
    assert use(link).status_code == 404


def test_opening_a_link_changes_nothing(mei, smtp_server):
    ask(mei.email)
    link = mailed_link(smtp_server)
    for _scan in range(3):
        Client().get(link)
    assert sign_in(mei.email).status_code == 302


@pytest.mark.parametrize("password", ["123456", "short", "password1234", ""])
def test_the_new_password_is_held_to_the_same_rules(mei, smtp_server, password):
    ask(mei.email)
    assert use(mailed_link(smtp_server), password).status_code == 422
    assert sign_in(mei.email).status_code == 302


def test_asking_without_end_does_not_fill_a_mailbox(mei, smtp_server):
    answers = [ask(mei.email, ip=f"203.0.113.{n}") for n in range(6)]
    assert [answer.status_code for answer in answers] == [302] * 3 + [429] * 3
    work_off()
    assert len(smtp_server.messages) == 3


def test_the_limit_says_nothing_about_who_has_an_account(mei):
    for email in (mei.email, "nobody@example.org"):
        answers = [ask(email, ip=f"203.0.113.{n}") for n in range(4)]
        assert [answer.status_code for answer in answers] == [302] * 3 + [429]


def test_a_forged_host_does_not_get_into_the_link(mei, smtp_server, settings):
    settings.ALLOWED_HOSTS = ["*"]
    Client().post(
        "/accounts/password/reset/", {"email": mei.email}, headers={"Host": "evil.example"}
    )
    work_off()
    assert "evil.example" not in smtp_server.messages[0].text


@pytest.mark.parametrize(
    "path", ["1-abc-def/", "zzzzzzzzzzzzzzzzzz-abc-def/", "1-set-password/", "0-x/", "1-../"]
)
def test_made_up_links_are_told_in_words(path):
    answer = Client().get(f"/accounts/password/reset/key/{path}")
    assert answer.status_code == 404
    assert "no longer works" in answer.content.decode()


def test_a_link_for_another_account_signs_the_present_one_out(mei, smtp_server):
    client = signed_in(person("admin"))
    ask(mei.email)
    form = client.get(mailed_link(smtp_server))["Location"]
    client.post(form, {"password1": NEW})
    assert client.get("/api/v1/me").json()["email"] == mei.email
