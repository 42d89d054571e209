"""People: proving that an address is theirs, and taking over what they sent."""

from datetime import datetime

from django.db import transaction

from applications.candidates.locks import lock_address
from applications.candidates.models import (
    Application,
    ApplicationStatus,
    Candidate,
    Submission,
)
from applications.candidates.rules import fold
from ats.events.actions import record


class AlreadyOnPosting(Exception):
    """The confirmed person has another active application for the same posting."""


def confirm_address(*, application_id: int, now: datetime) -> Candidate:
    """Note that the address of an application was proven by whoever reads its mail.

    Where a confirmed person with this address exists, the application becomes theirs, and the
    unconfirmed person is dropped once nothing hangs on them. Repeating it changes nothing.

    Raises AlreadyOnPosting or Application.DoesNotExist.
    """
    email = Candidate.objects.values_list("email", flat=True).get(applications__pk=application_id)
    with transaction.atomic():
        lock_address(email)
        application = Application.objects.select_for_update().get(pk=application_id)
        candidate = Candidate.objects.select_for_update().get(pk=application.candidate_id)
        if candidate.email_confirmed_at is not None:
            return candidate
        known = (
            Candidate.objects.select_for_update()
            .filter(email=candidate.email, email_confirmed_at__isnull=False)
            .first()
        )
        if known is None:
            candidate.email_confirmed_at = now
            candidate.save(update_fields=["email_confirmed_at"])
            known = candidate
        else:
            _join(application, known)
        record(
            "candidate.email_confirmed",
            subject=known,
            actor=None,
            actor_kind="candidate",
            now=now,
            data={"application": application.pk},
        )
    return known


def take_over_contact(candidate: Candidate, submission: Submission) -> None:
    """Write what a submission says about a person to the person; what it leaves out stays."""
    candidate.name = submission.name
    candidate.name_folded = fold(submission.name)
    candidate.phone = submission.phone or candidate.phone
    candidate.country = submission.country or candidate.country
    candidate.time_zone = submission.time_zone or candidate.time_zone
    candidate.save(update_fields=["name", "name_folded", "phone", "country", "time_zone"])


def _join(application: Application, known: Candidate) -> None:
    stranger = application.candidate
    is_active = application.status == ApplicationStatus.ACTIVE
    if is_active and known.applications.active().filter(posting=application.posting_id).exists():
        raise AlreadyOnPosting
    application.candidate = known
    application.save(update_fields=["candidate"])
    if not stranger.applications.exists():
        stranger.delete()
