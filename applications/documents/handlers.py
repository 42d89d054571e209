"""Reads documents that were sent; everything else about them happens in the database."""

from datetime import datetime

from django.utils import timezone

from applications.documents import actions, rules
from applications.documents.extraction import extract
from applications.documents.file_types import FileType
from applications.documents.files import files
from applications.documents.models import Document, DocumentState
from ats.events.models import Delivery, Event
from ats.events.registry import handles


def hold_unread(event: Event, delivery: Delivery, now: datetime) -> None:
    """After the last try, hold the document so that nobody waits for it."""
    actions.hold_document(document_id=event.subject_id, reason=rules.READER_FAILED, now=now)


@handles("document.stored", name="documents.read", on_parked=hold_unread)
def read_document(event: Event, delivery: Delivery) -> None:
    """Read the text of a quarantined document in the sandbox and settle its state."""
    document = Document.objects.filter(pk=event.subject_id, state=DocumentState.QUARANTINED).first()
    if document is None:
        return
    try:
        with files.open(document.stored_name) as file:
            extraction = extract(file, FileType(document.file_type))
    except FileNotFoundError:
        actions.hold_document(
            document_id=document.pk, reason=rules.FILE_MISSING, now=timezone.now()
        )
        return
    actions.record_extraction(document_id=document.pk, extraction=extraction, now=timezone.now())
