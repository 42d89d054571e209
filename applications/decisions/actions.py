"""Rejecting, hiring, and taking that back while the answer is still held."""

from datetime import datetime
from typing import TYPE_CHECKING

from django.db import IntegrityError, transaction

from applications.candidates.models import Application, ApplicationStatus
from applications.decisions import queries, rules
from applications.decisions.models import Decision, DecisionKind
from applications.pipeline.locking import NotActive, StaleMove, lock_active
from ats.events.actions import record
from ats.mail.actions import TooLateToCancel, cancel_message
from ats.organisation.models import Organisation
from postings.posting.models import Opening, Posting
from postings.posting.rules import is_editable

if TYPE_CHECKING:
    from ats.users.models import User

__all__ = [
    "AnswerAlreadySent",
    "AnswerIncomplete",
    "AppliedAgain",
    "NoSeatLeft",
    "NotActive",
    "NotAllowed",
    "OpeningNotOfPosting",
    "PostingOver",
    "ReasonUnknown",
    "StaleMove",
    "hire_application",
    "message_key",
    "reject_application",
    "undo_decision",
    "withdraw_decision",
]


class NotAllowed(Exception):
    """The actor's role decides about nobody."""


class ReasonUnknown(Exception):
    """A rejection needs one of the known reasons."""


class AnswerIncomplete(Exception):
    """An answer needs a subject (up to 300 characters) and a text."""


class OpeningNotOfPosting(Exception):
    """The opening belongs to another posting, or is gone."""


class NoSeatLeft(Exception):
    """Every seat of the opening is taken."""


class AnswerAlreadySent(Exception):
    """The candidate has been told, or is being told right now; the decision stands."""


class PostingOver(Exception):
    """The posting is closed: taken back, the person would wait there for an answer."""


class AppliedAgain(Exception):
    """The person has a newer active application for this posting, so this one stays closed."""


def message_key(decision: Decision) -> str:
    """Return the key of the one message that carries the decision's answer."""
    return f"decision:{decision.pk}"


def reject_application(
    *,
    actor: "User",
    application_id: int,
    expected_version: int,
    reason: str,
    subject: str,
    body: str,
    now: datetime,
) -> Decision:
    """Reject an active application; the answer goes out after the organisation's hold.

    Raises NotAllowed, ReasonUnknown, AnswerIncomplete, NotActive, StaleMove or
    Application.DoesNotExist.
    """
    if not rules.is_reason(reason):
        raise ReasonUnknown(reason)
    subject = _checked(actor, subject, body)
    with transaction.atomic():
        application = lock_active(application_id, expected_version=expected_version)
        return _decide(
            application,
            Decision(kind=DecisionKind.REJECT, reason=reason),
            actor=actor,
            answer=(subject, body),
            now=now,
        )


def hire_application(
    *,
    actor: "User",
    application_id: int,
    expected_version: int,
    opening_id: int,
    subject: str,
    body: str,
    now: datetime,
) -> Decision:
    """Hire for a seat of one of the posting's openings; the answer is held like a rejection.

    Raises NotAllowed, AnswerIncomplete, OpeningNotOfPosting, NoSeatLeft, NotActive, StaleMove
    or Application.DoesNotExist.
    """
    subject = _checked(actor, subject, body)
    with transaction.atomic():
        application = lock_active(application_id, expected_version=expected_version)
        application.opening = _take_seat(opening_id, posting_id=application.posting_id)
        return _decide(
            application,
            Decision(kind=DecisionKind.HIRE),
            actor=actor,
            answer=(subject, body),
            now=now,
        )


