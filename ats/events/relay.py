"""Rings the bell for due deliveries after a commit. A lost ring costs nothing: the sweep comes."""

from functools import partial

import structlog
from celery import current_app
from django.db import transaction
from kombu.exceptions import OperationalError

log = structlog.get_logger()


def wake_after_commit(delivery_ids: list[int]) -> None:
    """Hand the ids to Celery once the open transaction has been committed."""
    transaction.on_commit(partial(wake, delivery_ids))


def wake(delivery_ids: list[int]) -> None:
    """Hand the ids to Celery; with the broker away, leave them to the sweep."""
    try:
        current_app.send_task("ats.events.tasks.deliver", args=[delivery_ids], retry=False)
    except (OperationalError, OSError) as error:
        log.warning("broker_away", error=type(error).__name__, deliveries=len(delivery_ids))
