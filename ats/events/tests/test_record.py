"""What is written when something happens."""

from datetime import timedelta

import pytest
from django.db import IntegrityError, connection, transaction
from django.utils import timezone

from ats.events.actions import NotInTransaction, record, schedule
from ats.events.models import Delivery, Event
from ats.events.registry import HandlerNameTaken, handles
from ats.users.models import User

NOW = timezone.now()


@pytest.fixture
def user(db):
    return User.objects.create_user("ada@example.org", name="Ada")


def test_event_says_who_what_and_when(user):
    event = record("posting.created", subject=user, actor=user, now=NOW, data={"posting": 7})

    event.refresh_from_db()
    assert (event.verb, event.subject_type, event.subject_id) == (
        "posting.created",
        "user",
        user.pk,
    )
    assert (event.actor_id, event.actor_kind, event.occurred_at) == (user.pk, "staff", NOW)
    assert event.data == {"posting": 7}


def test_without_a_person_the_system_acted(user):
    assert record("a.b", subject=user, actor=None, now=NOW).actor_kind == "system"
    assert record("a.b", subject=user, actor=None, actor_kind="candidate", now=NOW).actor_kind == (
        "candidate"
    )


def test_one_delivery_for_each_handler_of_the_verb(user, handler):
    handler(print, "thing.done", name="test.first")
    handler(print, "thing.done", "thing.undone", name="test.second")
    handler(print, "thing.undone", name="test.third")

    event = record("thing.done", subject=user, actor=None, now=NOW)

    assert sorted(event.deliveries.values_list("handler", flat=True)) == [
        "test.first",
        "test.second",
    ]


@pytest.mark.django_db(transaction=True)
def test_outside_a_transaction_nothing_is_recorded():
    user = User.objects.create_user("ada@example.org")
    with pytest.raises(NotInTransaction):
        record("a.b", subject=user, actor=None, now=NOW)
    assert not Event.objects.exists()


@pytest.mark.django_db(transaction=True)
def test_event_and_deliveries_vanish_with_the_change(handler):
    handler(print, "thing.done")
    user = User.objects.create_user("ada@example.org")

    with pytest.raises(ZeroDivisionError), transaction.atomic():
        record("thing.done", subject=user, actor=None, now=NOW)
        raise ZeroDivisionError

    assert not Event.objects.exists()
    assert not Delivery.objects.exists()


def test_scheduling_twice_is_one_delivery(user):
    event = record("a.b", subject=user, actor=None, now=NOW)
    for due_in in (0, 60):
        due_at = NOW + timedelta(seconds=due_in)
        schedule(event, handler="test.handler", target="message:1", due_at=due_at, now=NOW)

    assert event.deliveries.get().due_at == NOW


def test_database_refuses_a_second_row_for_the_same_target(user):
    event = record("a.b", subject=user, actor=None, now=NOW)
    row = {"event": event, "handler": "h", "target": "t", "due_at": NOW}
    Delivery.objects.create(**row)
    with pytest.raises(IntegrityError), transaction.atomic():
        Delivery.objects.create(**row)


def test_bell_is_rung_after_the_commit_and_not_for_later_work(
    user, handler, monkeypatch, django_capture_on_commit_callbacks
):
    rung: list[list[int]] = []
    monkeypatch.setattr("ats.events.relay.wake", rung.append)
    handler(print, "thing.done")

    with django_capture_on_commit_callbacks(execute=True):
        event = record("thing.done", subject=user, actor=None, now=NOW)
        later = NOW + timedelta(hours=1)
        schedule(event, handler="test.handler", target="x", due_at=later, now=NOW)
        assert rung == []

    assert rung == [[event.deliveries.get(target="").pk]]


def test_two_handlers_cannot_share_a_name(handler):
    handler(print, "thing.done", name="test.taken")
    with pytest.raises(HandlerNameTaken):
        handles("thing.undone", name="test.taken")(print)


def test_the_open_queue_is_read_by_its_index(db):
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL enable_seqscan = off")
        plan = Delivery.objects.takeable(NOW).order_by("due_at", "id").explain()
    assert "delivery_open" in plan
