"""The Celery side of deliveries: woken for what is fresh, swept for what was missed."""

import time
from datetime import timedelta

from celery import shared_task
from django.conf import settings
from django.utils import timezone

from ats.events import relay, work
from ats.events.models import Delivery

# How long one task keeps a worker before others get their turn (seconds).
TURN_SECONDS = 1.0
# Workers that a backlog may occupy at the same time.
LANES = 4
KEEP_DONE = timedelta(days=30)
PRUNE_BATCH = 5_000


@shared_task(ignore_result=True)
def deliver(delivery_ids: list[int]) -> None:
    """Do the work of these deliveries; what is not due, taken or done already is passed over."""
    turn_ends = time.monotonic() + TURN_SECONDS
    for position, delivery_id in enumerate(delivery_ids):
        if time.monotonic() > turn_ends:
            relay.wake(delivery_ids[position:])
            return
        work.deliver_one(delivery_id)


@shared_task(ignore_result=True)
def sweep() -> None:
    """Set workers on whatever is due: its bell was lost, its time has come, its worker died.

    Runs every few seconds; twice at once does no harm, because deliveries are taken under a lock.
    """
    if Delivery.objects.takeable(timezone.now()).exists():
        until = time.time() + settings.SWEEP_SECONDS
        for lane in range(LANES):
            _queue_drain(until, newest_first=lane % 2 == 1)


@shared_task(ignore_result=True)
def drain(until: float, newest_first: bool) -> None:
    """Work off the backlog for one turn, then queue up again behind everything that is fresh.

    `until` (seconds since the epoch) is when the next sweep sets out new lanes, so lanes never add
    up. Every other lane starts at the newest end: with 100,000 old mails due, one that has just
    become due does not wait for them.
    """
    turn_ends = time.monotonic() + TURN_SECONDS
    while time.monotonic() < turn_ends:
        if not work.deliver_next(newest_first=newest_first):
            return
    if time.time() < until:
        _queue_drain(until, newest_first=newest_first)


@shared_task(ignore_result=True)
def prune() -> None:
    """Delete deliveries that were done 30 days ago; events and parked deliveries stay."""
    done_long_ago = Delivery.objects.filter(done_at__lt=timezone.now() - KEEP_DONE)
    while True:
        batch = list(done_long_ago.order_by("pk").values_list("pk", flat=True)[:PRUNE_BATCH])
        Delivery.objects.filter(pk__in=batch).delete()
        if len(batch) < PRUNE_BATCH:
            return


def _queue_drain(until: float, *, newest_first: bool) -> None:
    relay.ring(
        "ats.events.tasks.drain",
        [until, newest_first],
        priority=relay.BACKLOG,
        expires=max(until - time.time(), 0.1),
    )
