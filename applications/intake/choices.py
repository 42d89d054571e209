"""Countries and time zones to choose from."""

import zoneinfo
from collections.abc import Iterable
from functools import cache
from importlib.resources import files
from itertools import groupby

from django.utils.html import format_html, format_html_join
from django.utils.translation import get_language

from postings.posting.countries import country_choices

# HTML lets the quotes and the end tag be left out, which halves 650 options.
OPTION = "<option value={}>{}"


def country_options() -> str:
    """Return the options of all countries in the active language."""
    return _country_options(get_language() or "en")


@cache
def _country_options(language: str) -> str:
    return format_html_join("", OPTION, country_choices())


@cache
def zone_options() -> str:
    """Return the options of all time zones, grouped by region: "Europe" with "Lisbon"."""
    groups = groupby(zone_names(), key=lambda zone: zone.partition("/")[0])
    drawn = ((region, format_html_join("", OPTION, _places(zones))) for region, zones in groups)
    return format_html_join("", '<optgroup label="{}">{}</optgroup>', drawn) + format_html(
        OPTION, "UTC", "UTC"
    )


@cache
def zone_names() -> tuple[str, ...]:
    """Return one zone for each place of the tz database, sorted; no aliases of former names."""
    table = files("tzdata").joinpath("zoneinfo", "zone.tab").read_text()
    rows = (line.split("\t") for line in table.splitlines() if not line.startswith("#"))
    return tuple(sorted(row[2] for row in rows if len(row) > 2))


@cache
def known_zones() -> frozenset[str]:
    """Return all names that a browser may report, former names included."""
    return frozenset(zoneinfo.available_timezones())


def _places(zones: Iterable[str]) -> list[tuple[str, str]]:
    return [(zone, zone.partition("/")[2].replace("_", " ").replace("/", ", ")) for zone in zones]
