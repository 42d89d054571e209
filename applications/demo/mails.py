"""The demo's mail: what was sent in the past, and a few answers that still wait."""

from datetime import datetime, timedelta
from random import Random

from django.db import transaction

from applications.candidates.models import Application
from applications.decisions.actions import reject_application
from applications.decisions.models import Decision
from applications.demo.texts import default_answer
from ats.mail.models import Message, MessageState
from ats.users.models import User
from postings.models import PostingStatus

ANSWERS_ON_HOLD = 3
CONFIRMATION = """Dear {name},

thank you for applying as {title}. Your reference is {reference}.
You will hear from us by {reply_by}.

Where it stands: [[status_link]]

Tidewell"""


def confirmation(application: Application) -> Message:
    """Return the confirmation that the candidate got, unsaved."""
    title = application.posting.title
    body = CONFIRMATION.format(
        name=application.candidate.name,
        title=title,
        reference=application.reference,
        reply_by=f"{application.reply_by_on:%d %B %Y}",
    )
    return _sent(
        application,
        key=f"demo-confirmation:{application.pk}",
        kind="confirmation",
        subject=f"We have your application as {title}",
        body=body,
        at=application.submitted_at + timedelta(minutes=1),
    )


def answer(decision: Decision) -> Message:
    """Return the mail that carried a decision, unsaved."""
    return _sent(
        decision.application,
        key=f"decision:{decision.pk}",
        kind="hire" if decision.kind == "hire" else "rejection",
        subject=decision.message_subject,
        body=decision.message_body,
        at=decision.answer_due_at,
    )


def write_waiting_answers(random: Random, now: datetime) -> None:
    """Reject a few people just now, so that the Outbox has answers that can still be undone."""
    recruiter = User.objects.get(email__startswith="renata@")
    waiting = list(
        Application.objects.active()
        .filter(posting__status=PostingStatus.OPEN, stage__position=0)
        .select_related("candidate", "posting")
        .order_by("pk")
    )
    for application in random.sample(waiting, min(ANSWERS_ON_HOLD, len(waiting))):
        subject, body = default_answer("reject", application)
        with transaction.atomic():
            reject_application(
                actor=recruiter,
                application_id=application.pk,
                expected_version=application.version,
                reason="experience",
                subject=subject,
                body=body,
                now=now,
            )


def _sent(
    application: Application, *, key: str, kind: str, subject: str, body: str, at: datetime
) -> Message:
    return Message(
        key=key,
        kind=kind,
        about_type="application",
        about_id=application.pk,
        recipient_name=application.candidate.name,
        recipient_email=application.candidate.email,
        subject=subject,
        body=body,
        message_id=f"<demo-{key.replace(':', '-')}@tidewell.example>",
        state=MessageState.SENT,
        attempts=1,
        created_at=at,
        due_at=at,
        sent_at=at,
    )
