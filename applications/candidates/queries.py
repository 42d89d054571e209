"""Applications and submissions by who sent them."""

from collections.abc import Iterable

from django.db.models import Exists, OuterRef, QuerySet

from applications.candidates.models import Application, Submission
from applications.candidates.rules import fold_email


def from_address(email: str, *, posting_id: int) -> QuerySet[Application]:
    """Return the applications for a posting from an equal address, the oldest first."""
    return Application.objects.filter(
        posting_id=posting_id, candidate__email=fold_email(email)
    ).order_by("submitted_at", "pk")


def submissions_of(application_id: int) -> QuerySet[Submission]:
    """Return everything sent for an application with its documents, the newest first."""
    return (
        Submission.objects.filter(application_id=application_id)
        .prefetch_related("documents")
        .order_by("-received_at", "-pk")
    )


def with_flagged_answer() -> QuerySet[Submission]:
    """Return the submissions that count and in which an answer was flagged, by application.

    For those who may see private answers: a flag tells what was answered.
    """
    newer = Submission.objects.filter(
        application=OuterRef("application"),
        accepted_at__isnull=False,
        received_at__gt=OuterRef("received_at"),
    )
    return Submission.objects.filter(
        ~Exists(newer), accepted_at__isnull=False, answers__contains=[{"flagged": True}]
    )


def flagged_of(application_ids: Iterable[int]) -> set[int]:
    """Return those of the applications that have a flagged answer, in one statement."""
    found = with_flagged_answer().filter(application__in=list(application_ids))
    return set(found.values_list("application_id", flat=True))
