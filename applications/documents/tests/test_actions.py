import threading
from datetime import UTC, datetime
from uuid import uuid4

import pytest
from django.db import connections as database_connections
from django.db import transaction

from applications.documents import actions, refusals, rules
from applications.documents.extraction import Extraction, Outcome
from applications.documents.files import files
from applications.documents.models import Document, DocumentState, DocumentText
from applications.documents.queries import uploads_of_form
from applications.documents.tests import samples
from applications.documents.tests.conftest import stored_files, uploaded
from applications.documents.tests.samples import GOOD
from applications.tests.factories import DocumentFactory, SubmissionFactory
from ats.events.models import Event
from ats.files.storage import StorageFull
from ats.tests.factories import UserFactory

NOW = datetime(2026, 3, 9, 12, 0, tzinfo=UTC)
pytestmark = pytest.mark.django_db


def upload(form_key=None, *, content=None, name="cv.pdf", kind="resume") -> Document:
    return actions.store_upload(
        form_key=form_key or uuid4(),
        uploaded_file=uploaded(GOOD["pdf"] if content is None else content, name),
        kind=kind,
        now=NOW,
    )


# --- taking in -------------------------------------------------------------------------------


@pytest.mark.parametrize("kind", GOOD)
def test_a_file_is_kept_byte_for_byte_in_quarantine(store, kind):
    document = upload(content=GOOD[kind], name=f"Zoë's CV.{kind}")
    assert document.state == DocumentState.QUARANTINED
    assert (document.original_name, document.file_type) == (f"Zoë's CV.{kind}", kind)
    with files.open(document.stored_name) as file:
        assert file.read() == GOOD[kind]
    assert "CV" not in document.stored_name


def test_a_large_file_that_django_spools_to_disk_is_kept(store):
    content = samples.pdf("x" * 200_000)
    assert upload(content=content).size == len(content)


def test_the_name_is_cleaned(store):
    assert upload(name="../my\u202ecv.pdf").original_name == "mycv.pdf"


def test_what_is_refused_leaves_neither_file_nor_row(store):
    with pytest.raises(refusals.ContentContradictsName):
        upload(content=b"MZ")
    assert stored_files(store) == []
    assert not Document.objects.exists()


def test_the_limit_is_the_setting(store, settings):
    settings.UPLOAD_LIMIT_BYTES = 100
    with pytest.raises(refusals.FileTooBig):
        upload()


def test_a_pdf_with_a_password_is_refused_at_once(store):
    with pytest.raises(refusals.PasswordProtected):
        upload(content=samples.pdf("secret", password="sesame"))
    assert stored_files(store) == []


def test_a_pdf_that_anybody_can_open_is_taken_though_it_is_encrypted(store):
    assert upload(content=samples.pdf("open", password="")).file_type == "pdf"


def test_a_file_that_is_cut_on_its_way_is_refused(store, monkeypatch):
    sent = uploaded(GOOD["pdf"])
    monkeypatch.setattr(sent, "chunks", lambda: [GOOD["pdf"][:-5]])
    with pytest.raises(refusals.UploadIncomplete):
        actions.store_upload(form_key=uuid4(), uploaded_file=sent, kind="resume", now=NOW)
    assert stored_files(store) == []


def test_a_full_disk_is_said_and_leaves_no_row(store, monkeypatch):
    def full(chunks):
        raise StorageFull

    monkeypatch.setattr(type(files), "save", lambda self, chunks: full(chunks))
    with pytest.raises(StorageFull, match="no room"):
        upload()
    assert not Document.objects.exists()


def test_a_row_that_cannot_be_written_leaves_no_file(store, monkeypatch):
    def broken(**columns):
        raise RuntimeError("database is away")

    monkeypatch.setattr(Document.objects, "create", broken)
    with pytest.raises(RuntimeError):
        upload()
    assert stored_files(store) == []


def test_another_resume_replaces_the_first(store, django_capture_on_commit_callbacks):
    form_key = uuid4()
    first = upload(form_key)
    with django_capture_on_commit_callbacks(execute=True):
        second = upload(form_key, content=GOOD["txt"], name="new.txt")
    assert list(uploads_of_form(form_key)) == [second]
    assert stored_files(store) == [second.stored_name]
    assert first.stored_name != second.stored_name


def test_other_files_add_up_until_there_are_five(store):
    form_key = uuid4()
    for _ in range(rules.MOST_UPLOADS_PER_FORM):
        upload(form_key, kind="other")
    with pytest.raises(refusals.TooManyFiles):
        upload(form_key, kind="other")
    assert len(stored_files(store)) == rules.MOST_UPLOADS_PER_FORM


def test_forms_do_not_see_one_another(store):
    form_key = uuid4()
    document = upload(form_key)
    upload(uuid4())
    assert list(uploads_of_form(form_key)) == [document]
    assert not actions.remove_upload(form_key=uuid4(), document_id=document.pk)


