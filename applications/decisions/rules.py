"""Who decides, what an answer must have, and what the candidate may already see."""

from datetime import date, datetime, timedelta
from enum import Enum

from applications.candidates.models import Application, ApplicationStatus
from applications.candidates.rules import may_decide
from applications.decisions.models import Decision, DecisionKind, RejectionReason
from postings.posting.models import Posting
from postings.posting.rules import is_editable

__all__ = [
    "DUE_SOON_DAYS",
    "SUBJECT_LENGTH",
    "DueState",
    "answer_due_at",
    "due_state",
    "is_answer_complete",
    "is_held",
    "is_reason",
    "may_be_undone",
    "may_decide",
    "status_after",
    "visible_outcome",
]

DUE_SOON_DAYS = 3
SUBJECT_LENGTH = 300


def is_reason(code: str) -> bool:
    """Say whether `code` is one of the known reasons for a rejection."""
    return code in RejectionReason.values


def is_answer_complete(subject: str, body: str) -> bool:
    """Nobody gets an empty answer."""
    return bool(body.strip()) and 0 < len(subject) <= SUBJECT_LENGTH


def answer_due_at(*, now: datetime, hold_minutes: int) -> datetime:
    """Return when the answer goes out: until then the decision can be undone."""
    return now + timedelta(minutes=hold_minutes)


def status_after(kind: str) -> ApplicationStatus:
    """Return the status that a decision of this kind gives an application."""
    return ApplicationStatus.HIRED if kind == DecisionKind.HIRE else ApplicationStatus.REJECTED


def is_held(decision: Decision) -> bool:
    """Say whether the answer is still with us."""
    return (
        decision.undone_at is None and decision.answered_at is None and decision.failed_at is None
    )


def may_be_undone(decision: Decision, posting: Posting) -> bool:
    """Say whether a decision can be taken back; nobody comes to wait in a posting that is over."""
    return is_held(decision) and is_editable(posting)


def visible_outcome(application: Application, decision: Decision | None) -> ApplicationStatus:
    """Return the status that the candidate's own page may show.

    A decision shows only once its mail was accepted by a mail server or has failed for good;
    until then the application looks as active as it was. `decision` is the one in force.
    """
    status = ApplicationStatus(application.status)
    if status in (ApplicationStatus.ACTIVE, ApplicationStatus.WITHDRAWN):
        return status
    if decision is not None and is_held(decision):
        return ApplicationStatus.ACTIVE
    return status


class DueState(Enum):
    """How near the promised answer is."""

    LATER = "later"
    SOON = "soon"
    OVERDUE = "overdue"


def due_state(reply_by_on: date, *, today: date) -> DueState:
    """Return how near an open answer is; overdue begins the day after the promised one."""
    if reply_by_on < today:
        return DueState.OVERDUE
    if reply_by_on <= today + timedelta(days=DUE_SOON_DAYS):
        return DueState.SOON
    return DueState.LATER
