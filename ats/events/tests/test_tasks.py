"""The sweep and its lanes, pruning, and what Celery must know."""

import time
from datetime import timedelta
from importlib import import_module

import pytest
from django.conf import settings
from django.utils import timezone

from ats.celery import app
from ats.events import relay, tasks
from ats.events.discovery import feature_modules
from ats.events.models import Delivery, Event
from ats.events.tests.test_work import due
from ats.testing.repetitions import repetitions

pytestmark = pytest.mark.django_db


@pytest.fixture
def rung(monkeypatch):
    """Collect what would be sent to the broker."""
    sent = []
    monkeypatch.setattr(
        "ats.events.relay.ring", lambda task, args, **options: sent.append((task, args, options))
    )
    return sent


def backlog(count):
    """Make `count` deliveries that have been due for an hour."""
    event = due("test.late").event
    hour_ago = timezone.now() - timedelta(hours=1)
    Delivery.objects.bulk_create(
        Delivery(event=event, handler="test.late", target=str(number), due_at=hour_ago)
        for number in range(count)
    )


def test_deliver_does_the_work_of_the_given_ids(handler):
    seen = []
    handler(lambda event, delivery: seen.append(delivery.pk))
    first, _other, third = (due().pk for _ in range(3))

    tasks.deliver([first, third, 0])

    assert seen == [first, third]


def test_deliver_hands_back_what_its_turn_is_too_short_for(handler, rung, monkeypatch):
    monkeypatch.setattr(tasks, "TURN_SECONDS", 0.05)
    handler(lambda event, delivery: time.sleep(0.1))
    first, second, third = (due().pk for _ in range(3))

    tasks.deliver([first, second, third])

    assert rung == [("ats.events.tasks.deliver", [[second, third]], {})]


def test_sweep_is_silent_when_nothing_is_due(rung):
    due(in_seconds=60)
    tasks.sweep()
    assert rung == []


def test_sweep_rings_for_lost_bells_behind_everything_fresh(rung):
    due()
    tasks.sweep()

    assert [task for task, _, _ in rung] == ["ats.events.tasks.drain"] * tasks.LANES
    assert {options["priority"] for _, _, options in rung} == {relay.BACKLOG}
    assert all(0 < options["expires"] <= settings.SWEEP_SECONDS for _, _, options in rung)


def test_sweep_rings_for_a_worker_that_died(rung):
    row = due()
    Delivery.objects.filter(pk=row.pk).update(leased_until=timezone.now(), attempts=1)
    tasks.sweep()
    assert rung


def test_what_has_just_become_due_does_not_wait_for_an_old_backlog(handler, rung, monkeypatch):
    seen = []
    handler(lambda event, delivery: seen.append("late"), name="test.late")
    handler(lambda event, delivery: seen.append("fresh"), name="test.fresh")
    backlog(repetitions(300, 100_000))
    due("test.fresh")
    monkeypatch.setattr(tasks, "TURN_SECONDS", 0.2)

    tasks.sweep()
    for _, args, _ in rung[:2]:  # one worker, two lanes
        tasks.drain(*args)

    assert "fresh" in seen
    assert "late" in seen


def test_a_lane_goes_on_until_the_next_sweep_and_not_longer(handler, rung, monkeypatch):
    handler(lambda event, delivery: time.sleep(0.02), name="test.late")
    backlog(20)
    monkeypatch.setattr(tasks, "TURN_SECONDS", 0.01)

    tasks.drain(time.time() + 5, False)
    assert [task for task, _, _ in rung] == ["ats.events.tasks.drain"]
    tasks.drain(time.time() - 1, False)
    assert len(rung) == 1


def test_a_lane_ends_when_nothing_is_due(rung):
    tasks.drain(time.time() + 5, False)
    assert rung == []


def test_prune_takes_old_done_rows_only(handler, monkeypatch):
    monkeypatch.setattr(tasks, "PRUNE_BATCH", 2)
    now = timezone.now()
    old, recent = now - timedelta(days=31), now - timedelta(days=29)
    gone = [due() for _ in range(5)]
    done_recently, parked, waiting = due(), due(), due()
    Delivery.objects.filter(pk__in=[row.pk for row in gone]).update(done_at=old)
    Delivery.objects.filter(pk=done_recently.pk).update(done_at=recent)
    Delivery.objects.filter(pk=parked.pk).update(parked_at=old)
    Delivery.objects.filter(pk=waiting.pk).update(due_at=old)

    tasks.prune()

    assert set(Delivery.objects.all()) == {done_recently, parked, waiting}
    assert Event.objects.count() == 8


def test_celery_knows_every_module_of_tasks_on_the_disk():
    assert sorted(settings.CELERY_IMPORTS) == feature_modules("tasks")


def test_beat_calls_tasks_that_exist():
    for module in settings.CELERY_IMPORTS:
        import_module(module)
    for entry in settings.CELERY_BEAT_SCHEDULE.values():
        assert entry["task"] in app.tasks