def test_a_file_can_be_taken_back_before_sending(store, django_capture_on_commit_callbacks):
    form_key = uuid4()
    document = upload(form_key)
    with django_capture_on_commit_callbacks(execute=True):
        assert actions.remove_upload(form_key=form_key, document_id=document.pk)
    assert stored_files(store) == []


@pytest.mark.django_db(transaction=True)
def test_two_resumes_at_the_same_moment_leave_one(store):
    form_key, barrier = uuid4(), threading.Barrier(2)

    def send() -> None:
        barrier.wait()
        upload(form_key)
        database_connections.close_all()

    threads = [threading.Thread(target=send) for _ in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    document = uploads_of_form(form_key).get()
    assert stored_files(store) == [document.stored_name]


# --- sending ---------------------------------------------------------------------------------


def test_sending_ties_the_files_to_the_submission_and_asks_to_read_them(store):
    form_key, submission = uuid4(), SubmissionFactory()
    document = upload(form_key)
    with transaction.atomic():
        attached = actions.attach_uploads(form_key=form_key, submission=submission, now=NOW)
    assert attached == [document]
    document.refresh_from_db()
    assert document.submission == submission
    assert document.application == submission.application
    assert document.form_key is None
    event = Event.objects.get(verb="document.stored")
    assert (event.subject_id, event.actor_kind) == (document.pk, "candidate")
    assert event.data == {"application": submission.application_id}


def test_sending_twice_attaches_once(store):
    form_key, submission = uuid4(), SubmissionFactory()
    upload(form_key)
    with transaction.atomic():
        actions.attach_uploads(form_key=form_key, submission=submission, now=NOW)
        assert actions.attach_uploads(form_key=form_key, submission=submission, now=NOW) == []
    assert Event.objects.filter(verb="document.stored").count() == 1


def test_what_is_sent_cannot_be_taken_back(store):
    form_key, submission = uuid4(), SubmissionFactory()
    document = upload(form_key)
    with transaction.atomic():
        actions.attach_uploads(form_key=form_key, submission=submission, now=NOW)
    assert not actions.remove_upload(form_key=form_key, document_id=document.pk)


# --- how reading went ------------------------------------------------------------------------


def quarantined() -> Document:
    return DocumentFactory(state=DocumentState.QUARANTINED)


def read(document: Document, *arguments, **options) -> Document:
    actions.record_extraction(
        document_id=document.pk, extraction=Extraction(*arguments, **options), now=NOW
    )
    document.refresh_from_db()
    return document


def test_text_makes_a_document_ready():
    document = read(quarantined(), Outcome.OK, "Experience", 2)
    assert (document.state, document.state_reason) == (DocumentState.READY, "")
    assert (document.text.text, document.text.pages) == ("Experience", 2)
    event = Event.objects.get(verb="document.read")
    assert event.data == {
        "application": document.application_id,
        "state": "ready",
        "reason": "",
    }


def test_a_scan_is_ready_and_says_that_no_text_was_found():
    document = read(quarantined(), Outcome.NO_TEXT, pages=1)
    assert (document.state, document.state_reason) == (DocumentState.READY, "no_text")


def test_text_that_was_cut_is_said_to_be():
    document = read(quarantined(), Outcome.OK, "x", truncated=True)
    assert (document.state, document.state_reason) == (DocumentState.READY, "text_cut")


@pytest.mark.parametrize("outcome", sorted(set(Outcome) - {Outcome.OK, Outcome.NO_TEXT}))
def test_everything_else_holds_a_document_with_its_reason(outcome):
    document = read(quarantined(), outcome)
    assert (document.state, document.state_reason) == (DocumentState.HELD, outcome)
    assert str(rules.REASONS[document.state_reason])


def test_a_second_reading_of_the_same_event_changes_nothing():
    document = read(quarantined(), Outcome.OK, "first")
    read(document, Outcome.DAMAGED, "second")
    assert document.state == DocumentState.READY
    assert DocumentText.objects.get().text == "first"
    assert Event.objects.filter(verb="document.read").count() == 1


def test_a_document_that_is_gone_is_no_error():
    actions.record_extraction(document_id=7_000_000, extraction=Extraction(Outcome.OK), now=NOW)
    assert not DocumentText.objects.exists()


def test_a_held_document_is_read_again_on_request():
    document, recruiter = read(quarantined(), Outcome.NO_SANDBOX), UserFactory()
    actions.check_again(actor=recruiter, document_id=document.pk, now=NOW)
    document.refresh_from_db()
    assert (document.state, document.state_reason) == (DocumentState.QUARANTINED, "")
    assert Event.objects.get(verb="document.stored").actor_id == recruiter.pk
    assert read(document, Outcome.OK, "now it works").text.text == "now it works"


def test_only_a_held_document_can_be_checked_again():
    with pytest.raises(actions.NotHeld):
        actions.check_again(actor=UserFactory(), document_id=DocumentFactory().pk, now=NOW)
