"""Taking deliveries, doing their work outside any transaction, and writing down how it went."""

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime, timedelta

import structlog
from django.conf import settings
from django.db import connections, transaction
from django.utils import timezone

from ats.events import rules
from ats.events.models import Delivery, DeliveryQuerySet
from ats.events.registry import TryAgain, handler_named

log = structlog.get_logger()


class UnknownHandler(Exception):
    """No code of this release goes by the name in the delivery."""


def deliver_one(delivery_id: int) -> bool:
    """Do the work of one delivery if it is due and free; return whether anything was taken."""
    now = timezone.now()
    return _deliver(Delivery.objects.takeable(now).filter(pk=delivery_id), now=now)


def deliver_next(*, newest_first: bool = False) -> bool:
    """Do the work of the delivery that is due longest (or shortest); False when nothing is due."""
    now = timezone.now()
    order = ("-due_at", "-id") if newest_first else ("due_at", "id")
    return _deliver(Delivery.objects.takeable(now).order_by(*order), now=now)


def work_off(*, limit: int = 10_000) -> int:
    """Do everything that is due now, here, without Celery; return how many deliveries it took.

    For tests, the demo company and a broker that is away for long.
    """
    taken = 0
    while taken < limit and deliver_next():
        taken += 1
    return taken


def claim(candidates: DeliveryQuerySet, *, now: datetime) -> Delivery | None:
    """Take the first of `candidates` that no other worker is taking, in a short transaction.

    The attempt is counted before the work begins. A delivery whose workers keep dying is parked
    instead and returned with `parked_at` set.
    """
    with transaction.atomic():
        delivery = (
            candidates.select_for_update(skip_locked=True, of=("self",))
            .select_related("event")
            .first()
        )
        if delivery is None:
            return None
        if delivery.leased_until is not None:
            delivery.crashes += 1
        if rules.kills_its_workers(delivery.crashes):
            _park(delivery, error="WorkerLost", now=now)
            return delivery
        delivery.attempts += 1
        delivery.leased_until = now + settings.DELIVERY_LEASE
        delivery.save(update_fields=["attempts", "crashes", "leased_until"])
        return delivery


def _deliver(candidates: DeliveryQuerySet, *, now: datetime) -> bool:
    delivery = claim(candidates, now=now)
    if delivery is None:
        return False
    if delivery.parked_at is None:
        _perform(delivery)
    return True


def _perform(delivery: Delivery) -> None:
    known = {"delivery": delivery.pk, "handler": delivery.handler, "attempt": delivery.attempts}
    try:
        handler = handler_named(delivery.handler)
        if handler is None:
            raise UnknownHandler(delivery.handler)
        with _renewed_lease(delivery):
            handler.function(delivery.event, delivery)
    except TryAgain as later:
        _postpone(delivery, at=later.at, error=later.reason)
        log.info("delivery_postponed", reason=later.reason, **known)
    except Exception as error:
        log.warning("delivery_failed", exc_info=True, **known)
        _count_failure(delivery, error=type(error).__name__, now=timezone.now())
    else:
        _held_by(delivery).update(done_at=timezone.now(), leased_until=None, last_error="")
        log.info("delivery_done", **known)


def _held_by(delivery: Delivery) -> DeliveryQuerySet:
    """Return the row if this attempt still holds it: a late finisher must not touch a newer one."""
    return Delivery.objects.open().filter(pk=delivery.pk, attempts=delivery.attempts)


def _postpone(delivery: Delivery, *, at: datetime, error: str) -> None:
    # It reported back, so whatever crashed before was not its doing: crashes count in a row only.
    _held_by(delivery).update(due_at=at, leased_until=None, crashes=0, last_error=error[:200])


def _count_failure(delivery: Delivery, *, error: str, now: datetime) -> None:
    if not rules.is_hopeless(delivery.attempts):
        _postpone(delivery, at=now + rules.pause_after(delivery.attempts), error=error)
        return
    with transaction.atomic():
        held = _held_by(delivery).select_for_update().select_related("event").first()
        if held is not None:
            _park(held, error=error, now=now)


def _park(delivery: Delivery, *, error: str, now: datetime) -> None:
    """Give up, and let the handler tell those who wait; in the caller's transaction."""
    delivery.parked_at = now
    delivery.leased_until = None
    delivery.last_error = error[:200]
    delivery.save(update_fields=["parked_at", "leased_until", "last_error", "crashes"])
    handler = handler_named(delivery.handler)
    if handler is not None and handler.on_parked is not None:
        handler.on_parked(delivery.event, delivery, now)
    log.error("delivery_parked", delivery=delivery.pk, handler=delivery.handler, error=error)


@contextmanager
def _renewed_lease(delivery: Delivery) -> Iterator[None]:
    """Renew the lease for as long as the work takes, so that only a dead worker loses it."""
    finished = threading.Event()
    renewer = threading.Thread(target=_renew, args=(delivery, finished), daemon=True)
    renewer.start()
    try:
        yield
    finally:
        finished.set()
        renewer.join()


def _renew(delivery: Delivery, finished: threading.Event) -> None:
    lease: timedelta = settings.DELIVERY_LEASE
    try:
        while not finished.wait(lease.total_seconds() / 3):
            if not _held_by(delivery).update(leased_until=timezone.now() + lease):
                return
    except Exception:
        # Without the database nothing can be renewed; the work itself will find out.
        log.warning("lease_not_renewed", delivery=delivery.pk, exc_info=True)
    finally:
        connections.close_all()
