"""What a program may do with a token, and when it stops working."""

from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from ats.events.models import Event
from ats.testing.queries import assert_same_queries, statements_of
from ats.users.api_tokens import actions
from ats.users.api_tokens.actions import create_token
from ats.users.models import ApiToken
from ats.users.people.actions import change_role, deactivate_person, reactivate_person
from ats.users.tests.helpers import person, signed_in
from ats.users.tokens import hash_of

pytestmark = pytest.mark.django_db
TOKENS = "/staff/settings/tokens/"


@pytest.fixture
def mei():
    return person("recruiter", email="mei@example.org")


def make(user, *, scope="read", lifetime=timedelta(days=30), at=None):
    return create_token(
        actor=user, name="cron", scope=scope, lifetime=lifetime, now=at or timezone.now()
    )


def call(secret, method="get", path="/api/v1/me", scheme="Bearer"):
    return getattr(Client(), method)(path, headers={"Authorization": f"{scheme} {secret}"})


def test_a_token_speaks_for_its_person(mei):
    token, secret = make(mei)
    answer = call(secret)
    assert answer.status_code == 200
    assert answer.json() == {
        "id": mei.pk,
        "email": "mei@example.org",
        "name": mei.name,
        "role": "recruiter",
        "time_zone": "UTC",
        "token": {
            "id": token.pk,
            "name": "cron",
            "prefix": token.prefix,
            "scope": "read",
            "expires_at": answer.json()["token"]["expires_at"],
        },
    }


def test_only_the_hash_is_stored(mei):
    token, secret = make(mei)
    assert secret.startswith("fl_") and len(secret) >= 46
    assert token.token_hash == hash_of(secret)
    row = str(ApiToken.objects.values().get()) + str(Event.objects.values())
    assert secret not in row and secret[8:] not in row


@pytest.mark.parametrize("secret", ["fl_" + "x" * 43, "", "a b", "é", "fl_", "x" * 7000])
def test_an_unknown_token_is_refused(mei, secret):
    make(mei)
    answer = call(secret)
    assert answer.status_code == 401
    assert answer["WWW-Authenticate"] == "Bearer"


def test_an_expired_token_is_refused(mei):
    _token, secret = make(mei, lifetime=timedelta(days=7), at=timezone.now() - timedelta(days=7))
    assert call(secret).status_code == 401


def test_a_revoked_token_is_refused_at_once(mei):
    token, secret = make(mei)
    assert call(secret).status_code == 200
    signed_in(mei).post(f"{TOKENS}{token.pk}/revoke")
    assert call(secret).status_code == 401
    assert Event.objects.get(verb="token.revoked").subject_id == token.pk


def test_a_deactivated_persons_tokens_are_dead_at_once_and_for_good(mei):
    _token, secret = make(mei)
    admin = person("admin")
    deactivate_person(actor=admin, person_id=mei.pk, now=timezone.now())
    assert call(secret).status_code == 401
    reactivate_person(actor=admin, person_id=mei.pk, now=timezone.now())
    assert call(secret).status_code == 401


def test_a_token_has_its_persons_role_of_this_moment(mei):
    _token, secret = make(mei)
    change_role(actor=person("admin"), person_id=mei.pk, role="interviewer", now=timezone.now())
    assert call(secret).json()["role"] == "interviewer"


@pytest.mark.parametrize("method", ["post", "put", "patch", "delete"])
def test_a_reading_token_writes_nothing(mei, method):
    _token, secret = make(mei, scope="read")
    answer = call(secret, method)
    assert answer.status_code == 403
    assert answer.json()["type"] == "urn:fairlead:problem:not-allowed"


def test_a_writing_token_gets_as_far_as_the_view(mei):
    _token, secret = make(mei, scope="write")
    assert call(secret, "post").status_code == 405


def test_a_token_is_of_no_use_on_pages(mei):
    _token, secret = make(mei, scope="write")
    assert call(secret, path="/staff/settings/").status_code == 302


def test_the_last_use_is_noted_at_most_once_a_minute(mei, time_machine):
    start = timezone.now()
    time_machine.move_to(start, tick=False)
    token, secret = make(mei)

    def used_at():
        call(secret)
        token.refresh_from_db()
        return token.last_used_at

    assert used_at() == start
    time_machine.move_to(start + timedelta(seconds=59), tick=False)
    assert used_at() == start
    time_machine.move_to(start + timedelta(seconds=60), tick=False)
    assert used_at() == start + timedelta(seconds=60)


def test_a_call_costs_one_statement_to_be_known(mei):
    _token, secret = make(mei)
    call(secret)
    assert len(statements_of(lambda: call(secret))) == 1


@pytest.mark.parametrize("lifetime", [timedelta(0), timedelta(days=-1), timedelta(days=366)])
def test_no_token_lives_longer_than_a_year(mei, lifetime):
    with pytest.raises(actions.LifetimeTooLong):
        make(mei, lifetime=lifetime)


def test_the_page_shows_the_secret_once(mei):
    page = signed_in(mei)
    shown = page.post(f"{TOKENS}new", {"name": "cron", "scope": "read", "lifetime": "90"})
    secret = shown.context["secret"]
    assert secret in shown.content.decode()
    assert "no-store" in shown["Cache-Control"]
    listed = page.get(TOKENS).content.decode()
    assert secret not in listed and secret[:8] in listed
    assert call(secret).status_code == 200


@pytest.mark.parametrize(
    "changes", [{"lifetime": "9999"}, {"lifetime": ""}, {"scope": "admin"}, {"name": ""}]
)
def test_nonsense_makes_no_token(mei, changes):
    data = {"name": "cron", "scope": "read", "lifetime": "90", **changes}
    assert signed_in(mei).post(f"{TOKENS}new", data).status_code == 422
    assert not ApiToken.objects.exists()


def test_people_see_and_end_their_own_tokens_only(mei):
    other = person("recruiter", name="Oskar Ek")
    token, secret = make(other)
    page = signed_in(mei)
    assert token.prefix not in page.get(TOKENS).content.decode()
    assert page.post(f"{TOKENS}{token.pk}/revoke").status_code == 404
    assert call(secret).status_code == 200


def test_administrators_see_and_end_everybodys(mei):
    token, secret = make(mei)
    page = signed_in(person("admin"))
    assert token.prefix in page.get(TOKENS).content.decode()
    assert page.get(f"{TOKENS}{token.pk}/revoke").status_code == 200
    assert call(secret).status_code == 200
    assert page.post(f"{TOKENS}{token.pk}/revoke").status_code == 302
    assert call(secret).status_code == 401


def test_the_list_costs_the_same_for_one_and_for_ten(mei):
    page = signed_in(person("admin"))
    assert_same_queries(
        make=lambda n: [make(person()) for _ in range(n)],
        act=lambda: page.get(TOKENS),
        sizes=(1, 10),
    )


def test_a_cookie_without_a_csrf_token_writes_nothing(mei):
    browser = Client(enforce_csrf_checks=True)
    browser.force_login(mei)
    answer = browser.post("/api/v1/me", content_type="application/json")
    assert answer.status_code == 403
    assert answer["Content-Type"] == "application/problem+json"
