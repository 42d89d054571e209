"""Applications and submissions by who sent them."""

from django.db.models import QuerySet

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