def undo_decision(*, actor: "User", decision_id: int, now: datetime) -> Application:
    """Take a decision back before its answer is sent; undoing it twice changes nothing.

    Raises NotAllowed, AnswerAlreadySent, PostingOver, AppliedAgain or Decision.DoesNotExist.
    """
    if not rules.may_decide(actor):
        raise NotAllowed
    application_id, posting_id = Decision.objects.values_list(
        "application_id", "application__posting_id"
    ).get(pk=decision_id)
    with transaction.atomic():
        # Closing locks the posting, too, and asks whether anybody waits.
        posting = Posting.objects.select_for_update(no_key=True).get(pk=posting_id)
        application = Application.objects.select_for_update().get(pk=application_id)
        decision = Decision.objects.select_for_update().get(pk=decision_id)
        if decision.undone_at is None:
            _drop(decision, now=now)
            if not is_editable(posting):
                raise PostingOver
            _make_active(application)
            _record(application, decision, _UNDONE_VERBS[decision.kind], actor=actor, now=now)
    return application


def withdraw_decision(*, application: Application, now: datetime) -> bool:
    """Drop a decision not told yet because the candidate withdrew; say whether one was dropped.

    The caller holds the lock on the application, in a transaction, and writes its status.

    Raises AnswerAlreadySent, or DatabaseError outside a transaction.
    """
    decision = (
        Decision.objects.select_for_update().filter(application=application, undone_at=None).first()
    )
    if decision is None:
        return False
    _drop(decision, now=now)
    application.opening = None
    application.save(update_fields=["opening"])
    return True


_VERBS = {
    DecisionKind.REJECT: "application.rejected",
    DecisionKind.HIRE: "application.hired",
}
_UNDONE_VERBS: dict[str, str] = {
    DecisionKind.REJECT: "application.rejection_undone",
    DecisionKind.HIRE: "application.hire_undone",
}


def _checked(actor: "User", subject: str, body: str) -> str:
    if not rules.may_decide(actor):
        raise NotAllowed
    subject = " ".join(subject.split())  # a subject is one line
    if not rules.is_answer_complete(subject, body):
        raise AnswerIncomplete
    return subject


def _take_seat(opening_id: int, *, posting_id: int) -> Opening:
    # The lock makes two hires for the last seat count one after the other.
    opening = (
        Opening.objects.select_for_update().filter(pk=opening_id, posting_id=posting_id).first()
    )
    if opening is None:
        raise OpeningNotOfPosting
    if queries.seats_taken(opening.pk) >= opening.seats:
        raise NoSeatLeft
    return opening


def _decide(
    application: Application,
    decision: Decision,
    *,
    actor: "User",
    answer: tuple[str, str],
    now: datetime,
) -> Decision:
    hold = Organisation.objects.current().decision_hold_minutes
    decision.application = application
    decision.message_subject, decision.message_body = answer
    decision.decided_by = actor
    decision.decided_at = now
    decision.answer_due_at = rules.answer_due_at(now=now, hold_minutes=hold)
    decision.save(force_insert=True)
    application.status = rules.status_after(decision.kind)
    application.version += 1
    application.save(update_fields=["status", "version", "opening"])
    _record(application, decision, _VERBS[DecisionKind(decision.kind)], actor=actor, now=now)
    return decision


def _drop(decision: Decision, *, now: datetime) -> None:
    """Mark a decision undone and stop its message; the decision's row is locked."""
    if not rules.is_held(decision):
        raise AnswerAlreadySent
    try:
        cancel_message(key=message_key(decision), now=now)
    except TooLateToCancel as error:
        raise AnswerAlreadySent from error
    decision.undone_at = now
    decision.save(update_fields=["undone_at"])


def _make_active(application: Application) -> None:
    application.status = ApplicationStatus.ACTIVE
    application.opening = None
    application.version += 1
    try:
        with transaction.atomic():
            application.save(update_fields=["status", "opening", "version"])
    except IntegrityError as error:
        raise AppliedAgain from error


def _record(
    application: Application, decision: Decision, verb: str, *, actor: "User", now: datetime
) -> None:
    data: dict[str, object] = {
        "decision": decision.pk,
        "posting": application.posting_id,
        "version": application.version,
    }
    record(verb, subject=application, actor=actor, now=now, data=data)
