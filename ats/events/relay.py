"""Rings the bell for due deliveries. A lost ring costs nothing: the sweep comes.

The broker carries ids only and may be flushed, restarted or away at any time.
"""

import time
from dataclasses import dataclass
from functools import partial

import structlog
from django.db import transaction
from kombu.exceptions import OperationalError

from ats.celery import app

log = structlog.get_logger()

# On a Redis broker 0 goes before 9: what has just happened never waits behind a backlog.
FRESH, BACKLOG = 0, 9
# After a failed ring nobody waits for the broker again for this long (seconds).
QUIET_SECONDS = 15.0


@dataclass
class Quiet:
    until: float = 0.0  # by time.monotonic(), for this process


_quiet = Quiet()


def wake_after_commit(delivery_ids: list[int]) -> None:
    """Hand the ids to Celery once the open transaction has been committed."""
    # Robust: what has been committed must not look like a failure to whoever asked for it.
    transaction.on_commit(partial(wake, delivery_ids), robust=True)


def wake(delivery_ids: list[int]) -> None:
    """Hand the ids to Celery; with the broker away, leave them to the sweep."""
    ring("ats.events.tasks.deliver", [delivery_ids])


def ring(
    task: str, args: list[object], *, priority: int = FRESH, expires: float | None = None
) -> None:
    """Send a task by its name; `expires` is in seconds. A broker that is away is only logged."""
    if time.monotonic() < _quiet.until:
        return
    try:
        app.send_task(task, args=args, priority=priority, expires=expires, retry=False)
    except (OperationalError, OSError) as error:
        _quiet.until = time.monotonic() + QUIET_SECONDS
        log.warning("broker_away", task=task, error=type(error).__name__)
