"""Keyset pages, on any table with equal values in its first column."""

from datetime import UTC, datetime, timedelta

import pytest
from django.contrib.sessions.models import Session

from ats.testing.queries import statements_of
from ats.web.paging import keyset_page

pytestmark = pytest.mark.django_db
START = datetime(2026, 1, 1, tzinfo=UTC)
ORDER = ("-expire_date", "session_key")


@pytest.fixture
def rows():
    """Seven rows, each date twice but the last, in the order of ORDER."""
    made = [
        Session(session_key=f"key{n}", expire_date=START - timedelta(days=n // 2)) for n in range(7)
    ]
    return [row.session_key for row in Session.objects.bulk_create(made)]


def page(order=ORDER, size=3, **cursor):
    return keyset_page(Session.objects.all(), order=order, size=size, **cursor)


def keys(found):
    return [row.session_key for row in found.rows]


def walk(direction, start):
    found, seen = start, []
    while True:
        seen.append(keys(found))
        if not getattr(found, direction):
            return seen
        found = page(**{direction: getattr(found, direction)})


def test_forward_every_row_once_although_dates_repeat(rows):
    assert walk("after", page()) == [rows[0:3], rows[3:6], rows[6:7]]


def test_back_from_the_last_page(rows):
    last = page(after=rows[5])
    assert walk("before", last) == [rows[6:7], rows[3:6], rows[0:3]]


def test_the_edges(rows):
    assert page().before == ""
    assert page(after=rows[5]).after == ""
    assert page(before=rows[3]).before == ""
    assert page(before=rows[3]).after == rows[2]


def test_a_page_that_is_just_full_is_the_last(rows):
    assert page(size=7).after == ""


def test_a_row_that_arrives_meanwhile_shifts_nothing(rows):
    first = page()
    Session.objects.create(session_key="new", expire_date=START + timedelta(days=9))
    assert keys(page(after=first.after)) == rows[3:6]


@pytest.mark.parametrize("cursor", ["no-such-row", "\x01", "' or 1=1 --", "9" * 400])
def test_a_strange_cursor_starts_at_the_first_page(rows, cursor):
    assert keys(page(after=cursor)) == rows[0:3]
    assert page(before=cursor).before == ""


def test_a_cursor_outside_the_queryset_tells_nothing(rows):
    hidden = Session.objects.exclude(session_key=rows[4])
    assert keys(keyset_page(hidden, order=ORDER, after=rows[4], size=3)) == rows[0:3]


def test_no_rows(db):
    found = page()
    assert (found.rows, found.before, found.after) == ([], "", "")


@pytest.mark.parametrize("size", [1, 5])
def test_two_statements_whatever_the_size(rows, size):
    assert len(statements_of(lambda: page(size=size, after=rows[1]))) == 2
