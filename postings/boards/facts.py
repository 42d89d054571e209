"""Facts of a posting in the forms that several of the board APIs share."""

from collections.abc import Iterable
from datetime import datetime
from decimal import Decimal

from django.conf import settings
from django.urls import reverse

from postings.posting.labels import place_label
from postings.posting.models import Location, Posting, WorkplaceType


def posting_address(posting: Posting) -> str:
    """Return the one address of the posting's page."""
    return absolute(reverse("careers-posting", args=[posting.slug]))


def lasting_address(posting: Posting) -> str:
    """Return an address with the posting's UUID in it, which stays when its title changes."""
    return absolute(reverse("posting-by-id", args=[posting.public_id]))


def absolute(path: str) -> str:
    return f"{settings.PUBLIC_URL}{path}"


def place_names(posting: Posting) -> list[str]:
    """Return where the work is: places, with "Remote" said before the countries of a remote one.

    Clients of Greenhouse have no other field to tell remote work by.
    """
    places = [place_label(place) for place in posting.locations.all()]
    if posting.workplace_type != WorkplaceType.REMOTE:
        return places
    return [f"Remote, {place}" for place in places] or ["Remote"]


def teams_of(posting: Posting) -> list[str]:
    return [opening.team for opening in posting.openings.all() if opening.team]


def team_name(posting: Posting) -> str:
    """Return the first team, else the department, else ""."""
    department = posting.department.name if posting.department else ""
    return next(iter(teams_of(posting)), department)


def first_of(places: Iterable[Location]) -> Location | None:
    return next(iter(places), None)


def number(amount: Decimal | None) -> int | float | None:
    """Return an amount as JSON writes it: whole where it is whole."""
    if amount is None:
        return None
    return int(amount) if amount == amount.to_integral_value() else float(amount)


def has_pay(posting: Posting) -> bool:
    return posting.pay_min is not None or posting.pay_max is not None


def changed_at_of(posting: Posting) -> datetime | None:
    """Return the last change of what the public sees of a posting of `queries`."""
    return getattr(posting, "changed_at", None) or posting.published_at


def in_seconds(moment: datetime | None) -> str | None:
    """Return a moment as "2026-03-02T09:00:00+00:00"."""
    return moment.isoformat(timespec="seconds") if moment else None


def in_milliseconds(moment: datetime | None) -> str | None:
    """Return a moment as "2026-03-02T09:00:00.000+00:00"."""
    return moment.isoformat(timespec="milliseconds") if moment else None


def last_moment(posting: Posting) -> str | None:
    """Return when the last day to apply is over everywhere (UTC−12), see careers.rules."""
    day = posting.apply_by_on
    return f"{day.isoformat()}T23:59:59-12:00" if day else None
