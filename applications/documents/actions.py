"""Taking files in, tying them to what was sent, and noting how reading them went."""

from datetime import datetime
from functools import partial
from typing import TYPE_CHECKING, BinaryIO, cast
from uuid import UUID

from django.conf import settings
from django.core.files.uploadedfile import UploadedFile
from django.db import transaction

from applications.candidates.locks import lock_form
from applications.candidates.models import Submission
from applications.documents import rules
from applications.documents.checks import pdf
from applications.documents.extraction import Extraction, Outcome, extract
from applications.documents.file_types import CheckedFile, FileType, check_file
from applications.documents.files import files
from applications.documents.models import Document, DocumentKind, DocumentState, DocumentText
from applications.documents.queries import uploads_of_form
from applications.documents.refusals import PasswordProtected, TooManyFiles, UploadIncomplete
from ats.events.actions import record
from ats.files.storage import StoredFile
from postings.application_form.models import Question

if TYPE_CHECKING:
    from ats.users.models import User

# Only for a PDF that mentions encryption, so that its owner is told at once, not a recruiter later.
PASSWORD_TRIAL_SECONDS = 4.0


class NotHeld(Exception):
    """Only a held document can be checked again; meanwhile this one is not."""


def store_upload(
    *,
    form_key: UUID,
    uploaded_file: "UploadedFile[bytes]",
    kind: DocumentKind,
    now: datetime,
    question_id: int | None = None,
) -> Document:
    """Check and store a file for a form that is not sent yet.

    A new résumé replaces the last one, and so does another file for the same question. One for a
    question that is not asked any more is kept as a file of its own.

    Nothing of it is believed until it was read in the sandbox: its state is quarantined. Call it
    outside of a transaction. Raises an UploadRefused to show the person, or ats.files' StorageFull.
    """
    checked = check_file(
        cast(BinaryIO, uploaded_file),
        name=uploaded_file.name or "",
        size=uploaded_file.size or 0,
        limit=settings.UPLOAD_LIMIT_BYTES,
    )
    uploaded_file.seek(0)
    stored = files.save(uploaded_file.chunks())
    try:
        if stored.size != checked.size:
            raise UploadIncomplete
        _refuse_password(stored.name, checked.file_type)
        with transaction.atomic():
            question = _question(question_id)
            _make_room(form_key, kind, question)
            return _create_document(form_key, kind, question, checked, stored, now)
    except BaseException:
        files.delete(stored.name)
        raise


def remove_upload(*, form_key: UUID, document_id: int) -> bool:
    """Remove a file from a form that is not sent yet; False where it has no such file."""
    with transaction.atomic():
        document = uploads_of_form(form_key).select_for_update().filter(pk=document_id).first()
        if document is None:
            return False
        delete_documents([document])
    return True


def attach_uploads(*, form_key: UUID, submission: Submission, now: datetime) -> list[Document]:
    """Tie everything uploaded with a form to what was sent with it, and have it read.

    Part of the transaction that writes the submission.
    """
    documents = lock_uploads(form_key)
    attach_documents(documents, submission=submission, now=now)
    return documents


def lock_uploads(form_key: UUID) -> list[Document]:
    """Lock what was uploaded with a form until the transaction ends, so that it stays as it is."""
    # A row that is being replaced is gone once it can be locked, and the new one not seen yet.
    lock_form(form_key)
    return list(uploads_of_form(form_key).select_for_update())


def attach_documents(documents: list[Document], *, submission: Submission, now: datetime) -> None:
    """Tie locked uploads to what was sent with them, and have them read."""
    for document in documents:
        document.form_key = None
        document.submission = submission
        document.application_id = submission.application_id
        document.save(update_fields=["form_key", "submission", "application"])
        _ask_to_read(document, actor=None, actor_kind="candidate", now=now)


