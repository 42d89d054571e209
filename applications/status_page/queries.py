"""Everything that the candidate's own page shows."""

from dataclasses import dataclass
from datetime import datetime

from applications.candidates.answers import AnswerRow, answer_rows
from applications.candidates.models import Application, ApplicationStatus, Submission
from applications.candidates.queries import submissions_of
from applications.decisions.models import Decision
from applications.decisions.queries import decision_of
from applications.decisions.rules import visible_outcome
from applications.documents.models import Document
from applications.profiles.queries import ProfileView, sent_profile
from applications.status_page import rules
from applications.status_page.models import StatusLink
from ats.mail import placeholders
from postings.posting.countries import country_name


@dataclass(frozen=True)
class Sent:
    """One submission as it was sent."""

    submission: Submission
    profile: ProfileView
    answers: list[AnswerRow]
    documents: list[Document]
    country: str

    @property
    def is_waiting(self) -> bool:
        return self.submission.accepted_at is None


@dataclass(frozen=True)
class StatusPage:
    """Where an application stands for its candidate; `outcome` is only what they may know."""

    application: Application
    outcome: ApplicationStatus
    told: str  # the words of the decision, "" before it was sent
    steps: list[rules.Step]
    is_overdue: bool
    may_withdraw: bool
    sent: list[Sent]

    @property
    def waiting(self) -> list[Sent]:
        return [sent for sent in self.sent if sent.is_waiting]

    @property
    def current(self) -> rules.Step | None:
        return next((step for step in self.steps if step.is_current), None)


def find_link(token: str) -> StatusLink | None:
    """Return the link that a secret belongs to, with its application."""
    return (
        StatusLink.objects.filter(token_hash=rules.token_hash(token))
        .select_related("application__posting", "application__stage", "application__candidate")
        .first()
    )


def status_page(application: Application, *, now: datetime) -> StatusPage:
    """Return what the page shows, in three statements."""
    decision = decision_of(application.pk)
    outcome = visible_outcome(application, decision)
    return StatusPage(
        application=application,
        outcome=outcome,
        told=_words(decision, outcome),
        steps=rules.steps_of(application.stage.kind, outcome),
        is_overdue=rules.is_overdue(application, outcome, today=now.date()),
        may_withdraw=rules.may_withdraw(outcome),
        sent=[_sent(submission) for submission in submissions_of(application.pk)],
    )


def _words(decision: Decision | None, outcome: ApplicationStatus) -> str:
    if decision is None or outcome in (ApplicationStatus.ACTIVE, ApplicationStatus.WITHDRAWN):
        return ""
    pieces = placeholders.split(decision.message_body)
    return "".join(text for is_placeholder, text in pieces if not is_placeholder).strip()


def _sent(submission: Submission) -> Sent:
    return Sent(
        submission,
        sent_profile(submission),
        answer_rows(submission.answers),
        list(submission.documents.all()),
        country_name(submission.country) if submission.country else "",
    )
