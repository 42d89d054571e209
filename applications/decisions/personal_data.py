"""Decisions hold the reason and the words that a candidate was sent."""

from applications.candidates.models import Candidate
from applications.decisions.models import Decision

ERASED = "[erased]"


def collect(candidate: Candidate) -> list[dict[str, object]]:
    """Return every decision about the candidate that was not undone."""
    decisions = Decision.objects.filter(application__candidate=candidate, undone_at=None)
    return [
        {
            "application": decision.application_id,
            "kind": decision.kind,
            "reason": decision.reason,
            "subject": decision.message_subject,
            "body": decision.message_body,
            "decided_at": decision.decided_at,
            "answered_at": decision.answered_at,
        }
        for decision in decisions.order_by("decided_at", "pk")
    ]


def erase(candidate: Candidate) -> None:
    """Remove the words, which may name the person; that and when it was decided stays."""
    Decision.objects.filter(application__candidate=candidate).update(
        message_subject=ERASED, message_body=ERASED
    )
