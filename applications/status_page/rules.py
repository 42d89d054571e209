"""What the candidate's own page says about where an application stands."""

import hashlib
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from applications.candidates.models import Application, ApplicationStatus
from applications.status_page.models import StatusLink
from postings.stages.models import StageKind

# Kinds of stages, never their names: those may say more than the company wants to.
STEPS: tuple[tuple[str, Promise, Promise], ...] = (
    (StageKind.NEW, _("Received"), _("We have your application and will read it.")),
    (StageKind.REVIEW, _("Being read"), _("The people who hire for this position are reading it.")),
    (StageKind.INTERVIEW, _("Interviews"), _("The interviews are under way.")),
    (StageKind.OFFER, _("Decision"), _("We are deciding.")),
)
OPENED_EVERY = timedelta(hours=1)


@dataclass(frozen=True, slots=True)
class Step:
    label: Promise
    text: Promise
    is_done: bool
    is_current: bool


def token_hash(token: str) -> str:
    """Return what is stored of a link's secret; it is random, so one fast hash is enough."""
    return hashlib.sha256(token.encode()).hexdigest()


def steps_of(kind: str, outcome: ApplicationStatus) -> list[Step]:
    """Return the steps of an application in a stage of this kind; all are done once it is over."""
    kinds = [step[0] for step in STEPS]
    reached = kinds.index(kind)
    is_over = outcome != ApplicationStatus.ACTIVE
    return [
        Step(
            label,
            text,
            is_done=is_over or position < reached,
            is_current=not is_over and position == reached,
        )
        for position, (_kind, label, text) in enumerate(STEPS)
    ]


def is_overdue(application: Application, outcome: ApplicationStatus, *, today: date) -> bool:
    """Say whether the promised day is over without an answer."""
    return outcome == ApplicationStatus.ACTIVE and application.reply_by_on < today


def may_withdraw(outcome: ApplicationStatus) -> bool:
    """One may withdraw until one has been told, even while a decision waits to be sent."""
    return outcome == ApplicationStatus.ACTIVE


def is_worth_noting(link: StatusLink, *, now: datetime) -> bool:
    """Say whether an opening is written down: at most once an hour for each link."""
    return link.last_opened_at is None or now - link.last_opened_at >= OPENED_EVERY
