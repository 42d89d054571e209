"""Scorecard criteria as they are stored."""

from dataclasses import dataclass

from django.db.models import Prefetch

from postings.criteria.models import HIGHEST_LEVEL, LOWEST_LEVEL, Criterion, CriterionLevel
from postings.posting.models import Posting
from postings.posting.queries import in_order

LEVELS = range(LOWEST_LEVEL, HIGHEST_LEVEL + 1)
WITH_LEVELS = Prefetch(
    "criteria", Criterion.objects.order_by("position", "pk").prefetch_related("levels")
)


@dataclass(frozen=True, kw_only=True)
class CriterionRow:
    """`levels` are the texts of the levels, lowest first; "" where none is written yet."""

    id: int | None = None
    name: str
    guidance: str = ""
    levels: tuple[str, ...] = ("",) * len(LEVELS)


def criteria_of(posting: Posting) -> tuple[CriterionRow, ...]:
    if "criteria" not in getattr(posting, "_prefetched_objects_cache", {}):
        rows = list(posting.criteria.order_by("position", "pk").prefetch_related("levels"))
    else:
        rows = in_order(posting.criteria)
    return tuple(
        CriterionRow(
            id=row.pk, name=row.name, guidance=row.guidance, levels=_texts(list(row.levels.all()))
        )
        for row in rows
    )


def _texts(levels: list[CriterionLevel]) -> tuple[str, ...]:
    by_value = {level.value: level.text for level in levels}
    return tuple(by_value.get(value, "") for value in LEVELS)
