"""By the clock: what was never sent, and what has lost its other half."""

from celery import shared_task
from django.utils import timezone

from applications.documents import upkeep


@shared_task(ignore_result=True)
def tidy() -> None:
    """Delete uploads that were never sent and files without a row; hourly."""
    now = timezone.now()
    upkeep.delete_abandoned_uploads(now=now)
    upkeep.delete_orphaned_files(now=now)


@shared_task(ignore_result=True)
def check_files() -> None:
    """Hold documents whose file is gone; daily, as it looks for every file."""
    upkeep.hold_documents_without_file(now=timezone.now())
