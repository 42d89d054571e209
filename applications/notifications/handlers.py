"""Turns what happened into mails: each handler only writes Message rows, one per recipient."""

from datetime import datetime

from django.db import models, transaction
from django.utils import timezone

from applications.candidates.models import Application, Assignment, Submission
from applications.decisions.actions import message_key
from applications.decisions.models import Decision, DecisionKind
from applications.notifications import texts
from applications.notifications.queries import (
    people_to_tell,
    recruiters_to_tell,
    team_to_tell,
)
from applications.notifications.texts import Text
from ats.events.models import Delivery, Event
from ats.events.registry import handles
from ats.mail.actions import queue_message
from ats.users.models import User
from postings.lifecycle.queries import why_it_waits
from postings.posting.models import Posting, PostingStatus

ANSWER_KINDS = {DecisionKind.REJECT: "rejection", DecisionKind.HIRE: "hire"}


@handles("application.submitted", "application.resubmitted", name="notifications.confirm")
def confirm(event: Event, delivery: Delivery) -> None:
    """Tell the sender of a form that it arrived; the words do not say whether it was the first."""
    submission = (
        Submission.objects.filter(pk=event.data["submission"])
        .select_related("application__posting", "application__candidate")
        .first()
    )
    if submission is None or not submission.email:
        return
    is_further = event.verb == "application.resubmitted"
    text = texts.confirmation(submission)
    queue_message(
        event=event,
        key=f"confirmation:{submission.pk}",
        kind="confirmation",
        recipient_name=texts.greeting(submission.name),
        recipient_email=submission.email,
        language=submission.language,
        # The link in a mail about a further submission can confirm that one.
        about=submission if is_further else submission.application,
        now=timezone.now(),
        subject=text.subject,
        body=text.body,
    )


@handles("application.submitted", "application.resubmitted", name="notifications.tell_team")
def tell_team(event: Event, delivery: Delivery) -> None:
    application = _application(event)
    if application is None:
        return
    is_further = event.verb == "application.resubmitted"
    for recipient in people_to_tell(application.posting):
        text = texts.team_notice(
            application, recipient.user, is_further=is_further, on_team=recipient.on_team
        )
        _to_staff(event, recipient.user, "team_notice", text, about=application)


@handles("application.assigned", name="notifications.tell_reviewer")
def tell_reviewer(event: Event, delivery: Delivery) -> None:
    """Ask a reviewer for a scorecard, unless they are off the application again."""
    application = _application(event)
    if application is None:
        return
    assigned = Assignment.objects.filter(application=application, user__is_active=True)
    row = assigned.filter(user=event.data["user"]).select_related("user").first()
    if row is not None:
        text = texts.assignment(application, row.user)
        _to_staff(event, row.user, "assignment", text, about=application)


@handles("application.withdrawn", name="notifications.confirm_withdrawal")
def confirm_withdrawal(event: Event, delivery: Delivery) -> None:
    application = _application(event)
    if application is not None and application.candidate.email:
        _to_candidate(
            event,
            application,
            key=f"withdrawal:{event.pk}",
            kind="withdrawal",
            text=texts.withdrawal(application),
        )


@handles("application.withdrawn", name="notifications.tell_team_of_withdrawal")
def tell_team_of_withdrawal(event: Event, delivery: Delivery) -> None:
    application = _application(event)
    if application is None:
        return
    for recipient in people_to_tell(application.posting):
        if recipient.user.pk != event.actor_id:
            text = texts.team_withdrawal(application, recipient.user)
            _to_staff(event, recipient.user, "team_withdrawal", text, about=application)


@handles("application.rejected", "application.hired", name="notifications.answer")
def queue_answer(event: Event, delivery: Delivery) -> None:
    """Write the held mail with a decision's answer, unless the decision is undone.

    The decision's row is locked while the mail is written: an undo before that leaves nothing to
    write, an undo after it finds the mail and cancels it.
    """
    with transaction.atomic():
        decision = (
            Decision.objects.select_for_update(of=("self",))
            .select_related("application__candidate", "application__posting")
            .filter(pk=event.data["decision"], undone_at=None)
            .first()
        )
        if decision is None or not decision.application.candidate.email:
            return
        application = decision.application
        language = texts.language_of(application)
        body = texts.with_status_link(decision.message_body, language=language)
        _to_candidate(
            event,
            application,
            key=message_key(decision),
            kind=ANSWER_KINDS[DecisionKind(decision.kind)],
            text=Text(decision.message_subject, body),
            due_at=decision.answer_due_at,
        )


