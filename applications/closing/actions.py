"""One answer to everybody in a posting who has none, in the background, each exactly once."""

import uuid
from collections.abc import Callable, Iterable, Mapping
from datetime import datetime
from typing import TYPE_CHECKING

from django.db import transaction

from applications.candidates.models import Application
from applications.closing.models import BulkAnswer
from applications.closing.queries import running_answer, unanswered
from applications.decisions.actions import (
    AnswerIncomplete,
    NotActive,
    NotAllowed,
    ReasonUnknown,
    StaleMove,
    reject_application,
)
from applications.decisions.rules import is_answer_complete, is_reason, may_decide
from ats.events.actions import record
from postings.lifecycle.actions import Guarded, StalePosting, WrongState, close_posting
from postings.lifecycle.actions import NotAllowed as MayNotClose
from postings.posting.editing import lock_posting

if TYPE_CHECKING:
    from ats.users.models import User

__all__ = [
    "AlreadyRunning",
    "AnswerIncomplete",
    "NobodyLeft",
    "NotAllowed",
    "ReasonUnknown",
    "answer_next",
    "finish_bulk_answer",
    "start_bulk_answer",
]

# Subject and body for one person, from the texts by language.
Write = Callable[[Application, Mapping[str, Mapping[str, str]]], tuple[str, str]]


class AlreadyRunning(Exception):
    """Everybody in this posting is being answered right now."""


class NobodyLeft(Exception):
    """Nobody whom the sender saw still waits, or all of them were left out."""


def start_bulk_answer(
    *,
    actor: "User",
    posting_id: int,
    key: uuid.UUID,
    reason: str,
    texts: Mapping[str, tuple[str, str]],
    seen_at: datetime,
    left_out: Iterable[int] = (),
    left_out_stages: Iterable[int] = (),
    now: datetime,
) -> BulkAnswer:
    """Fix who gets the answer and let the background send it; `texts` by language.

    Whoever applied or was moved after `seen_at`, when the sender's page was made, is left out.
    The same `key` again returns the first one and starts nothing.

    Raises NotAllowed, ReasonUnknown, AnswerIncomplete, AlreadyRunning, NobodyLeft or
    Posting.DoesNotExist.
    """
    _check(actor, reason, texts)
    with transaction.atomic():
        # Two senders come one after the other; whoever applies locks the posting, too.
        posting = lock_posting(posting_id)
        if earlier := BulkAnswer.objects.filter(key=key, posting=posting).first():
            return earlier
        if running_answer(posting_id):
            raise AlreadyRunning
        waiting = unanswered(posting_id).filter(submitted_at__lte=seen_at)
        waiting = waiting.filter(stage_entered_at__lte=seen_at).exclude(pk__in=list(left_out))
        waiting = waiting.exclude(stage_id__in=list(left_out_stages))
        members = [list(row) for row in waiting.values_list("pk", "version")]
        if not members:
            raise NobodyLeft
        started = BulkAnswer.objects.create(
            key=key,
            posting=posting,
            started_by=actor,
            reason=reason,
            texts={code: {"subject": s, "body": b} for code, (s, b) in texts.items()},
            members=members,
            started_at=now,
        )
        data: dict[str, object] = {"bulk_answer": started.pk, "people": len(members)}
        record("posting.answers_started", subject=posting, actor=actor, now=now, data=data)
    return started


def answer_next(*, bulk_answer_id: int, write: Write, now: datetime) -> bool:
    """Reject the next person, or pass over who was decided or moved since; False at the end.

    The answer and the count of it are one transaction, so that whatever dies in between, nobody
    is answered twice and nobody is forgotten.
    """
    with transaction.atomic():
        running = BulkAnswer.objects.select_for_update().get(pk=bulk_answer_id)
        if running.finished_at or running.position >= len(running.members):
            return False
        application_id, version = running.members[running.position]
        if _answer(running, application_id, version, write=write, now=now):
            running.answered += 1
        else:
            running.skipped += 1
        running.position += 1
        running.save(update_fields=["position", "answered", "skipped"])
    return True


def finish_bulk_answer(*, bulk_answer_id: int, now: datetime) -> bool:
    """Note that everybody had their turn, and close the posting if nobody waits any more.

    Says whether it was closed. A second call changes nothing.
    """
    with transaction.atomic():
        running = BulkAnswer.objects.select_for_update().get(pk=bulk_answer_id)
        if running.finished_at:
            return False
        running.finished_at = now
        running.save(update_fields=["finished_at"])
    if running.started_by is None:
        return False
    try:
        close_posting(actor=running.started_by, posting_id=running.posting_id, now=now)
    except (Guarded, WrongState, StalePosting, MayNotClose):
        return False  # the page says who still waits
    return True


def _check(actor: "User", reason: str, texts: Mapping[str, tuple[str, str]]) -> None:
    if not may_decide(actor):
        raise NotAllowed
    if not is_reason(reason):
        raise ReasonUnknown(reason)
    if not texts or not all(is_answer_complete(subject, body) for subject, body in texts.values()):
        raise AnswerIncomplete


def _answer(
    running: BulkAnswer, application_id: int, version: int, *, write: Write, now: datetime
) -> bool:
    """Reject one person as any recruiter would; False where that is not possible any more."""
    application = Application.objects.select_related("candidate", "posting", "stage")
    found = application.filter(pk=application_id).first()
    if found is None or running.started_by is None:
        return False
    subject, body = write(found, running.texts)
    try:
        reject_application(
            actor=running.started_by,
            application_id=application_id,
            expected_version=version,
            reason=running.reason,
            subject=subject,
            body=body,
            now=now,
        )
    except (NotActive, StaleMove, NotAllowed, AnswerIncomplete):
        return False
    return True
