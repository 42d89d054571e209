"""A sign-in does not last for ever."""

from datetime import timedelta

import pytest
from django.contrib.sessions.models import Session
from django.utils import timezone

from ats.testing.queries import statements_of
from ats.users.tests.helpers import person, sign_in

pytestmark = pytest.mark.django_db


@pytest.fixture
def clock(time_machine):
    start = timezone.now()
    time_machine.move_to(start, tick=False)
    return lambda **passed: time_machine.move_to(start + timedelta(**passed), tick=False)


@pytest.fixture
def browser(clock):
    return sign_in(person().email).client


def status(browser):
    return browser.get("/api/v1/me").status_code


def test_unused_it_ends_after_three_days(browser, clock):
    clock(days=2, hours=23)
    assert status(browser) == 200
    clock(days=2, hours=23 + 72)
    assert status(browser) == 401
    assert not Session.objects.exists()


def test_in_use_it_ends_after_two_weeks(browser, clock):
    for day in range(1, 14):
        clock(days=day)
        assert status(browser) == 200
    clock(days=14)
    assert status(browser) == 401


def test_use_is_noted_every_ten_minutes(browser, clock):
    assert not [sql for sql in statements_of(lambda: status(browser)) if "UPDATE" in sql]
    clock(minutes=10)
    assert [sql for sql in statements_of(lambda: status(browser)) if "UPDATE" in sql]
    assert not [sql for sql in statements_of(lambda: status(browser)) if "UPDATE" in sql]


def test_public_pages_load_no_session(browser):
    assert not [
        sql for sql in statements_of(lambda: browser.get("/logo")) if "django_session" in sql
    ]
