"""What the list of postings can be narrowed to, and what each choice means."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from urllib.parse import urlencode

from django.db.models import Q

from postings.careers.attribution import clean_line
from postings.careers.zones import find_zone
from postings.posting.models import EmploymentType, Location, Opening, WorkplaceType

FACETS = ("department", "team", "country", "workplace", "hours", "employment")
NOTHING = Q(pk__in=[])


@dataclass(frozen=True)
class Filters:
    """As the address says them: words to search for, and one value of each facet at most."""

    q: str = ""
    department: str = ""  # primary key
    team: str = ""
    country: str = ""  # ISO 3166-1 alpha-2
    workplace: str = ""
    hours: str = ""  # a time zone: IANA name or offset
    employment: str = ""

    def __bool__(self) -> bool:
        return bool(self.q or self.facets())

    def facets(self) -> dict[str, str]:
        """Return the chosen facets, without the words."""
        return {key: value for key in FACETS if (value := getattr(self, key))}

    def with_choice(self, key: str, value: str = "") -> "Filters":
        """Return them with another choice, or with none for a facet."""
        return replace(self, **{key: value})

    def as_query(self) -> str:
        """Return the query of the address of a list like this."""
        words = {"q": self.q} if self.q else {}
        return urlencode(words | self.facets())


def read_filters(sent: Mapping[str, str]) -> Filters:
    """Return what an address asks for; an unknown value stays, and will fit no posting."""
    return Filters(**{key: clean_line(sent.get(key) or "") for key in ("q", *FACETS)})


def facet_conditions(filters: Filters, *, now: datetime) -> dict[str, Q]:
    """Return the condition of each chosen facet."""
    return {key: _CONDITIONS[key](value, now) for key, value in filters.facets().items()}


def _in_department(value: str, _: datetime) -> Q:
    is_id = value.isascii() and value.isdigit() and len(value) <= 18
    return Q(department=int(value)) if is_id else NOTHING


def _for_team(value: str, _: datetime) -> Q:
    return Q(pk__in=Opening.objects.filter(team=value).values("posting_id"))


def _in_country(value: str, _: datetime) -> Q:
    return Q(pk__in=Location.objects.filter(country=value).values("posting_id"))


def _at_workplace(value: str, _: datetime) -> Q:
    return Q(workplace_type=value) if value in WorkplaceType.values else NOTHING


def _as_employment(value: str, _: datetime) -> Q:
    return Q(employment_type=value) if value in EmploymentType.values else NOTHING


def _within_hours(value: str, now: datetime) -> Q:
    """Fit a zone: its present offset lies in the hours window, or remote work has no window.

    On-site and hybrid work without a window is done where the office is.
    """
    zone = find_zone(value, now=now)
    if zone is None:
        return NOTHING
    window = Q(window_from_minutes__lte=zone.offset, window_to_minutes__gte=zone.offset)
    return window | Q(window_from_minutes=None, workplace_type=WorkplaceType.REMOTE)


_CONDITIONS = {
    "department": _in_department,
    "team": _for_team,
    "country": _in_country,
    "workplace": _at_workplace,
    "hours": _within_hours,
    "employment": _as_employment,
}
