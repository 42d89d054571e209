"""What candidates do on their own page, and the links that lead there."""

import secrets
from collections.abc import Iterable
from datetime import datetime

from django.db import transaction

from applications.candidates.actions import AlreadyOnPosting, confirm_address
from applications.candidates.models import Application, ApplicationStatus, Submission
from applications.decisions.actions import AnswerAlreadySent, withdraw_decision
from applications.intake.actions import accept_submission
from applications.status_page import rules
from applications.status_page.models import StatusLink
from ats.events.actions import record

__all__ = [
    "AlreadyOnPosting",
    "TooLateToWithdraw",
    "confirm_and_accept",
    "mint_link",
    "note_opened",
    "withdraw_application",
]

TOKEN_BYTES = 32


class TooLateToWithdraw(Exception):
    """The application was decided and its candidate told, or the answer is just being sent."""


def mint_link(*, application_id: int, submission_id: int | None = None, now: datetime) -> str:
    """Store a new link to the status page of an application and return its secret, once."""
    token = secrets.token_urlsafe(TOKEN_BYTES)
    StatusLink.objects.create(
        application_id=application_id,
        submission_id=submission_id,
        token_hash=rules.token_hash(token),
        created_at=now,
    )
    return token


def note_opened(*, link: StatusLink, now: datetime) -> None:
    """Write down that a link is in use."""
    if rules.is_worth_noting(link, now=now):
        StatusLink.objects.filter(pk=link.pk).update(last_opened_at=now)


def withdraw_application(*, application_id: int, now: datetime) -> Application:
    """Withdraw for the candidate; a decision that they were not told yet is dropped with its mail.

    Withdrawing counts as answered. Repeating it changes nothing.

    Raises TooLateToWithdraw or Application.DoesNotExist.
    """
    with transaction.atomic():
        application = Application.objects.select_for_update().get(pk=application_id)
        if application.status == ApplicationStatus.WITHDRAWN:
            return application
        _drop_decision(application, now)
        application.status = ApplicationStatus.WITHDRAWN
        application.version += 1
        application.answered_at = now
        application.save(update_fields=["status", "version", "answered_at"])
        record(
            "application.withdrawn",
            subject=application,
            actor=None,
            actor_kind="candidate",
            now=now,
            data={"posting": application.posting_id, "version": application.version},
        )
    return application


def confirm_and_accept(
    *, application_id: int, submission_ids: Iterable[int] = (), now: datetime
) -> None:
    """Confirm the address of an application; these waiting submissions of it count from now on.

    Only submissions that the person has seen and named are accepted: anyone can send one with
    their address.

    Raises AlreadyOnPosting, Submission.DoesNotExist or Application.DoesNotExist.
    """
    with transaction.atomic():
        confirm_address(application_id=application_id, now=now)
        for submission_id in submission_ids:
            Submission.objects.get(pk=submission_id, application_id=application_id)
            accept_submission(actor=None, submission_id=submission_id, now=now)


def _drop_decision(application: Application, now: datetime) -> None:
    try:
        was_dropped = withdraw_decision(application=application, now=now)
    except AnswerAlreadySent as error:
        raise TooLateToWithdraw from error
    if application.status != ApplicationStatus.ACTIVE and not was_dropped:
        raise TooLateToWithdraw