def record_extraction(*, document_id: int, extraction: Extraction, now: datetime) -> None:
    """Write down how reading a document went; a repeat, or one that is gone, changes nothing."""
    state, reason = rules.state_after(extraction.outcome, truncated=extraction.truncated)
    with transaction.atomic():
        document = _quarantined(document_id)
        if document is None:
            return
        DocumentText.objects.update_or_create(
            document=document,
            defaults={
                "text": extraction.text,
                "pages": extraction.pages,
                "extracted_at": now,
            },
        )
        _settle(document, state, reason, now=now)


def hold_document(*, document_id: int, reason: str, now: datetime) -> None:
    """Hold a document that could not even be tried; `reason` is a key of rules.REASONS."""
    with transaction.atomic():
        document = _quarantined(document_id)
        if document is not None:
            _settle(document, DocumentState.HELD, reason, now=now)


def check_again(*, actor: "User", document_id: int, now: datetime) -> Document:
    """Put a held document back into quarantine and have it read. Raises NotHeld."""
    with transaction.atomic():
        document = Document.objects.select_for_update().get(pk=document_id)
        if not rules.is_held(document):
            raise NotHeld
        document.state, document.state_reason = DocumentState.QUARANTINED, ""
        document.save(update_fields=["state", "state_reason"])
        _ask_to_read(document, actor=actor, actor_kind="staff", now=now)
    return document


def delete_documents(documents: list[Document]) -> None:
    """Delete rows with their texts, and their files once the transaction is committed."""
    Document.objects.filter(pk__in=[document.pk for document in documents]).delete()
    for document in documents:
        transaction.on_commit(partial(files.delete, document.stored_name))


def _refuse_password(stored_name: str, file_type: FileType) -> None:
    if file_type is not FileType.PDF:
        return
    with files.open(stored_name) as file:
        if not pdf.mentions_encryption(file):
            return
        tried = extract(file, file_type, seconds=PASSWORD_TRIAL_SECONDS)
    if tried.outcome is Outcome.ENCRYPTED:
        raise PasswordProtected


def _create_document(
    form_key: UUID,
    kind: DocumentKind,
    question: Question | None,
    checked: CheckedFile,
    stored: StoredFile,
    now: datetime,
) -> Document:
    return Document.objects.create(
        form_key=form_key,
        kind=kind,
        question=question,
        original_name=checked.name,
        stored_name=stored.name,
        file_type=checked.file_type,
        size=stored.size,
        sha256=stored.sha256,
        created_at=now,
    )


def _question(question_id: int | None) -> Question | None:
    """Return the question while it is there, and keep it from going before we are done."""
    if question_id is None:
        return None
    return Question.objects.select_for_update(no_key=True).filter(pk=question_id).first()


def _make_room(form_key: UUID, kind: DocumentKind, question: Question | None) -> None:
    lock_form(form_key)
    uploads = lock_uploads(form_key)
    replaced = [u for u in uploads if _replaces(u, kind, question)]
    if len(uploads) - len(replaced) >= rules.MOST_UPLOADS_PER_FORM:
        raise TooManyFiles
    delete_documents(replaced)


def _replaces(upload: Document, kind: DocumentKind, question: Question | None) -> bool:
    if question is not None:
        return upload.question_id == question.pk
    return kind == DocumentKind.RESUME and upload.kind == kind


def _quarantined(document_id: int) -> Document | None:
    return (
        Document.objects.select_for_update()
        .filter(pk=document_id, state=DocumentState.QUARANTINED)
        .first()
    )


def _settle(document: Document, state: DocumentState, reason: str, *, now: datetime) -> None:
    document.state, document.state_reason = state, reason
    document.save(update_fields=["state", "state_reason"])
    record(
        "document.read",
        subject=document,
        actor=None,
        now=now,
        data={"application": document.application_id, "state": state.value, "reason": reason},
    )


def _ask_to_read(
    document: Document, *, actor: "User | None", actor_kind: str, now: datetime
) -> None:
    record(
        "document.stored",
        subject=document,
        actor=actor,
        actor_kind=actor_kind,
        now=now,
        data={"application": document.application_id},
    )
