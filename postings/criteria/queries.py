"""Scorecard criteria as they are stored."""

from dataclasses import dataclass
from typing import Any

from django.contrib.postgres.aggregates import ArrayAgg
from django.db.models import Prefetch

from postings.criteria.models import HIGHEST_LEVEL, LOWEST_LEVEL, Criterion, LibraryCriterion
from postings.posting.models import Posting
from postings.posting.queries import in_order, is_loaded

LEVELS = range(LOWEST_LEVEL, HIGHEST_LEVEL + 1)
# Criteria with the values and the texts of their levels, in one statement.
_CRITERIA = Criterion.objects.annotate(
    level_values=ArrayAgg("levels__value", order_by="levels__value"),
    level_texts=ArrayAgg("levels__text", order_by="levels__value"),
).order_by("position", "pk")
WITH_LEVELS = Prefetch("criteria", _CRITERIA)


@dataclass(frozen=True, kw_only=True)
class CriterionRow:
    """`levels` are the texts of the levels, lowest first; "" where none is written yet."""

    id: int | None = None
    name: str
    guidance: str = ""
    levels: tuple[str, ...] = ("",) * len(LEVELS)


def criteria_of(posting: Posting) -> tuple[CriterionRow, ...]:
    """The criteria; those that WITH_LEVELS brought along are not asked for again."""
    loaded = is_loaded(posting, "criteria")
    rows = in_order(posting.criteria) if loaded else _CRITERIA.filter(posting=posting)
    return tuple(
        CriterionRow(id=row.pk, name=row.name, guidance=row.guidance, levels=_texts(row))
        for row in rows
    )


def company_criteria() -> tuple[CriterionRow, ...]:
    """The criteria that postings take copies of, in one statement."""
    rows = LibraryCriterion.objects.order_by("position", "pk")
    return tuple(
        CriterionRow(id=row.pk, name=row.name, guidance=row.guidance, levels=_padded(row.levels))
        for row in rows
    )


def _padded(levels: list[str]) -> tuple[str, ...]:
    return tuple(levels[: len(LEVELS)]) + ("",) * (len(LEVELS) - len(levels))


def _texts(criterion: Any) -> tuple[str, ...]:
    by_value = dict(zip(criterion.level_values, criterion.level_texts, strict=True))
    return tuple(by_value.get(value) or "" for value in LEVELS)