@handles("posting.sent_for_review", name="notifications.ask_for_review")
def ask_for_review(event: Event, delivery: Delivery) -> None:
    """Ask the others on the team who may publish: hiring managers and recruiters."""
    posting = _posting(event)
    if posting is None or posting.status != PostingStatus.IN_REVIEW:
        return
    sender = _name_of(event.actor_id)
    for recipient in people_to_tell(posting):
        if recipient.user.pk != event.actor_id:
            text = texts.team_review(posting, recipient.user, sender=sender)
            _to_staff(event, recipient.user, "team_review", text, about=posting)


@handles("posting.returned_to_draft", name="notifications.tell_sender")
def tell_sender(event: Event, delivery: Delivery) -> None:
    """Bring the reviewer's note to whoever had sent the posting, unless they took it back."""
    posting = _posting(event)
    sender = User.objects.filter(pk=event.data["sender"], is_active=True).first()
    if posting is None or sender is None or sender.pk == event.actor_id:
        return
    reviewer = _name_of(event.actor_id)
    text = texts.team_returned(posting, sender, reviewer=reviewer, note=posting.review_note)
    _to_staff(event, sender, "team_returned", text, about=posting)


@handles("posting.published", name="notifications.tell_of_publication")
def tell_of_publication(event: Event, delivery: Delivery) -> None:
    posting = _posting(event)
    if posting is None or posting.status != PostingStatus.OPEN:
        return
    for user in team_to_tell(posting):
        if user.pk != event.actor_id:
            text = texts.team_published(posting, user)
            _to_staff(event, user, "team_published", text, about=posting)


@handles("posting.schedule_waits", name="notifications.tell_of_waiting")
def tell_of_waiting(event: Event, delivery: Delivery) -> None:
    """Tell the recruiters what keeps the clock from its work, unless it is mended by now."""
    posting, now = _posting(event), timezone.now()
    reasons = [each.text for each in why_it_waits(posting, now)] if posting else []
    if posting is None or not reasons:
        return
    closes = event.data["action"] == "close"
    for user in recruiters_to_tell(posting):
        text = texts.team_schedule_waits(posting, user, closes=closes, reasons=reasons)
        _to_staff(event, user, "team_schedule_waits", text, about=posting)


def _posting(event: Event) -> Posting | None:
    return Posting.objects.filter(pk=event.subject_id).first()


def _name_of(user_id: int | None) -> str:
    """Return a colleague's name, "" for the system and for accounts that are gone."""
    return str(User.objects.filter(pk=user_id).first() or "") if user_id else ""


def _application(event: Event) -> Application | None:
    return (
        Application.objects.filter(pk=event.subject_id)
        .select_related("candidate", "posting", "stage")
        .first()
    )


def _to_candidate(
    event: Event,
    application: Application,
    *,
    key: str,
    kind: str,
    text: Text,
    due_at: datetime | None = None,
) -> None:
    queue_message(
        event=event,
        key=key,
        kind=kind,
        recipient_name=texts.greeting(application.candidate.name),
        recipient_email=application.candidate.email,
        language=texts.language_of(application),
        about=application,
        due_at=due_at,
        now=timezone.now(),
        subject=text.subject,
        body=text.body,
    )


def _to_staff(event: Event, user: User, kind: str, text: Text, *, about: models.Model) -> None:
    queue_message(
        event=event,
        key=f"{kind}:{event.pk}:{user.pk}",
        kind=kind,
        recipient_name=user.name,
        recipient_email=user.email,
        about=about,
        now=timezone.now(),
        subject=text.subject,
        body=text.body,
    )
