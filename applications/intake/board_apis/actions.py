"""Handing in what a program sent: checked as a whole, then through the action of the form."""

import hashlib
import uuid
from collections.abc import Iterable, Sequence
from contextlib import suppress
from datetime import datetime
from typing import Any

from django.conf import settings
from django.db import InterfaceError, OperationalError, transaction
from django.utils.datastructures import MultiValueDict

from applications.candidates.locks import lock_form
from applications.candidates.models import Door
from applications.candidates.rules import fold_email
from applications.documents.actions import remove_upload, store_upload
from applications.documents.file_types import check_file
from applications.documents.models import Document, DocumentKind
from applications.documents.queries import uploads_of_form
from applications.documents.refusals import UploadRefused
from applications.intake import rules
from applications.intake.actions import SubmissionData, submit_application
from applications.intake.board_apis.handover import Handover, Problem, SentFile
from applications.intake.forms import ContactForm, ProfileForm, RoleForm
from applications.intake.queries import Receipt, receipt_of
from applications.intake.question_fields import QuestionsForm
from applications.profiles.rules import MOST_ROLES, Sections
from ats.web.languages import wanted
from postings.application_form.models import Question
from postings.careers.attribution import read_attribution, source_label, with_referrer
from postings.posting.models import Posting, ResumePolicy

_NAMESPACE = uuid.UUID("6f2b8e0c-6c0f-4f3f-9a3c-0f1f6a6f7f11")


class Refused(Exception):
    """It was not taken; `problems` are all that is wrong with it."""

    def __init__(self, problems: Sequence[Problem]) -> None:
        super().__init__(problems)
        self.problems = problems


def form_key_of(
    *, token_id: int, posting_id: int, email: str, named: str, body: bytes, day: str
) -> uuid.UUID:
    """Return the key under which a request and its repeats are one application.

    It follows from the client's own key (`named`) if it has one, else from everything that was
    sent and the day. The person is part of it: a key used for two people loses neither.
    """
    what = f"key\n{named}".encode() if named else f"body\n{day}\n".encode() + body
    whose = f"{token_id}\n{posting_id}\n{fold_email(email)}\n".encode()
    return uuid.uuid5(_NAMESPACE, hashlib.sha256(whose + what).hexdigest())


def hand_in(
    *,
    posting: Posting,
    questions: Iterable[Question],
    handed: Handover,
    form_key: uuid.UUID,
    source: str,
    notice_version: int,
    now: datetime,
) -> Receipt:
    """Make an application of what was handed in, once for each form key.

    `source` names whoever handed it in, for when nothing else says where it comes from. Raises
    Refused with all problems at once, or what `submit_application` raises, or StorageFull.
    """
    if (receipt := receipt_of(form_key)) is not None:
        return receipt
    data = _checked(posting, list(questions), handed, source, notice_version, now)
    # Under a key of its own at first: equal requests at once do not see each other's files.
    attempt = uuid.uuid4()
    try:
        _store(handed.files, attempt, now)
        with transaction.atomic():
            lock_form(form_key)
            # After the lock: an equal request that was faster has committed by now.
            if receipt_of(form_key) is None:
                uploads_of_form(attempt).update(form_key=form_key)
            return submit_application(data=data, form_key=form_key, now=now)
    finally:
        _drop_uploads(attempt)


def _checked(
    posting: Posting,
    questions: list[Question],
    handed: Handover,
    source: str,
    notice_version: int,
    now: datetime,
) -> SubmissionData:
    typed: MultiValueDict[str, str] = MultiValueDict(handed.fields)
    roles = [RoleForm(typed, prefix=f"role{number}") for number in range(1, MOST_ROLES + 1)]
    profile, contact = ProfileForm(typed), ContactForm(typed)
    own = QuestionsForm(typed, questions=questions, posting=posting, given_files=_given(handed))
    door = _door(posting, handed)
    problems = [*handed.problems, *_file_problems(handed, posting)]
    for part in (contact, *roles, profile, own):
        problems += _form_problems(part, handed)
    if all(part.is_valid() for part in (*roles, profile)):
        sections = _sections(roles, profile)
        if not rules.is_enough_for(door, sections):
            problems.append(_asks_for_more(posting))
    if problems:
        raise Refused(problems)
    found = read_attribution(handed.attribution)
    found = with_referrer(found, handed.referrer, own_hosts=settings.ALLOWED_HOSTS)
    return SubmissionData(
        posting_id=posting.pk,
        door=door,
        **contact.cleaned_data,
        language=wanted(handed.language) or posting.language,
        sections=sections,
        answers=(*own.answers(now=now), *_unasked(handed)),
        source=source_label(found) or source,
        attribution=found,
        notice_version=notice_version,
    )


