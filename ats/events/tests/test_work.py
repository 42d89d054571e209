"""One delivery at a time: done, tried again, parked, or left to whoever holds it."""

from datetime import timedelta

import pytest
from django.conf import settings
from django.utils import timezone

from ats.events import rules, work
from ats.events.models import Delivery, Event
from ats.events.registry import TryAgain

pytestmark = pytest.mark.django_db


def due(name="test.handler", *, in_seconds=-1, target="") -> Delivery:
    now = timezone.now()
    event = Event.objects.create(
        verb="thing.done", subject_type="thing", subject_id=1, actor_kind="system", occurred_at=now
    )
    due_at = now + timedelta(seconds=in_seconds)
    return Delivery.objects.create(event=event, handler=name, target=target, due_at=due_at)


def fail(event, delivery):
    raise ConnectionError("secret words of the far side")


def test_work_is_done_once(handler):
    seen = []
    handler(lambda event, delivery: seen.append((event.verb, delivery.target)))
    row = due(target="message:7")

    assert work.deliver_one(row.pk)
    assert not work.deliver_one(row.pk)

    row.refresh_from_db()
    assert seen == [("thing.done", "message:7")]
    assert row.done_at and row.leased_until is None and row.attempts == 1


def test_attempt_and_lease_stand_in_the_row_before_the_work_begins(handler):
    seen = []
    handler(lambda event, delivery: seen.append(Delivery.objects.get(pk=delivery.pk)))
    work.deliver_one(due().pk)

    (during,) = seen
    assert during.attempts == 1
    assert during.leased_until > timezone.now()


def test_what_is_not_due_yet_waits(handler):
    handler(fail)
    row = due(in_seconds=60)

    assert not work.deliver_one(row.pk)
    assert not work.deliver_next()


def test_a_failure_is_tried_again_after_a_pause(handler):
    handler(fail)
    row = due()
    before = timezone.now()

    work.deliver_one(row.pk)

    row.refresh_from_db()
    assert row.done_at is None and row.leased_until is None and row.parked_at is None
    assert row.due_at >= before + rules.FIRST_PAUSE
    assert not work.deliver_one(row.pk)


def test_the_row_keeps_the_kind_of_error_only(handler):
    handler(fail)
    row = due()
    work.deliver_one(row.pk)
    row.refresh_from_db()
    assert row.last_error == "ConnectionError"


def test_a_handler_may_name_its_next_try(handler):
    at = timezone.now() + timedelta(hours=3)

    def later(event, delivery):
        raise TryAgain(at=at, reason="smtp 451")

    handler(later)
    row = due()
    Delivery.objects.filter(pk=row.pk).update(attempts=rules.TRY_LIMIT + 5)
    work.deliver_one(row.pk)

    row.refresh_from_db()
    assert (row.due_at, row.last_error, row.parked_at) == (at, "smtp 451", None)


def test_after_the_last_try_it_is_parked_and_the_handler_is_told(handler):
    told = []
    handler(fail, on_parked=lambda event, delivery, now: told.append((delivery.pk, now)))
    row = due()
    for _ in range(rules.TRY_LIMIT):
        Delivery.objects.filter(pk=row.pk).update(due_at=timezone.now())
        assert work.deliver_one(row.pk)

    row.refresh_from_db()
    assert told == [(row.pk, row.parked_at)]
    assert not work.deliver_one(row.pk)


def test_work_of_an_unknown_handler_waits_for_a_release_that_knows_it():
    row = due("gone.handler")
    work.deliver_one(row.pk)
    row.refresh_from_db()
    assert (row.last_error, row.parked_at, row.done_at) == ("UnknownHandler", None, None)


def crash(row):
    """Leave the row as a worker leaves it that dies in the middle of its work."""
    candidates = Delivery.objects.takeable(timezone.now()).filter(pk=row.pk)
    taken = work.claim(candidates, now=timezone.now())
    assert taken is not None and taken.parked_at is None
    Delivery.objects.filter(pk=row.pk).update(leased_until=timezone.now())


def test_a_leased_delivery_is_left_alone_and_taken_when_the_lease_is_over(handler, time_machine):
    seen = []
    handler(lambda event, delivery: seen.append(delivery.attempts))
    row = due()
    work.claim(Delivery.objects.filter(pk=row.pk), now=timezone.now())

    assert not work.deliver_one(row.pk)
    time_machine.move_to(timezone.now() + settings.DELIVERY_LEASE)
    assert work.deliver_one(row.pk)
    assert seen == [2]


def test_work_that_kills_three_workers_is_parked(handler):
    told = []
    handler(fail, on_parked=lambda event, delivery, now: told.append(delivery.last_error))
    row = due()
    for _ in range(rules.CRASH_LIMIT):
        crash(row)

    assert work.deliver_one(row.pk)
    row.refresh_from_db()
    assert row.parked_at is not None
    assert row.attempts == rules.CRASH_LIMIT
    assert told == ["WorkerLost"]


def test_crashes_far_apart_are_not_held_against_it(handler):
    handler(fail)
    row = due()
    for _ in range(rules.CRASH_LIMIT):
        crash(row)
        crash(row)
        work.deliver_one(row.pk)  # fails, but reports back
        Delivery.objects.filter(pk=row.pk).update(due_at=timezone.now())

    row.refresh_from_db()
    assert row.parked_at is None


@pytest.mark.parametrize("raises", [None, ConnectionError(), TryAgain(at=timezone.now())])
def test_a_late_finisher_leaves_the_newer_claim_alone(handler, raises):
    def slow(event, delivery):
        # Its lease runs out meanwhile and another worker takes the row.
        Delivery.objects.filter(pk=delivery.pk).update(leased_until=timezone.now())
        work.claim(Delivery.objects.filter(pk=delivery.pk), now=timezone.now())
        if raises:
            raise raises

    handler(slow)
    row = due()
    work.deliver_one(row.pk)

    row.refresh_from_db()
    assert row.attempts == 2
    assert row.leased_until > timezone.now()
    assert row.done_at is None


def test_work_off_does_all_that_is_due_and_what_follows_from_it(handler):
    handler(lambda event, delivery: due("test.second"), name="test.first")
    handler(lambda event, delivery: None, name="test.second")
    due("test.first")
    due("test.second", in_seconds=60)

    assert work.work_off() == 2


def test_pauses_grow_to_an_hour_and_add_up_to_hours():
    pauses = [rules.pause_after(n) for n in range(1, rules.TRY_LIMIT)]
    assert pauses == sorted(pauses)
    assert pauses[0] == timedelta(seconds=15)
    assert rules.pause_after(10_000) == timedelta(hours=1)
    assert sum(pauses, timedelta()) > timedelta(hours=4)
