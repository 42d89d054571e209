"""Guessing gets slow; the real person still gets in."""

import pytest
from django.test import Client

from ats.cache import FallbackClient
from ats.events.work import work_off
from ats.users.tests.helpers import link_in, person, sign_in

pytestmark = pytest.mark.django_db
WRONG = "not the password"
ATTACKER, HOME = "203.0.113.9", "198.51.100.7"
TOO_MANY = "too many failed attempts"


@pytest.fixture
def mei():
    return person(email="mei@example.org")


def refused_as_too_many(answer) -> bool:
    return answer.status_code in (422, 429) and TOO_MANY in answer.content.decode()


def test_twenty_wrong_passwords_for_one_account_are_stopped(mei):
    answers = [sign_in(mei.email, f"{WRONG} {n}", ip=ATTACKER) for n in range(20)]
    assert [refused_as_too_many(answer) for answer in answers] == [False] * 5 + [True] * 15
    # Not even the right one helps from there.
    assert refused_as_too_many(sign_in(mei.email, ip=ATTACKER))


def test_the_real_person_still_gets_in_from_elsewhere(mei):
    for number in range(20):
        sign_in(mei.email, f"{WRONG} {number}", ip=ATTACKER)
    assert sign_in(mei.email, ip=HOME).status_code == 302


def test_many_accounts_from_one_address_are_stopped(mei):
    answers = [sign_in(f"person{n}@example.org", WRONG, ip=ATTACKER) for n in range(200)]
    assert sum(not refused_as_too_many(a) and a.status_code == 422 for a in answers) == 20
    assert sign_in(mei.email, ip=HOME).status_code == 302


def test_an_attack_from_everywhere_is_stopped_but_not_for_a_known_browser(mei):
    known = sign_in(mei.email, ip=HOME).client
    known.post("/accounts/logout/")
    answers = [sign_in(mei.email, f"{WRONG} {n}", ip=f"203.0.{n // 4}.{n % 4}") for n in range(60)]
    assert sum(not refused_as_too_many(answer) for answer in answers) == 50
    assert refused_as_too_many(sign_in(mei.email, ip="192.0.2.77"))
    assert sign_in(mei.email, client=known, ip="192.0.2.77").status_code == 302


def test_a_known_browser_may_not_guess_for_ever_either(mei):
    known = sign_in(mei.email, ip=HOME).client
    known.post("/accounts/logout/")
    answers = [sign_in(mei.email, f"{WRONG} {n}", client=known, ip=HOME) for n in range(12)]
    assert [refused_as_too_many(answer) for answer in answers] == [False] * 10 + [True] * 2


def test_a_known_browser_is_known_for_its_own_account_only(mei):
    person(email="oskar@example.org")
    known = sign_in("oskar@example.org", ip=ATTACKER).client
    known.post("/accounts/logout/")
    answers = [sign_in(mei.email, f"{WRONG} {n}", client=known, ip=ATTACKER) for n in range(6)]
    assert refused_as_too_many(answers[-1])


@pytest.mark.parametrize("value", ["x", "", "WzFd:1tX:abc", "a" * 4000])
def test_a_forged_cookie_makes_nobody_known(mei, value):
    client = Client()
    client.cookies["known-device"] = value
    answers = [sign_in(mei.email, f"{WRONG} {n}", client=client, ip=ATTACKER) for n in range(6)]
    assert refused_as_too_many(answers[-1])


def test_in_a_new_browser_under_attack_resetting_the_password_leads_in(mei, smtp_server):
    for number in range(60):
        sign_in(mei.email, f"{WRONG} {number}", ip=f"203.0.113.{number}")
    client = Client()
    client.post("/accounts/password/reset/", {"email": mei.email}, REMOTE_ADDR=HOME)
    work_off()
    form = client.get(link_in(smtp_server.messages[0].text))["Location"]
    client.post(form, {"password1": "another long password"}, REMOTE_ADDR=HOME)
    assert client.get("/api/v1/me").status_code == 200
    client.post("/accounts/logout/")
    again = sign_in(mei.email, "another long password", client=client, ip=HOME)
    assert again.status_code == 302


def test_successes_use_nothing_up(mei):
    for _time in range(30):
        assert sign_in(mei.email, ip=HOME).status_code == 302


def test_an_address_that_the_caller_made_up_is_not_believed(mei):
    for number in range(6):
        answer = Client().post(
            "/accounts/login/",
            {"login": mei.email, "password": WRONG},
            REMOTE_ADDR=ATTACKER,
            headers={"X-Forwarded-For": f"192.0.2.{number}"},
        )
    assert refused_as_too_many(answer)


def test_with_redis_away_signing_in_works_and_is_still_limited(mei, monkeypatch):
    def gone(self, *args, **kwargs):
        raise ConnectionRefusedError

    monkeypatch.setattr("django.core.cache.backends.redis.RedisCacheClient.get_client", gone)
    monkeypatch.setattr(FallbackClient, "_away_until", 0.0)
    assert sign_in(mei.email, ip=HOME).status_code == 302
    answers = [sign_in(mei.email, f"{WRONG} {n}", ip=ATTACKER) for n in range(6)]
    assert [refused_as_too_many(answer) for answer in answers] == [False] * 5 + [True]
