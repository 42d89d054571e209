"""What became of the mail that carries an answer."""

from django.db import transaction

from applications.candidates.models import Application
from applications.decisions.models import Decision
from ats.events.actions import record
from ats.events.models import Delivery, Event
from ats.events.registry import handles
from ats.mail.models import Message

KEY_PREFIX = "decision:"


@handles("message.sent", "message.failed", name="decisions.note_answer")
def note_answer(event: Event, delivery: Delivery) -> None:
    """Write down that the candidate was told, or that the mail failed for good."""
    message = Message.objects.filter(pk=event.subject_id).first()
    if message is None or not message.key.startswith(KEY_PREFIX):
        return
    decision_id = int(message.key.removeprefix(KEY_PREFIX))
    application_id = (
        Decision.objects.filter(pk=decision_id).values_list("application_id", flat=True).first()
    )
    if application_id is None:
        return
    with transaction.atomic():
        application = Application.objects.select_for_update().get(pk=application_id)
        decision = Decision.objects.select_for_update().get(pk=decision_id)
        if decision.answered_at is None and decision.undone_at is None:
            if event.verb == "message.sent":
                _note_sent(application, decision, event)
            else:
                decision.failed_at = event.occurred_at
                decision.save(update_fields=["failed_at"])


def _note_sent(application: Application, decision: Decision, event: Event) -> None:
    decision.answered_at = event.occurred_at
    decision.failed_at = None  # a mail that failed may have been sent again
    decision.save(update_fields=["answered_at", "failed_at"])
    application.answered_at = event.occurred_at
    application.save(update_fields=["answered_at"])
    record(
        "application.answered",
        subject=application,
        actor=None,
        now=event.occurred_at,
        data={"decision": decision.pk, "posting": application.posting_id},
    )
