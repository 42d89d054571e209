"""Erasing a person from every feature at once."""

from datetime import datetime
from typing import TYPE_CHECKING

from django.db import transaction

from applications.candidates.models import Candidate
from applications.decisions.queries import decision_of
from applications.privacy import rules
from applications.privacy.registry import holders
from ats.events.actions import record

if TYPE_CHECKING:
    from ats.users.models import User


class StillWaiting(Exception):
    """An application of the person is active, or its answer is still held: answer it first."""


def erase_candidate(*, actor: "User | None", candidate_id: int, now: datetime) -> None:
    """Remove all personal data about a candidate; ids, times and counts stay (Art. 17 GDPR).

    Without an `actor` it is the operator, from the command line. Repeating it changes nothing.

    Raises StillWaiting or Candidate.DoesNotExist.
    """
    with transaction.atomic():
        candidate = Candidate.objects.select_for_update().get(pk=candidate_id)
        applications = candidate.applications.select_for_update().order_by("pk")
        if any(rules.is_waiting(each, decision_of(each.pk)) for each in applications):
            raise StillWaiting
        for holder in holders():
            holder.erase(candidate)
        record(
            "candidate.erased", subject=candidate, actor=actor, now=now, data={"by_request": True}
        )
