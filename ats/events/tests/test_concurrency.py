"""Several workers at the same rows, on real transactions."""

import threading
import time
from collections import Counter
from datetime import timedelta

import pytest
from django.db import connections
from django.utils import timezone

from ats.events import tasks, work
from ats.events.models import Delivery
from ats.events.tests.test_work import due

pytestmark = pytest.mark.django_db(transaction=True)


def in_threads(count, function):
    """Run `function` in threads that start together."""
    barrier = threading.Barrier(count)

    def run():
        barrier.wait()
        try:
            function()
        finally:
            connections.close_all()

    threads = [threading.Thread(target=run) for _ in range(count)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()


def test_workers_at_one_delivery_do_it_once(handler):
    seen = []

    def slow(event, delivery):
        seen.append(delivery.attempts)
        time.sleep(0.05)

    handler(slow)
    row = due()
    in_threads(8, lambda: work.deliver_one(row.pk))

    assert seen == [1]


def test_workers_share_a_backlog_without_doing_anything_twice(handler):
    seen = Counter()
    handler(lambda event, delivery: seen.update([delivery.pk]))
    rows = [due().pk for _ in range(60)]
    in_threads(6, work.work_off)

    assert seen == Counter(rows)
    assert not Delivery.objects.open().exists()


def test_beat_running_twice_doubles_nothing(handler, monkeypatch):
    seen = Counter()
    handler(lambda event, delivery: seen.update([delivery.pk]))
    rows = [due().pk for _ in range(40)]
    lanes = []
    monkeypatch.setattr("ats.events.relay.ring", lambda task, args, **kw: lanes.append(args))

    in_threads(2, tasks.sweep)
    assert len(lanes) == 2 * tasks.LANES
    waiting = iter(list(lanes))
    in_threads(len(lanes), lambda: tasks.drain(*next(waiting)))

    assert seen == Counter(rows)


def test_a_long_piece_of_work_keeps_its_lease(handler, settings):
    settings.DELIVERY_LEASE = timedelta(milliseconds=300)
    tries = []

    def long(event, delivery):
        time.sleep(1)
        tries.append(work.deliver_one(delivery.pk))

    handler(long)
    row = due()
    work.deliver_one(row.pk)

    row.refresh_from_db()
    assert tries == [False]
    assert (row.attempts, row.crashes) == (1, 0)
    assert row.done_at


def test_handlers_run_outside_any_transaction(handler):
    seen = []
    handler(lambda event, delivery: seen.append(connections["default"].in_atomic_block))
    work.deliver_one(due().pk)
    assert seen == [False]


def test_the_row_is_free_for_others_to_read_and_write_while_the_work_runs(handler):
    def touch(event, delivery):
        in_threads(1, lambda: Delivery.objects.filter(pk=delivery.pk).update(target="touched"))

    handler(touch)
    row = due()
    work.deliver_one(row.pk)

    row.refresh_from_db()
    assert row.target == "touched" and row.done_at < timezone.now()
