"""People and their applications over time, as far as somebody may see them."""

from typing import TYPE_CHECKING

from django.db.models import Prefetch, Q, QuerySet

from applications.candidates.models import Application, Candidate
from applications.candidates.rules import fold, fold_email

if TYPE_CHECKING:
    from ats.users.models import User


def matching_candidates(viewer: "User", typed: str) -> QuerySet[Candidate]:
    """Return visible people by the beginning of their name or a whole address."""
    typed = typed.strip()
    condition = Q()
    if "@" in typed:
        condition = Q(email=fold_email(typed))
    elif typed:
        condition = Q(name_folded__startswith=fold(typed))
    return (
        Candidate.objects.visible_to(viewer)
        .filter(condition)
        .prefetch_related(Prefetch("applications", applications_of(viewer)))
    )


def applications_of(viewer: "User") -> QuerySet[Application]:
    """Return visible applications with posting and stage, the latest first."""
    return (
        Application.objects.visible_to(viewer)
        .select_related("posting", "stage")
        .order_by("-submitted_at", "-id")
    )
