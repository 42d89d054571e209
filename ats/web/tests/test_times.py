"""Points in time in words."""

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from django.utils import timezone

from ats.web.times import exact, relative, short

NOW = datetime(2026, 3, 10, 12, 0, tzinfo=UTC)


@pytest.mark.parametrize(
    ("distance", "words"),
    [
        (timedelta(seconds=-59), "just now"),
        (timedelta(seconds=59), "just now"),
        (timedelta(minutes=-1), "1 minute ago"),
        (timedelta(minutes=-59), "59 minutes ago"),
        (timedelta(minutes=5), "in 5 minutes"),
        (timedelta(hours=-1), "1 hour ago"),
        (timedelta(hours=-23), "23 hours ago"),
        (timedelta(hours=23), "in 23 hours"),
        (timedelta(days=-1), "yesterday"),
        (timedelta(days=1), "tomorrow"),
        (timedelta(days=-30), "30 days ago"),
        (timedelta(days=30), "in 30 days"),
        (timedelta(days=-31), "7 Feb"),
        (timedelta(days=-365), "10 Mar 2025"),
        (timedelta(days=300), "4 Jan 2027"),
    ],
)
def test_distance_in_words(distance, words):
    assert relative(NOW + distance, now=NOW) == words


def test_a_day_is_counted_by_the_calendar_of_the_zone_not_in_24_hours():
    late_evening = datetime(2026, 3, 8, 23, 30, tzinfo=UTC)
    assert relative(late_evening, now=NOW) == "2 days ago"
    with timezone.override(ZoneInfo("Asia/Tokyo")):  # there it is already the 9th
        assert relative(late_evening, now=NOW) == "yesterday"


@pytest.mark.parametrize(
    ("day", "words"),
    [
        (date(2026, 3, 10), "today"),
        (date(2026, 3, 11), "tomorrow"),
        (date(2026, 3, 3), "7 days ago"),
    ],
)
def test_a_date_without_a_time(day, words):
    assert relative(day, now=NOW) == words


def test_exact_time_names_the_zone():
    with timezone.override(ZoneInfo("Europe/Berlin")):
        assert exact(datetime(2026, 7, 1, 10, 5, tzinfo=UTC)) == "Wednesday 1 July 2026, 12:05 CEST"
        assert (
            exact(datetime(2026, 1, 1, 10, 5, tzinfo=UTC)) == "Thursday 1 January 2026, 11:05 CET"
        )


def test_exact_date_has_no_time():
    assert exact(date(2026, 3, 3)) == "3 March 2026"


@pytest.mark.parametrize(
    ("distance", "words"),
    [
        (timedelta(seconds=3), "now"),
        (timedelta(minutes=5), "5 min"),
        (timedelta(hours=23), "23 h"),
        (timedelta(days=30, hours=5), "30 d"),
        (timedelta(days=31), "7 Feb"),
    ],
)
def test_short_distance(distance, words):
    assert short(NOW - distance, now=NOW) == words


def test_short_date():
    assert short(date(2026, 3, 9), now=NOW) == "yesterday"
