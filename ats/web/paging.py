"""Keyset pages: the same cost on page 1 and page 500, and nothing skipped while rows arrive."""

from dataclasses import dataclass
from typing import Any, Generic, TypeVar

from django.db.models import Model, Q, QuerySet

Row = TypeVar("Row", bound=Model)


@dataclass(frozen=True)
class Page(Generic[Row]):
    rows: list[Row]
    before: str  # cursor for the previous page, "" on the first
    after: str  # cursor for the next page, "" on the last


def keyset_page(
    queryset: QuerySet[Row],
    *,
    order: tuple[str, ...],
    after: str = "",
    before: str = "",
    size: int = 50,
) -> Page[Row]:
    """Return the `size` rows after or before a cursor, in `order`.

    `order` names non-null columns like order_by ("-created_at", "id") and must end in a unique one.
    A cursor is the primary key of the row at the edge, so that no personal data gets into an
    address; one that is not in the queryset (any more) starts at the first page again.
    """
    columns = [name.lstrip("-") for name in order]
    edge = _edge(queryset, before or after, columns)
    backwards = bool(before) and edge is not None
    directed = tuple(reversed_name(name) for name in order) if backwards else order
    selected = queryset if edge is None else queryset.filter(beyond(directed, edge))
    rows = list(selected.order_by(*directed)[: size + 1])
    more = len(rows) > size
    rows = rows[:size]
    if backwards:
        rows.reverse()
    has_before, has_after = (more, True) if backwards else (edge is not None, more)
    return Page(
        rows,
        str(rows[0].pk) if rows and has_before else "",
        str(rows[-1].pk) if rows and has_after else "",
    )


def _edge(queryset: QuerySet[Any], cursor: str, columns: list[str]) -> tuple[Any, ...] | None:
    if not cursor:
        return None
    try:
        return queryset.order_by().filter(pk=cursor).values_list(*columns).first()
    except (ValueError, OverflowError):
        return None


def reversed_name(name: str) -> str:
    """Turn "-created_at" into "created_at" and the other way round."""
    return name[1:] if name.startswith("-") else f"-{name}"


def beyond(directed: tuple[str, ...], edge: tuple[Any, ...]) -> Q:
    """Build (a > x) or (a = x and b > y) …, with < for descending columns."""
    condition, equal = Q(), Q()
    for name, value in zip(directed, edge, strict=True):
        column = name.lstrip("-")
        lookup = "lt" if name.startswith("-") else "gt"
        condition |= equal & Q(**{f"{column}__{lookup}": value})
        equal &= Q(**{column: value})
    return condition
