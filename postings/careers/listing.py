"""The list of open postings as a page shows it: rows, what can be chosen, what is chosen."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.core.cache import caches
from django.db.models import Q, QuerySet
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from ats.web.paging import Page, keyset_page
from ats.web.sorting import human_key
from postings.careers import queries
from postings.careers.attribution import Attribution, as_query
from postings.careers.facets import Counts, count_choices
from postings.careers.facts import rows_of
from postings.careers.filters import Filters
from postings.careers.freshness import digest_of
from postings.careers.zones import find_zone, offered_zones, zone_label
from postings.posting.countries import country_name
from postings.posting.models import Department, EmploymentType, Posting, WorkplaceType

PAGE_SIZE = 20
# A search field above a single posting would be in the way.
WORTH_SEARCHING = 1


@dataclass(frozen=True)
class Choice:
    value: str
    label: str
    count: int
    url: str
    is_current: bool


@dataclass(frozen=True)
class Panel:
    """A facet with its choices, each a plain link."""

    key: str
    label: str
    choices: list[Choice]
    hint: str = ""


@dataclass(frozen=True)
class Chosen:
    """Something that narrows the list, and the address of the list without it."""

    facet: str
    label: str
    url: str


def list_context(
    filters: Filters,
    *,
    attribution: Attribution,
    cursors: Mapping[str, str],
    now: datetime,
    state: object,
    route: str = "careers",
) -> dict[str, Any]:
    """Return what careers/list.html and the embedded list need, in the active language.

    `state` is that of `freshness.state_of_list`: choices are counted once for each.
    """
    language = get_language() or "en"
    ids = queries.found_by(filters.q, now=now, language=language)
    among = queries.among(ids)
    found = queries.matching_postings(filters, among=among, now=now, language=language)
    page = _page(found, ids, after=cursors.get("after", ""), before=cursors.get("before", ""))
    counts = _counts(filters, among, state=state, now=now)
    carried = as_query(attribution)

    def address(narrowed: Filters) -> str:
        query = "&".join(part for part in (narrowed.as_query(), carried) if part)
        return f"{reverse(route)}?{query}" if query else reverse(route)

    panels = _panels(filters, counts, address, now=now, language=language)
    return {
        "page": page,
        "rows": rows_of(page.rows, language=language),
        "filters": filters,
        "facets": filters.facets(),
        "attribution": attribution,
        "counts": counts,
        "panels": [panel for panel in panels if len(panel.choices) > 1],
        "chosen": _chosen(filters, panels, address, now=now, language=language),
        "is_searchable": bool(filters) or counts.listed > WORTH_SEARCHING,
        "is_cut": counts.found > PAGE_SIZE,
        "list_url": reverse(route),
        "all_url": address(Filters()),
        "kept": address(filters).partition("?")[2],
        "carried": f"?{carried}" if carried else "",
    }


def _counts(filters: Filters, among: Q, *, state: object, now: datetime) -> Counts:
    key = f"counts:{digest_of(state, filters, now=now)}"
    kept: Counts | None = caches["pages"].get(key)
    if kept is None:
        kept = count_choices(filters, among, now=now)
        caches["pages"].set(key, kept)
    return kept


def _page(
    found: QuerySet[Posting], ids: list[int] | None, *, after: str, before: str
) -> Page[Posting]:
    if ids is None:
        order = queries.NEWEST
        return keyset_page(found, order=order, after=after, before=before, size=PAGE_SIZE)
    return queries.ranked_page(found, ids, after=after, before=before, size=PAGE_SIZE)


def _panels(
    filters: Filters,
    counts: Counts,
    address: Callable[[Filters], str],
    *,
    now: datetime,
    language: str,
) -> list[Panel]:
    def panel(key: str, label: str, rows: list[tuple[str, str, int]], hint: str = "") -> Panel:
        current = getattr(filters, key)
        choices = [
            Choice(value, name, count, address(filters.with_choice(key, value)), value == current)
            for value, name, count in rows
        ]
        return Panel(key, label, choices, hint)

    by_facet = counts.by_facet
    return [
        panel("department", _("Department"), _by_name(by_facet.get("department", []))),
        panel("team", _("Team"), _by_name((v, v, n) for v, _, n in by_facet.get("team", []))),
        panel("country", _("Country"), _countries(by_facet.get("country", []))),
        panel("workplace", _("Workplace"), _labelled(WorkplaceType, by_facet.get("workplace", []))),
        panel(
            "hours",
            _("Works with my time zone"),
            _zones(counts, now=now, language=language),
            _(
                "Positions whose working hours suit your time zone today, and remote ones without "
                "fixed hours."
            ),
        ),
        panel(
            "employment", _("Employment"), _labelled(EmploymentType, by_facet.get("employment", []))
        ),
    ]


def _by_name(rows: Any) -> list[tuple[str, str, int]]:
    return sorted(rows, key=lambda row: human_key(row[1]))


def _countries(rows: list[tuple[str, str, int]]) -> list[tuple[str, str, int]]:
    return _by_name((code, country_name(code), count) for code, _name, count in rows)


def _labelled(kind: Any, rows: list[tuple[str, str, int]]) -> list[tuple[str, str, int]]:
    counts = {value: count for value, _name, count in rows}
    return [(v, str(label), counts[v]) for v, label in kind.choices if v in counts]


def _zones(counts: Counts, *, now: datetime, language: str) -> list[tuple[str, str, int]]:
    if not counts.by_facet.get("hours"):
        return []
    return [
        (zone.name, zone_label(zone, language), counts.at_offset(zone.offset))
        for zone in offered_zones(now=now)
    ]


def _chosen(
    filters: Filters,
    panels: list[Panel],
    address: Callable[[Filters], str],
    *,
    now: datetime,
    language: str,
) -> list[Chosen]:
    words = [Chosen(_("Words"), filters.q, address(filters.with_choice("q")))] if filters.q else []
    labels = {panel.key: panel.label for panel in panels} | {"hours": _("Time zone")}
    names = {(panel.key, c.value): c.label for panel in panels for c in panel.choices}
    return words + [
        Chosen(
            labels[key],
            names.get((key, value)) or _name_of(key, value, now=now, language=language),
            address(filters.with_choice(key)),
        )
        for key, value in filters.facets().items()
    ]


def _name_of(key: str, value: str, *, now: datetime, language: str) -> str:
    """Name a choice that is not offered, because nothing fits it or it does not exist."""
    if key == "department" and value.isascii() and value.isdigit() and len(value) <= 18:
        return Department.objects.filter(pk=value).values_list("name", flat=True).first() or value
    if key == "hours" and (zone := find_zone(value, now=now)):
        return zone_label(zone, language)
    if key == "country":
        return country_name(value)
    kinds = {"workplace": WorkplaceType, "employment": EmploymentType}
    return str(dict(kinds[key].choices).get(value, value)) if key in kinds else value
