from datetime import UTC, datetime
from uuid import uuid4

import pytest
from django.db import transaction

from applications.documents import actions, handlers
from applications.documents.files import files
from applications.documents.models import Document, DocumentState
from applications.documents.tests.conftest import uploaded
from applications.documents.tests.samples import GOOD
from applications.tests.factories import DocumentFactory, SubmissionFactory
from ats.events import work
from ats.events.models import Delivery, Event
from ats.testing.smtp import wait_until

NOW = datetime(2026, 3, 9, 12, 0, tzinfo=UTC)
pytestmark = pytest.mark.django_db(transaction=True)


def send(content: bytes, name: str) -> Document:
    form_key, submission = uuid4(), SubmissionFactory()
    document = actions.store_upload(
        form_key=form_key, uploaded_file=uploaded(content, name), kind="resume", now=NOW
    )
    with transaction.atomic():
        actions.attach_uploads(form_key=form_key, submission=submission, now=NOW)
    return document


@pytest.mark.parametrize("kind", GOOD)
def test_what_was_sent_is_read(store, kind):
    document = send(GOOD[kind], f"cv.{kind}")
    work.work_off()
    document.refresh_from_db()
    assert document.state == DocumentState.READY
    assert document.text.text.startswith("Experience")


def test_a_file_that_passes_the_first_check_but_not_the_reading_is_held(store):
    document = send(b"%PDF-1.4\nnothing in here\n%%EOF\n", "cv.pdf")
    work.work_off()
    document.refresh_from_db()
    assert (document.state, document.state_reason) == (DocumentState.HELD, "damaged")


def test_a_file_that_is_gone_is_held(store):
    document = send(GOOD["pdf"], "cv.pdf")
    files.delete(document.stored_name)
    work.work_off()
    document.refresh_from_db()
    assert (document.state, document.state_reason) == (DocumentState.HELD, "file_missing")


def test_an_event_delivered_twice_is_read_once(store):
    document = send(GOOD["txt"], "cv.txt")
    event = Event.objects.get(verb="document.stored")
    handlers.read_document(event, Delivery(event=event))
    handlers.read_document(event, Delivery(event=event))
    assert Event.objects.filter(verb="document.read").count() == 1
    assert Document.objects.get(pk=document.pk).state == DocumentState.READY


def test_a_document_that_nobody_can_read_is_held_after_the_last_try():
    document = DocumentFactory(state=DocumentState.QUARANTINED)
    event = Event(subject_id=document.pk)
    handlers.hold_unread(event, Delivery(event=event), NOW)
    document.refresh_from_db()
    assert (document.state, document.state_reason) == (DocumentState.HELD, "reader_failed")


@pytest.mark.worker
def test_a_real_worker_reads_what_was_sent(celery_worker):
    document = send(GOOD["docx"], "cv.docx")
    wait_until(
        lambda: Document.objects.get(pk=document.pk).state == DocumentState.READY,
        what="the document is read",
    )
