"""From the mail to the first page, and every way in which a link stops working."""

from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from ats.events.models import Delivery
from ats.events.work import work_off
from ats.mail.models import Message
from ats.users.models import Invitation, User
from ats.users.people import actions
from ats.users.tests.helpers import PASSWORD, link_in, person, sign_in, signed_in
from ats.users.tokens import hash_of

pytestmark = pytest.mark.django_db
COOKIE = "invitation"
FORM = {"name": "Mei Lin", "password": PASSWORD}


@pytest.fixture
def mei():
    return person("recruiter", password=None, name="Mei", email="mei@example.org")


def fresh_link(mei, *, at=None):
    secret = actions.issue_invitation(person=mei, now=at or timezone.now())
    return f"/accounts/invitation/{secret}"


def accept(link, **changes):
    client = Client()
    client.get(link)
    return client.post("/accounts/invitation/", {**FORM, **changes})


def test_the_whole_way_from_the_people_page_to_the_first_page(smtp_server):
    page = signed_in(person("admin", name="Ada Boss"))
    page.post(
        "/staff/settings/people/invite",
        {"name": "Mei", "email": "mei@example.org", "role": "hiring_manager"},
    )
    work_off()

    (mail,) = smtp_server.messages
    assert mail.recipients == ("mei@example.org",)
    assert "Ada Boss" in mail.text and "Hiring manager" in mail.text
    link = link_in(mail.text)
    stored = Message.objects.get()
    assert "[[invitation_link]]" in stored.body and link not in stored.body

    client = Client()
    opened = client.get(link)
    assert (opened.status_code, opened["Location"]) == (302, "/accounts/invitation/")
    shown = client.get("/accounts/invitation/")
    assert "mei@example.org" in shown.content.decode()
    done = client.post("/accounts/invitation/", FORM)
    assert (done.status_code, done["Location"]) == (302, "/staff/")
    assert client.get("/staff/settings/").status_code == 200
    assert sign_in("mei@example.org").status_code == 302
    mei = User.objects.get(email="mei@example.org")
    assert (mei.name, mei.role) == ("Mei Lin", "hiring_manager")


def test_the_cookie_is_for_one_path_and_not_for_scripts(mei):
    cookie = Client().get(fresh_link(mei)).cookies[COOKIE]
    assert cookie["path"] == "/accounts/invitation/"
    assert cookie["httponly"] and cookie["samesite"] == "Lax"


def test_opening_the_link_changes_nothing(mei):
    link = fresh_link(mei)
    before = Invitation.objects.values().get()
    for _scan in range(3):
        client = Client()
        client.get(link)
        client.get("/accounts/invitation/")
    assert Invitation.objects.values().get() == before
    assert accept(link).status_code == 302


def test_only_the_hash_of_the_secret_is_stored(mei):
    secret = fresh_link(mei).rpartition("/")[2]
    assert Invitation.objects.get().token_hash == hash_of(secret)
    assert len(secret) >= 43  # 256 bits


def test_a_link_works_once(mei):
    link = fresh_link(mei)
    assert accept(link).status_code == 302
    assert accept(link, password="another long password").status_code == 404
    assert sign_in(mei.email).status_code == 302


def test_using_one_link_uses_up_the_others(mei):
    first, second = fresh_link(mei), fresh_link(mei)
    assert accept(second).status_code == 302
    assert accept(first).status_code == 404


@pytest.mark.parametrize(
    ("age", "status"), [(timedelta(days=6, hours=23), 200), (timedelta(days=7), 404)]
)
def test_a_link_lives_for_seven_days(mei, age, status):
    client = Client()
    client.get(fresh_link(mei, at=timezone.now() - age))
    assert client.get("/accounts/invitation/").status_code == status


def test_a_link_of_a_deactivated_person_is_dead(mei):
    link = fresh_link(mei)
    actions.deactivate_person(actor=person("admin"), person_id=mei.pk, now=timezone.now())
    assert accept(link).status_code == 404


@pytest.mark.parametrize("secret", ["wrong", "", "x" * 5000])
def test_an_unknown_secret_is_told_the_same_as_a_used_one(mei, secret):
    used = fresh_link(mei)
    accept(used)
    answers = []
    for value in (secret, used.rpartition("/")[2]):
        client = Client()
        client.cookies[COOKIE] = value
        answers.append(client.get("/accounts/invitation/"))
    assert [answer.status_code for answer in answers] == [404, 404]
    assert answers[0].content == answers[1].content


@pytest.mark.parametrize("password", ["123456", "short", "password1234", "mei@example.org", ""])
def test_bad_passwords_are_refused_and_the_name_is_kept(mei, password):
    answer = accept(fresh_link(mei), password=password, name="Mei Ling")
    assert answer.status_code == 422
    assert "Mei Ling" in answer.content.decode()
    mei.refresh_from_db()
    assert not mei.has_usable_password()


@pytest.mark.parametrize("password", ["x" * 9 + "ü!", "四つの言葉の長い合言葉です", "k7 " * 30])
def test_any_long_password_is_fine(mei, password):
    assert accept(fresh_link(mei), password=password).status_code == 302
    assert sign_in(mei.email, password).status_code == 302


def test_whoever_was_signed_in_before_is_somebody_else_afterwards(mei):
    client = signed_in(person("admin"))
    client.get(fresh_link(mei))
    client.post("/accounts/invitation/", FORM)
    assert client.get("/api/v1/me").json()["email"] == mei.email


def test_the_secret_is_gone_from_the_browser_afterwards(mei):
    client = Client()
    client.get(fresh_link(mei))
    client.post("/accounts/invitation/", FORM)
    assert client.cookies[COOKIE].value == ""


def test_a_second_sending_brings_a_second_link(smtp_server, mei):
    admin = person("admin")
    for _time in range(2):
        actions.resend_invitation(actor=admin, person_id=mei.pk, now=timezone.now())
    work_off()
    links = {link_in(mail.text) for mail in smtp_server.messages}
    assert len(links) == 2
    assert accept(links.pop()).status_code == 302


def test_a_mail_that_leaves_after_the_person_came_in_holds_no_secret(smtp_server, mei):
    actions.resend_invitation(actor=person("admin"), person_id=mei.pk, now=timezone.now())
    smtp_server.answer("451 4.3.0 Later", times=1)
    work_off()
    accept(fresh_link(mei))
    Message.objects.update(due_at=timezone.now())
    Delivery.objects.filter(done_at=None).update(due_at=timezone.now())
    work_off()
    assert link_in(smtp_server.messages[-1].text) == "/accounts/login/"


def test_a_name_cannot_smuggle_in_a_placeholder(smtp_server):
    actions.invite_person(
        actor=person("admin"),
        name="[[password_link]] [[invitation_link]]",
        email="mei@example.org",
        role="recruiter",
        now=timezone.now(),
    )
    work_off()
    (mail,) = smtp_server.messages
    assert "password/reset" not in mail.text
    assert mail.text.count("/accounts/invitation/") == 1
