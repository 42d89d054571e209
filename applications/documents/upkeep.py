"""Removing what was never sent, and files and rows that have lost each other."""

from collections.abc import Iterable, Iterator
from datetime import datetime
from itertools import islice

import structlog
from django.db import transaction

from applications.documents import rules
from applications.documents.actions import delete_documents
from applications.documents.files import files
from applications.documents.models import Document, DocumentState
from applications.documents.queries import unknown_names

log = structlog.get_logger()
BATCH = 500


def delete_abandoned_uploads(*, now: datetime) -> int:
    """Delete uploads whose form was not sent within 24 hours; return how many.

    One that is just being sent is locked and passed over.
    """
    with transaction.atomic():
        abandoned = list(
            Document.objects.select_for_update(skip_locked=True).filter(
                submission=None, created_at__lt=now - rules.UPLOADS_KEPT
            )[:BATCH]
        )
        delete_documents(abandoned)
    return len(abandoned)


def delete_orphaned_files(*, now: datetime) -> int:
    """Delete files without a row and half-written ones, both older than a day; return how many."""
    before = now - rules.ORPHANS_KEPT
    deleted = files.delete_unfinished(before=before)
    for names in _batches(files.names_older_than(before)):
        for name in unknown_names(names):
            files.delete(name)
            deleted += 1
    return deleted


def hold_documents_without_file(*, now: datetime) -> int:
    """Mark documents whose file is gone, so that staff see it; return how many.

    Nothing is deleted: the row says what was sent, and a backup may bring the file back.
    """
    rows = Document.objects.exclude(state_reason=rules.FILE_MISSING).filter(created_at__lt=now)
    missing = [
        pk
        for pk, name in rows.values_list("pk", "stored_name").iterator(chunk_size=BATCH)
        if not files.exists(name)
    ]
    if missing:
        log.error("document_files_missing", count=len(missing))
    return Document.objects.filter(pk__in=missing).update(
        state=DocumentState.HELD, state_reason=rules.FILE_MISSING
    )


def _batches(names: Iterable[str]) -> Iterator[list[str]]:
    iterator = iter(names)
    while batch := list(islice(iterator, BATCH)):
        yield batch
