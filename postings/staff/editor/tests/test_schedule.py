"""Times are typed on the organisation's clock and stored as moments."""

from datetime import UTC, datetime

import pytest

from ats.organisation.models import Organisation
from postings.models import Posting

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def berlin(editor):
    Organisation.objects.update_or_create(pk=1, defaults={"time_zone": "Europe/Berlin"})
    Posting.objects.update(status="draft", published_at=None)


def stored(editor):
    return Posting.objects.get(pk=editor.posting.pk)


def test_the_page_says_whose_clock_it_is(editor):
    assert "Times are those of Europe/Berlin." in editor.open().content.decode()


def test_a_time_comes_back_as_it_was_typed(editor):
    typed = {"publish_at": "2999-07-01T09:00", "close_at": "2999-12-01T18:30"}
    assert editor.change("schedule", **typed).status_code == 302
    assert stored(editor).publish_at == datetime(2999, 7, 1, 7, 0, tzinfo=UTC)
    assert stored(editor).close_at == datetime(2999, 12, 1, 17, 30, tzinfo=UTC)
    assert editor.form("schedule")["schedule-publish_at"] == "2999-07-01T09:00"


def test_an_emptied_time_is_no_time(editor):
    editor.change("schedule", close_at="2999-12-01T18:30")
    editor.change("schedule", close_at="")
    assert stored(editor).close_at is None


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("2020-01-01T09:00", "This time is over."),
        ("tomorrow", "Give a date and a time"),
        ("2999-02-30T09:00", "Give a date and a time"),
        ("0001-01-01T00:00", "Give a date and a time"),
        ("2030-03-31T02:30", "Choose one before 02:00 or from 03:00 on."),
    ],
)
def test_a_wrong_time_is_explained_and_kept(editor, typed, said):
    response = editor.change("schedule", close_at=typed)
    assert response.status_code == 422
    assert said in response.content.decode()
    assert editor.form("schedule", response)["schedule-close_at"] == typed


def test_of_a_time_that_comes_twice_the_first_counts(editor):
    editor.change("schedule", close_at="2030-10-27T02:30")
    assert stored(editor).close_at == datetime(2030, 10, 27, 0, 30, tzinfo=UTC)


def test_closing_before_publishing_is_refused(editor):
    times = {"publish_at": "2999-07-01T09:00", "close_at": "2999-07-01T08:00"}
    response = editor.change("schedule", **times)
    assert response.status_code == 422
    assert "Closing has to come after publishing." in response.content.decode()


def test_two_people_set_a_time(editor):
    mine = editor.form("schedule") | {"schedule-close_at": "2999-07-01T09:00"}
    editor.change("schedule", close_at="2999-08-01T09:00")
    response = editor.press("schedule", mine)
    assert response.status_code == 409
    assert editor.form("schedule", response)["schedule-close_at"] == "2999-07-01T09:00"


def test_an_open_posting_is_not_published_again(editor):
    Posting.objects.update(status="open")
    assert "schedule-publish_at" not in editor.form("schedule")
