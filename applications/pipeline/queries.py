"""Where applications are and how they got there."""

from dataclasses import dataclass
from datetime import datetime

from django.contrib.auth import get_user_model
from django.db.models import Count, QuerySet

from applications.candidates.models import Application, ApplicationStatus
from applications.pipeline.models import Transition
from ats.events.models import Event
from postings.stages.models import Stage

# The verbs that raise an application's version.
CHANGES = (
    "application.moved",
    "application.rejected",
    "application.rejection_undone",
    "application.hired",
    "application.hire_undone",
    "application.withdrawn",
)


@dataclass(frozen=True)
class Change:
    """The latest change to an application's place or status; `actor_name` may be ""."""

    verb: str
    actor_name: str
    at: datetime


def last_change(application_id: int) -> Change | None:
    """Return who changed the place or status of an application last, and when."""
    event = (
        Event.objects.filter(
            subject_type="application", subject_id=application_id, verb__in=CHANGES
        )
        .order_by("-id")
        .first()
    )
    if event is None:
        return None
    actor = get_user_model().objects.filter(pk=event.actor_id).first() if event.actor_id else None
    return Change(event.verb, str(actor) if actor else "", event.occurred_at)


def transitions_of(application_id: int) -> QuerySet[Transition]:
    """Return the moves of an application in the order in which they happened."""
    return (
        Transition.objects.filter(application_id=application_id)
        .select_related("from_stage", "to_stage", "actor")
        .order_by("version")
    )


def last_transition(application_id: int) -> Transition | None:
    """Return the latest move of an application."""
    return (
        Transition.objects.filter(application_id=application_id)
        .select_related("from_stage")
        .order_by("-version")
        .first()
    )


@dataclass(frozen=True)
class Column:
    """A stage of a board with the number of active applications in it."""

    stage: Stage
    count: int


def stage_counts(posting_id: int) -> dict[int, int]:
    """Return how many active applications each stage holds; empty stages are left out."""
    rows = (
        Application.objects.filter(posting_id=posting_id, status=ApplicationStatus.ACTIVE)
        .values_list("stage_id")
        .annotate(n=Count("pk"))
    )
    return dict(rows)


def columns_of(posting_id: int) -> list[Column]:
    """Return the stages of a posting in order, with their counts, in two statements."""
    counts = stage_counts(posting_id)
    stages = Stage.objects.filter(posting_id=posting_id).order_by("position")
    return [Column(stage, counts.get(stage.pk, 0)) for stage in stages]
