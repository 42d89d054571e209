"""Recording what happened, with the work that follows from it, in the caller's transaction."""

from collections.abc import Iterable
from datetime import datetime

from django.db import models, transaction

from ats.events import relay
from ats.events.models import Delivery, Event
from ats.events.registry import handlers_of


class NotInTransaction(Exception):
    """An event was to be recorded outside the transaction of the change that it speaks of."""


def record(
    verb: str,
    *,
    subject: models.Model,
    actor: models.Model | None,
    now: datetime,
    actor_kind: str = "",
    data: dict[str, object] | None = None,
) -> Event:
    """Write an event and the deliveries due for it; after the commit the relay is woken.

    `data` holds ids, numbers and codes only: never names, addresses or free text.
    `actor` is the signed-in person; without one, `actor_kind` says "candidate" or "system".

    Raises NotInTransaction when no transaction is open.
    """
    (event,) = _write(verb, [(subject, data or {})], actor=actor, actor_kind=actor_kind, now=now)
    return event


def record_all(
    verb: str,
    subjects: Iterable[tuple[models.Model, dict[str, object]]],
    *,
    actor: models.Model | None,
    now: datetime,
) -> None:
    """Record the same of many subjects, each with its own data, in a few statements.

    Raises NotInTransaction as `record` does.
    """
    _write(verb, subjects, actor=actor, actor_kind="", now=now)


def _write(
    verb: str,
    subjects: Iterable[tuple[models.Model, dict[str, object]]],
    *,
    actor: models.Model | None,
    actor_kind: str,
    now: datetime,
) -> list[Event]:
    if not transaction.get_connection().in_atomic_block:
        raise NotInTransaction(verb)
    events = Event.objects.bulk_create(
        [
            Event(
                verb=verb,
                subject_type=subject._meta.model_name or "",
                subject_id=subject.pk,
                actor_id=actor.pk if actor else None,
                actor_kind=actor_kind or ("staff" if actor else "system"),
                data=data,
                occurred_at=now,
            )
            for subject, data in subjects
        ],
        batch_size=1_000,
    )
    handlers = handlers_of(verb)
    rows = [
        Delivery(event=event, handler=handler.name, due_at=now)
        for event in events
        for handler in handlers
    ]
    if rows:
        Delivery.objects.bulk_create(rows, batch_size=1_000)
        relay.wake_after_commit([row.pk for row in rows])
    return events


def schedule(event: Event, *, handler: str, target: str, due_at: datetime, now: datetime) -> None:
    """Add one more delivery to an event, for example one for each mail; a repeat does nothing."""
    with transaction.atomic():
        Delivery.objects.bulk_create(
            [Delivery(event=event, handler=handler, target=target, due_at=due_at)],
            ignore_conflicts=True,
        )
        if due_at <= now:
            pk = Delivery.objects.values_list("pk", flat=True).get(
                event=event, handler=handler, target=target
            )
            relay.wake_after_commit([pk])
