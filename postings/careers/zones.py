"""Time zones that a visitor may name, and their present distance from UTC."""

import re
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import cache, lru_cache
from zoneinfo import ZoneInfo, available_timezones

from babel import Locale, UnknownLocaleError
from babel.dates import get_timezone_location

from postings.posting.labels import offset_label

# One well-known place for each offset in which many people live; any other name works, too.
OFFERED = (
    *("Pacific/Honolulu", "America/Anchorage", "America/Los_Angeles", "America/Denver"),
    *("America/Chicago", "America/New_York", "America/Bogota", "America/Sao_Paulo"),
    *("Atlantic/Azores", "Europe/London", "Africa/Lagos", "Europe/Berlin", "Europe/Helsinki"),
    *("Africa/Johannesburg", "Europe/Istanbul", "Africa/Nairobi", "Asia/Dubai"),
    *("Asia/Karachi", "Asia/Kolkata", "Asia/Dhaka", "Asia/Bangkok", "Asia/Singapore"),
    *("Asia/Tokyo", "Australia/Sydney", "Pacific/Auckland"),
)
# "UTC+5:30", "-3", "+0200"; a plus sign in an address arrives as a space.
_OFFSET = re.compile(r"(?:UTC|GMT)?([+\-−]?)(\d{1,2})(?::?([0-5]\d))?", re.IGNORECASE)


@dataclass(frozen=True)
class Zone:
    name: str  # as it stands in addresses
    offset: int  # minutes from UTC, at present


@cache
def _names() -> frozenset[str]:
    return frozenset(available_timezones())


def find_zone(named: str, *, now: datetime) -> Zone | None:
    """Return the zone that an IANA name ("Europe/Berlin") or an offset ("UTC+5:30") means."""
    if named in _names():
        return Zone(named, _minutes(ZoneInfo(named).utcoffset(now)))
    found = _OFFSET.fullmatch(named.replace(" ", "+", 1).replace("++", "+"))
    if found is None:
        return Zone("UTC", 0) if named.upper() in ("UTC", "GMT") else None
    sign, hours, minutes = found.groups()
    offset = (int(hours) * 60 + int(minutes or 0)) * (-1 if sign in ("-", "−") else 1)
    return Zone(named, offset) if -720 <= offset <= 840 else None


def offered_zones(*, now: datetime) -> list[Zone]:
    """Return the zones to choose from, west to east."""
    zones = (Zone(name, _minutes(ZoneInfo(name).utcoffset(now))) for name in OFFERED)
    return sorted(zones, key=lambda zone: zone.offset)


def zone_label(zone: Zone, language: str) -> str:
    """Return "Berlin (UTC+1)", or the offset alone where only that was named."""
    offset = offset_label(zone.offset)
    place = _place(zone.name, language) if "/" in zone.name else ""
    return f"{place} ({offset})" if place else offset


@lru_cache(maxsize=1024)
def _place(name: str, language: str) -> str:
    try:
        locale = Locale.parse(language, sep="-")
    except (UnknownLocaleError, ValueError):
        locale = Locale.parse("en")
    return str(get_timezone_location(ZoneInfo(name), locale=locale, return_city=True))


def _minutes(offset: timedelta | None) -> int:
    return int((offset or timedelta()).total_seconds() // 60)
