"""How many postings each choice of a filter leads to, counted in one statement."""

from collections import defaultdict
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from django.db.models import Count, Expression, F, Q, QuerySet, TextField, Value
from django.db.models.functions import Cast, Coalesce, Concat

from postings.careers.filters import Filters, facet_conditions
from postings.careers.queries import listed
from postings.posting.models import Location, Opening, Posting, WorkplaceType

ANYTIME = Q(window_from_minutes=None, workplace_type=WorkplaceType.REMOTE)


@dataclass(frozen=True)
class Counts:
    """`by_facet` has (value, name, postings) for each choice, as far as the others allow it."""

    found: int  # that fit everything that is chosen
    listed: int  # in all
    by_facet: dict[str, list[tuple[str, str, int]]] = field(default_factory=dict)

    def at_offset(self, offset: int) -> int:
        """Count what fits a time zone; see filters._within_hours."""
        windows = ((value.split(), count) for value, _, count in self.by_facet.get("hours", []))
        return sum(
            count
            for window, count in windows
            if not window or int(window[0]) <= offset <= int(window[1])
        )


def count_choices(filters: Filters, words: Q, *, now: datetime) -> Counts:
    """Count every choice given all other ones and `words`, the condition of `queries.found_by`.

    One statement, whatever the number of postings.
    """
    conditions = facet_conditions(filters, now=now)

    def without(facet: str) -> QuerySet[Posting]:
        others = (found for key, found in conditions.items() if key != facet)
        return listed(now=now).filter(words, *others)

    total, *rest = (
        _grouped(listed(now=now), "listed", Value("")),
        _grouped(without(""), "found", Value("")),
        _grouped(
            without("department").exclude(department=None),
            "department",
            F("department_id"),
            F("department__name"),
        ),
        _grouped(without("workplace"), "workplace", F("workplace_type")),
        _grouped(without("employment"), "employment", F("employment_type")),
        _grouped(without("hours").filter(ANYTIME | _HAS_WINDOW), "hours", _WINDOW),
        _grouped(_of(Location, without("country")), "country", F("country"), counted="posting"),
        _grouped(
            _of(Opening, without("team")).exclude(team=""), "team", F("team"), counted="posting"
        ),
    )
    by_facet: dict[str, list[tuple[str, str, int]]] = defaultdict(list)
    for facet, value, name, count in total.union(*rest, all=True):
        by_facet[facet].append((value, name, count))
    return Counts(
        found=_only(by_facet.pop("found", [])),
        listed=_only(by_facet.pop("listed", [])),
        by_facet=dict(by_facet),
    )


_HAS_WINDOW = Q(window_from_minutes__isnull=False)
_WINDOW = Coalesce(
    Concat(
        Cast("window_from_minutes", TextField()),
        Value(" "),
        Cast("window_to_minutes", TextField()),
        output_field=TextField(),
    ),
    Value("", output_field=TextField()),
)


def _grouped(
    rows: QuerySet[Any],
    facet: str,
    value: Expression | F,
    name: Expression | F | None = None,
    *,
    counted: str = "pk",
) -> QuerySet[Any, tuple[str, str, str, int]]:
    found: QuerySet[Any, tuple[str, str, str, int]] = (
        rows.order_by()
        .annotate(
            facet=Value(facet, output_field=TextField()),
            value=Cast(value, TextField()),
            label=Cast(name or Value(""), TextField()),
        )
        .values("facet", "value", "label")
        .annotate(count=Count(counted, distinct=counted != "pk"))
        .values_list("facet", "value", "label", "count")
    )
    return found


def _of(model: Any, postings: QuerySet[Posting]) -> QuerySet[Any]:
    found: QuerySet[Any] = model.objects.filter(posting__in=postings.values("pk"))
    return found


def _only(rows: list[tuple[str, str, int]]) -> int:
    return rows[0][2] if rows else 0
