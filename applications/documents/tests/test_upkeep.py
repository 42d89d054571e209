import os
from datetime import UTC, datetime, timedelta
from uuid import uuid4

import pytest

from applications.candidates.models import Candidate
from applications.documents import personal_data, tasks, upkeep
from applications.documents.files import files
from applications.documents.models import Document, DocumentState, DocumentText
from applications.documents.tests.conftest import stored_files
from applications.tests.factories import DocumentFactory

NOW = datetime(2026, 3, 9, 12, 0, tzinfo=UTC)
pytestmark = pytest.mark.django_db


def kept(content: bytes = b"x", *, age: timedelta = timedelta(0), **columns) -> Document:
    """A document with its file, both `age` old."""
    stored = files.save([content])
    written = (NOW - age).timestamp()
    os.utime(files.path_of(stored.name), (written, written))
    return DocumentFactory(stored_name=stored.name, created_at=NOW - age, **columns)


def unsent(**options) -> Document:
    return kept(submission=None, application=None, form_key=uuid4(), **options)


def test_uploads_that_were_not_sent_within_a_day_go(store, django_capture_on_commit_callbacks):
    unsent(age=timedelta(hours=25))
    fresh, sent = unsent(age=timedelta(hours=23)), kept(age=timedelta(days=90))
    with django_capture_on_commit_callbacks(execute=True):
        assert upkeep.delete_abandoned_uploads(now=NOW) == 1
    assert set(Document.objects.all()) == {fresh, sent}
    assert stored_files(store) == sorted([fresh.stored_name, sent.stored_name])


def test_files_without_a_row_go_after_a_day(store):
    with_row = kept(age=timedelta(days=3))
    orphan, fresh_orphan = kept(age=timedelta(days=3)), kept(age=timedelta(hours=1))
    for document in (orphan, fresh_orphan):
        document.delete()
    assert upkeep.delete_orphaned_files(now=NOW) == 1
    assert stored_files(store) == sorted([with_row.stored_name, fresh_orphan.stored_name])


def test_half_written_files_go_after_a_day(store):
    kept()
    half = store / "incoming" / "half"
    half.write_bytes(b"x")
    os.utime(half, (0, 0))
    assert upkeep.delete_orphaned_files(now=NOW) == 1
    assert not half.exists()


def test_more_orphans_than_a_batch_all_go(store, monkeypatch):
    monkeypatch.setattr(upkeep, "BATCH", 2)
    for _ in range(5):
        kept(age=timedelta(days=3)).delete()
    assert upkeep.delete_orphaned_files(now=NOW) == 5
    assert stored_files(store) == []


def test_a_row_whose_file_is_gone_is_held_and_stays(store):
    lost, whole = kept(age=timedelta(days=3)), kept(age=timedelta(days=3))
    files.delete(lost.stored_name)
    assert upkeep.hold_documents_without_file(now=NOW) == 1
    lost.refresh_from_db()
    whole.refresh_from_db()
    assert (lost.state, lost.state_reason) == (DocumentState.HELD, "file_missing")
    assert whole.state == DocumentState.READY
    assert upkeep.hold_documents_without_file(now=NOW) == 0


def test_the_hourly_task_does_both(store, django_capture_on_commit_callbacks):
    unsent(age=timedelta(days=400))
    orphan = kept(age=timedelta(days=400))
    Document.objects.filter(pk=orphan.pk).delete()
    with django_capture_on_commit_callbacks(execute=True):
        tasks.tidy()
    assert stored_files(store) == []


def test_the_daily_task_looks_for_every_file(store):
    document = kept(age=timedelta(days=3))
    files.delete(document.stored_name)
    tasks.check_files()
    assert Document.objects.get().state == DocumentState.HELD


# --- personal data ---------------------------------------------------------------------------


def test_everything_about_a_file_is_collected(store):
    document = kept(original_name="zoe.pdf")
    DocumentText.objects.create(document=document, text="Zoë's past", extracted_at=NOW)
    kept()
    (collected,) = personal_data.collect(document.application.candidate)
    assert collected["original_name"] == "zoe.pdf"
    assert collected["text_read"] == "Zoë's past"
    assert collected["stored_name"] == document.stored_name


def test_erasing_takes_rows_texts_and_files_of_one_person(
    store, django_capture_on_commit_callbacks
):
    document, other = kept(), kept()
    DocumentText.objects.create(document=document, text="Zoë's past", extracted_at=NOW)
    candidate = Candidate.objects.get(pk=document.application.candidate_id)
    with django_capture_on_commit_callbacks(execute=True):
        personal_data.erase(candidate)
    assert list(Document.objects.all()) == [other]
    assert not DocumentText.objects.exists()
    assert stored_files(store) == [other.stored_name]
    assert personal_data.collect(candidate) == []
