"""Stages as they are stored, and those a new posting begins with."""

from dataclasses import dataclass

from django.utils.translation import gettext as _

from postings.posting.models import Posting
from postings.posting.queries import in_order
from postings.stages.models import StageKind, TemplateStage


@dataclass(frozen=True, kw_only=True)
class StageRow:
    id: int | None = None
    name: str
    kind: str


def stages_of(posting: Posting) -> tuple[StageRow, ...]:
    rows = in_order(posting.stages)
    return tuple(StageRow(id=row.pk, name=row.name, kind=row.kind) for row in rows)


def default_stages() -> tuple[StageRow, ...]:
    """What a posting starts with: the company's stages, or the usual four until it has some."""
    rows = TemplateStage.objects.order_by("position", "pk")
    stages = tuple(StageRow(name=row.name, kind=row.kind) for row in rows)
    return stages or usual_stages()


def usual_stages() -> tuple[StageRow, ...]:
    return (
        StageRow(name=_("New"), kind=StageKind.NEW),
        StageRow(name=_("Review"), kind=StageKind.REVIEW),
        StageRow(name=_("Interview"), kind=StageKind.INTERVIEW),
        StageRow(name=_("Offer"), kind=StageKind.OFFER),
    )
