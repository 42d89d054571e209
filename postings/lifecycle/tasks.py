"""The clock of the lifecycle."""

import structlog
from celery import shared_task
from django.utils import timezone

from postings.lifecycle.actions import change_on_time
from postings.lifecycle.queries import due_ids

log = structlog.get_logger()


@shared_task(ignore_result=True)
def run_schedule() -> None:
    """Publish and close what is due; runs every minute, and twice at once does it once."""
    for posting_id in due_ids(timezone.now()):
        try:
            outcome = change_on_time(posting_id=posting_id, now=timezone.now())
        except Exception:
            # One posting that cannot be changed must not keep the others from their time.
            log.exception("schedule_failed", posting=posting_id)
        else:
            log.info("schedule_run", posting=posting_id, outcome=outcome)
