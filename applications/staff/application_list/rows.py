"""A row of the list, ready to be drawn."""

from dataclasses import dataclass
from datetime import date

from applications.candidates.models import Application, ApplicationStatus
from applications.decisions.rules import DueState, due_state
from applications.scorecards.queries import Seal
from applications.staff.board.cards import scores_text

_TONES = {DueState.OVERDUE: "danger", DueState.SOON: "warning", DueState.LATER: ""}
STATUS_TONES = {
    ApplicationStatus.ACTIVE: "neutral",
    ApplicationStatus.HIRED: "success",
    ApplicationStatus.REJECTED: "danger",
    ApplicationStatus.WITHDRAWN: "neutral",
}


@dataclass(frozen=True)
class Row:
    application: Application
    scores: str
    scores_title: str
    due_tone: str  # "" when the answer is given, or is not due soon
    owes_answer: bool
    status_tone: str
    is_flagged: bool


def row_of(application: Application, seal: Seal, *, today: date, is_flagged: bool = False) -> Row:
    scores, title = scores_text(seal)
    owes = application.answered_at is None and application.status == ApplicationStatus.ACTIVE
    tone = _TONES[due_state(application.reply_by_on, today=today)] if owes else ""
    status_tone = STATUS_TONES[ApplicationStatus(application.status)]
    return Row(application, scores, title, tone, owes, status_tone, is_flagged)
