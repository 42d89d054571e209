"""Receipts of forms, and postings that take applications."""

import uuid
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Exists, OuterRef, Q, QuerySet

from applications.candidates.models import Application, ApplicationStatus, Submission
from applications.candidates.queries import from_address
from applications.decisions.queries import held
from postings.careers.rules import takes_applications
from postings.posting.models import Posting


class PostingNotOpen(Exception):
    """The posting was paused, closed or withdrawn, or its last day is over."""


@dataclass(frozen=True, slots=True)
class Receipt:
    """The reference of a submission; `is_repeat` when this very form had come before."""

    reference: str
    is_repeat: bool
    submission_id: int


def receipt_of(form_key: uuid.UUID) -> Receipt | None:
    """Return the receipt of a form that was stored before."""
    found = Submission.objects.filter(form_key=form_key).values_list("reference", "pk").first()
    return Receipt(found[0], is_repeat=True, submission_id=found[1]) if found else None


def open_from_address(email: str, *, posting_id: int) -> QuerySet[Application]:
    """Return the applications for a posting from an equal address that a candidate takes for open.

    One that was decided stays among them until they are told: a new application beside it would
    give the decision away, and make two of one when it is undone.
    """
    not_told = Exists(held().filter(application=OuterRef("pk")))
    return from_address(email, posting_id=posting_id).filter(
        Q(status=ApplicationStatus.ACTIVE) | not_told
    )


def lock_open_posting(posting_id: int, *, now: datetime) -> Posting:
    """Return a posting that takes applications and keeps doing so until the transaction ends.

    Others may apply meanwhile; who pauses or closes it waits for us, or we see that they did.

    Raises PostingNotOpen.
    """
    statement = f"SELECT * FROM {Posting._meta.db_table} WHERE id = %s FOR SHARE"  # noqa: S608
    posting = next(iter(Posting.objects.raw(statement, [posting_id])), None)
    if posting is None or not takes_applications(posting, now=now):
        raise PostingNotOpen(posting_id)
    return posting
