from datetime import timedelta

import pytest

from applications.staff.board import queries
from applications.staff.board.queries import InvalidCursor, cards_after, first_cards
from applications.tests.factories import SENT_AT, ApplicationFactory

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def small_pages(monkeypatch):
    monkeypatch.setattr(queries, "PAGE_SIZE", 2)


def arrive(posting, *minutes, **more):
    return [
        ApplicationFactory(posting=posting, submitted_at=SENT_AT + timedelta(minutes=m), **more)
        for m in minutes
    ]


def test_each_column_shows_its_first_cards_in_order_of_arrival(
    posting, stage, django_assert_num_queries
):
    late, early, middle = arrive(posting, 9, 1, 5)
    [other] = arrive(posting, 0, stage=stage("offer"))
    arrive(posting, 0, status="rejected")

    new, review, offer = (stage(kind).pk for kind in ("new", "review", "offer"))

    with django_assert_num_queries(1):
        cards = first_cards([new, review, offer])

    assert [card.id for card in cards[new]] == [early.pk, middle.pk]
    assert cards[review] == []
    assert [card.id for card in cards[offer]] == [other.pk]
    assert late.pk


def test_walking_on_from_a_cursor_meets_everybody_once(posting, stage):
    everybody = arrive(posting, 3, 1, 1, 1, 2, 5, 4)

    met = first_cards([stage("new").pk])[stage("new").pk]
    has_more = True
    while has_more:
        rows, has_more = cards_after(stage("new").pk, met[-1].cursor)
        met += rows

    expected = sorted(everybody, key=lambda a: (a.submitted_at, a.pk))
    assert [card.id for card in met] == [a.pk for a in expected]


def test_a_card_that_left_meanwhile_does_not_disturb_those_after_it(posting, stage):
    first, second, third = arrive(posting, 1, 2, 3)
    cursor = first_cards([stage("new").pk])[stage("new").pk][-1].cursor
    second.delete()

    assert [card.id for card in cards_after(stage("new").pk, cursor)[0]] == [third.pk]
    assert first.pk


@pytest.mark.parametrize("cursor", ["1", "a-b", "1-", "9" * 40 + "-1", "-1"])
def test_made_up_cursors_are_refused(stage, cursor):
    with pytest.raises(InvalidCursor):
        cards_after(stage("new").pk, cursor)


def test_a_board_without_stages_has_no_cards():
    assert first_cards([]) == {}