def _sections(roles: Sequence[RoleForm], profile: ProfileForm) -> Sections:
    said = profile.cleaned_data
    return Sections(
        recent_work=tuple(role for form in roles if (role := form.role())),
        skills=said["skills"],
        proud_of=said["proud_of"],
        links=said["links"],
        about=said["about"],
    )


def _door(posting: Posting, handed: Handover) -> Door:
    doors = rules.doors_of(posting)
    has_resume = any(sent.kind == DocumentKind.RESUME for sent in handed.files)
    return Door.RESUME if Door.RESUME in doors and (has_resume or len(doors) == 1) else doors[-1]


def _given(handed: Handover) -> dict[int, Document | None]:
    """Return the files that answer questions, for the check; what is stored is known by then."""
    return {
        sent.question: Document(original_name=sent.file.name or "")
        for sent in handed.files
        if sent.question is not None
    }


def _unasked(handed: Handover) -> Iterable[dict[str, object]]:
    for label, kind, value in handed.also:
        yield {"question": None, "label": label, "kind": kind, "private": True, "value": value}


def _form_problems(part: Any, handed: Handover) -> Iterable[Problem]:
    for name, messages in part.errors.items():
        full = part.add_prefix(name)
        for message in messages:
            yield Problem(handed.called.get(full, full), str(message))


def _file_problems(handed: Handover, posting: Posting) -> Iterable[Problem]:
    takes_files = posting.resume_policy != ResumePolicy.NOT_ASKED
    resumes = [sent for sent in handed.files if sent.kind == DocumentKind.RESUME]
    if posting.resume_policy == ResumePolicy.REQUIRED and not resumes:
        yield Problem("resume", "Send a résumé: a file in resume, or its text in resume_text.")
    for sent in handed.files:
        if not takes_files and sent.field in FILES_ABOUT_WORK:
            yield Problem(sent.field, "This job takes no such files. Use the other fields.")
        try:
            _check(sent)
        except UploadRefused as refusal:
            yield Problem(sent.field, str(refusal))


FILES_ABOUT_WORK = {
    *("resume", "resume_content", "resume_text", "cover_letter", "cover_letter_content"),
}


def _check(sent: SentFile) -> None:
    file: Any = sent.file
    limit = settings.UPLOAD_LIMIT_BYTES
    check_file(file, name=file.name or "", size=file.size or 0, limit=limit)


def _asks_for_more(posting: Posting) -> Problem:
    if posting.resume_policy == ResumePolicy.NOT_ASKED:
        return Problem("about", "Say something about the work: skills, proud_of, links or about.")
    return Problem("resume", "Send a résumé, or say something in skills, proud_of, links or about.")


def _store(files: Iterable[SentFile], attempt: uuid.UUID, now: datetime) -> None:
    try:
        for sent in files:
            sent.file.seek(0)
            store_upload(
                form_key=attempt,
                uploaded_file=sent.file,
                kind=sent.kind,
                question_id=sent.question,
                now=now,
            )
    except UploadRefused as refusal:
        raise Refused([Problem(sent.field, str(refusal))]) from refusal


def _drop_uploads(attempt: uuid.UUID) -> None:
    """Remove what was stored and not needed; with the database away the hourly tidying does."""
    with suppress(OperationalError, InterfaceError):
        for document in uploads_of_form(attempt):
            remove_upload(form_key=attempt, document_id=document.pk)
