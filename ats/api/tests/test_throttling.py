"""One caller, so many calls a minute."""

from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from ats.cache import FallbackClient
from ats.tests.factories import UserFactory
from ats.users.api_tokens.actions import create_token

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _two_a_minute(settings, time_machine):
    settings.API_REQUESTS_PER_MINUTE = 2
    time_machine.move_to("2026-03-10T12:00:10Z", tick=False)


def caller(user):
    _token, secret = create_token(
        actor=user, name="cron", scope="read", lifetime=timedelta(days=1), now=timezone.now()
    )
    return lambda: Client().get("/api/v1/me", headers={"Authorization": f"Bearer {secret}"})


def test_the_third_call_is_refused_until_the_minute_is_over(time_machine):
    call = caller(UserFactory())
    assert [call().status_code for _ in range(3)] == [200, 200, 429]
    refused = call()
    assert refused["Retry-After"] == "50"
    assert refused.json()["type"] == "urn:fairlead:problem:too-many-requests"
    time_machine.move_to("2026-03-10T12:01:00Z", tick=False)
    assert call().status_code == 200


def test_tokens_count_by_themselves():
    user = UserFactory()
    first, second = caller(user), caller(user)
    assert [first().status_code for _ in range(3)] == [200, 200, 429]
    assert second().status_code == 200
    browser = Client()
    browser.force_login(user)
    assert browser.get("/api/v1/me").status_code == 200


def test_no_limit(settings):
    settings.API_REQUESTS_PER_MINUTE = 0
    call = caller(UserFactory())
    assert {call().status_code for _ in range(5)} == {200}


def test_with_redis_away_this_process_counts_alone(monkeypatch):
    def gone(self, *args, **kwargs):
        raise ConnectionRefusedError

    monkeypatch.setattr("django.core.cache.backends.redis.RedisCacheClient.get_client", gone)
    monkeypatch.setattr(FallbackClient, "_away_until", 0.0)
    call = caller(UserFactory())
    assert [call().status_code for _ in range(3)] == [200, 200, 429]
