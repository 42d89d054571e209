"""Taking in an application, once, whole or not at all."""

import uuid
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import TYPE_CHECKING

from django.db import IntegrityError, transaction

from applications.candidates.actions import take_over_contact
from applications.candidates.locks import lock_address_for_posting
from applications.candidates.models import Application, Candidate, Door, Submission
from applications.candidates.references import new_reference
from applications.candidates.rules import fold, fold_email, may_decide
from applications.documents.actions import attach_documents, lock_uploads
from applications.documents.models import Document, DocumentKind
from applications.documents.rules import file_answer
from applications.intake import rules
from applications.intake.queries import (
    PostingNotOpen,
    Receipt,
    lock_open_posting,
    open_from_address,
    receipt_of,
)
from applications.profiles.actions import create_profile, update_profile
from applications.profiles.rules import Sections, sections_from_json
from ats.events.actions import record
from postings.application_form.models import QuestionKind
from postings.posting.models import Posting
from postings.stages.models import Stage

if TYPE_CHECKING:
    from ats.users.models import User

__all__ = [
    "DoorClosed",
    "FileMissing",
    "NoStage",
    "NotAllowed",
    "NothingSaid",
    "PostingNotOpen",
    "Receipt",
    "ResumeMissing",
    "SubmissionData",
    "accept_submission",
    "submit_application",
]

REFERENCE_TRIES = 3


class DoorClosed(Exception):
    """The posting does not take applications of this kind (with, or without, a résumé)."""


class NothingSaid(Exception):
    """Neither a résumé nor any section."""


class ResumeMissing(Exception):
    """The résumé door was chosen, but no file belongs to this form."""


class FileMissing(Exception):
    """A file that answers a question was there and is not any more; `question` is its id."""

    def __init__(self, question: object) -> None:
        super().__init__(question)
        self.question = question


class NoStage(Exception):
    """The posting has no stage to start in; staff have to add one."""


class NotAllowed(Exception):
    """The actor's role accepts nothing on behalf of candidates."""


@dataclass(frozen=True, kw_only=True, slots=True)
class SubmissionData:
    """A checked form. `answers` has the shape of Submission.answers."""

    posting_id: int
    door: str
    name: str
    email: str
    phone: str = ""
    country: str = ""
    time_zone: str = ""
    language: str = "en"
    sections: Sections = field(default_factory=Sections)
    answers: tuple[dict[str, object], ...] = ()
    source: str = ""
    attribution: dict[str, str] = field(default_factory=dict)
    notice_version: int


def submit_application(*, data: SubmissionData, form_key: uuid.UUID, now: datetime) -> Receipt:
    """Store what a form holds, in one transaction; the same form again gives the first receipt.

    An equal address with an open application for the posting makes a further submission on
    it, which waits and changes nothing else. Otherwise a person, their application in the first
    stage and its profile are made. Files stored under `form_key` go along, a résumé only
    through its door; what answers a question with a file is looked up among them.

    Raises PostingNotOpen, DoorClosed, NothingSaid, ResumeMissing, FileMissing or NoStage.
    """
    for tries_left in reversed(range(REFERENCE_TRIES)):
        try:
            with transaction.atomic():
                return _submit(data, form_key, now)
        except IntegrityError:
            # The same form with another address came in between, or the reference is taken.
            if (receipt := receipt_of(form_key)) is not None:
                return receipt
            if not tries_left:
                raise
    raise AssertionError


def accept_submission(*, actor: "User | None", submission_id: int, now: datetime) -> Submission:
    """Let a waiting submission count: person and profile take over what it says.

    `actor` is a recruiter, or None when the candidate has proven the address. Accepting it
    twice changes nothing; one that is older than another accepted one changes no data.

    Raises NotAllowed or Submission.DoesNotExist.
    """
    if actor is not None and not may_decide(actor):
        raise NotAllowed
    with transaction.atomic():
        application_id = Submission.objects.values_list("application_id", flat=True).get(
            pk=submission_id
        )
        application = Application.objects.select_for_update().get(pk=application_id)
        submission = Submission.objects.get(pk=submission_id)
        if submission.accepted_at is not None:
            return submission
        submission.accepted_at = now
        submission.save(update_fields=["accepted_at"])
        if _is_newest_accepted(submission):
            _take_over(application, submission, now)
        record(
            "submission.accepted",
            subject=submission,
            actor=actor,
            actor_kind="" if actor else "candidate",
            now=now,
            data={"application": application.pk, "posting": application.posting_id},
        )
    return submission


def _submit(data: SubmissionData, form_key: uuid.UUID, now: datetime) -> Receipt:
    lock_address_for_posting(data.email, posting_id=data.posting_id)
    # After the lock: whoever sent the same form first has committed by now.
    if (receipt := receipt_of(form_key)) is not None:
        return receipt
    posting = lock_open_posting(data.posting_id, now=now)
    if data.door not in rules.doors_of(posting):
        raise DoorClosed(data.door)
    if not rules.is_enough_for(data.door, data.sections):
        raise NothingSaid
    files = _files_for(data, form_key)
    data = replace(data, answers=_with_files(data.answers, files))
    earlier = (
        open_from_address(data.email, posting_id=posting.pk).select_for_update(of=("self",)).first()
    )
    application = earlier or _create_application(data, posting, now)
    submission = _create_submission(data, application, form_key, now, is_first=earlier is None)
    attach_documents(files, submission=submission, now=now)
    if earlier is None:
        create_profile(application=application, sections=data.sections, now=now)
    _record_submission(submission, application, is_first=earlier is None, now=now)
    return Receipt(submission.reference, is_repeat=False, submission_id=submission.pk)


def _create_application(data: SubmissionData, posting: Posting, now: datetime) -> Application:
    stage = Stage.objects.filter(posting=posting).order_by("position").first()
    if stage is None:
        raise NoStage
    candidate = Candidate.objects.create(
        name=data.name,
        name_folded=fold(data.name),
        email=fold_email(data.email),
        phone=data.phone,
        country=data.country,
        time_zone=data.time_zone,
        created_at=now,
    )
    return Application.objects.create(
        reference=new_reference(),
        candidate=candidate,
        posting=posting,
        stage=stage,
        door=data.door,
        source=data.source,
        submitted_at=now,
        stage_entered_at=now,
        reply_by_on=rules.reply_by(posting, received_at=now),
    )


def _create_submission(
    data: SubmissionData,
    application: Application,
    form_key: uuid.UUID,
    now: datetime,
    *,
    is_first: bool,
) -> Submission:
    return Submission.objects.create(
        reference=application.reference if is_first else new_reference(),
        form_key=form_key,
        application=application,
        door=data.door,
        name=data.name,
        email=fold_email(data.email),
        phone=data.phone,
        country=data.country,
        time_zone=data.time_zone,
        language=data.language,
        profile=data.sections.as_json(),
        answers=list(data.answers),
        source=data.source,
        attribution=data.attribution,
        notice_version=data.notice_version,
        received_at=now,
        accepted_at=now if is_first else None,
    )


def _files_for(data: SubmissionData, form_key: uuid.UUID) -> list[Document]:
    """Lock the files that go along: whoever told us on the form instead sends no résumé."""
    files = lock_uploads(form_key)
    if data.door != Door.RESUME:
        return [document for document in files if document.kind != DocumentKind.RESUME]
    if not any(document.kind == DocumentKind.RESUME for document in files):
        raise ResumeMissing
    return files


def _with_files(
    answers: Sequence[dict[str, object]], files: Sequence[Document]
) -> tuple[dict[str, object], ...]:
    """Return the answers with the files that are there now: another tab may have changed them."""
    by_question = {document.question_id: document for document in files if document.question_id}
    return tuple(_with_file(answer, by_question) for answer in answers)


def _with_file(answer: dict[str, object], files: Mapping[int, Document]) -> dict[str, object]:
    if answer["kind"] != QuestionKind.FILE:
        return answer
    document = files.get(int(str(answer["question"] or 0)))
    if document is None and answer["value"] is not None:
        raise FileMissing(answer["question"])
    return answer | {"value": file_answer(document) if document else None}


def _record_submission(
    submission: Submission, application: Application, *, is_first: bool, now: datetime
) -> None:
    record(
        "application.submitted" if is_first else "application.resubmitted",
        subject=application,
        actor=None,
        actor_kind="candidate",
        now=now,
        data={
            "submission": submission.pk,
            "posting": application.posting_id,
            "candidate": application.candidate_id,
        },
    )


def _is_newest_accepted(submission: Submission) -> bool:
    newer = Submission.objects.filter(
        application=submission.application_id,
        accepted_at__isnull=False,
        received_at__gt=submission.received_at,
    )
    return not newer.exists()


def _take_over(application: Application, submission: Submission, now: datetime) -> None:
    candidate = Candidate.objects.select_for_update().get(pk=application.candidate_id)
    take_over_contact(candidate, submission)
    sections = sections_from_json(submission.profile)
    update_profile(application=application, sections=sections, now=now)
