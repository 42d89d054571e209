"""The facts of a posting as the public reads them."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from postings.posting.labels import pay_label, places_label, window_label
from postings.posting.models import Location, Opening, Posting, WorkplaceType

PLACES_IN_A_LINE = 3


@dataclass(frozen=True)
class Fact:
    label: str
    text: str
    icon: str


def facts_of(posting: Posting) -> list[Fact]:
    """Return what is known about a posting, in the order in which people ask for it."""
    department = posting.department.name if posting.department else ""
    places = places_label(posting.locations.all())
    is_remote = posting.workplace_type == WorkplaceType.REMOTE
    found = [
        Fact(_("Workplace"), posting.get_workplace_type_display(), "building-2"),
        Fact(_("Where you can live") if is_remote else _("Where"), places, "map-pin"),
        Fact(_("Working hours within"), window_label(posting), "globe"),
        Fact(_("Employment"), posting.get_employment_type_display(), "briefcase"),
        Fact(_("Pay"), pay_label(posting), "banknote"),
        Fact(_("Department"), department, "users"),
        Fact(_("Hiring for"), _teams(posting), "users-round"),
        Fact(_("Reports to"), posting.reports_to, "user-round"),
        Fact(_("Apply by"), _day(posting), "calendar"),
        Fact(_("Reference"), posting.reference, "hash"),
    ]
    return [fact for fact in found if fact.text]


@dataclass(frozen=True)
class Row:
    """A posting in a list, with the facts that fit into a line."""

    slug: str
    title: str
    facts: list[Fact]
    language: str = ""  # of the title, where it is not the page's


def rows_of(postings: Iterable[Posting], *, language: str = "") -> list[Row]:
    """Return postings for a list; they bring department and locations, and either the annotations
    of `queries.matching_postings` or their openings.
    """
    return [_row(posting, language) for posting in postings]


def _row(posting: Posting, language: str) -> Row:
    title: str = getattr(posting, "shown_title", posting.title)
    teams: list[str] | None = getattr(posting, "teams", None)
    if teams is None:
        teams = [opening.team for opening in posting.openings.all() if opening.team]
    is_translated = title != posting.title
    return Row(
        posting.slug, title, _line(posting, teams), "" if is_translated else posting.language
    )


def summary_of(posting: Posting, title: str = "") -> str:
    """Return one sentence for search engines and previews."""
    teams = [opening.team for opening in posting.openings.all() if opening.team]
    return f"{title or posting.title}: {'; '.join(fact.text for fact in _line(posting, teams))}."


def facts_in_short(places: Iterable[Location], workplace: str) -> list[Fact]:
    """Return the least that tells two postings apart: where, and how much of it in an office."""
    found = [
        Fact(_("Where"), places_label(places, most=PLACES_IN_A_LINE), "map-pin"),
        Fact(_("Workplace"), str(dict(WorkplaceType.choices).get(workplace, "")), "globe"),
    ]
    return [fact for fact in found if fact.text]


def _line(posting: Posting, teams: list[str]) -> list[Fact]:
    department = posting.department.name if posting.department else ""
    hours = window_label(posting)
    workplace = posting.get_workplace_type_display()
    found = [
        Fact(_("Team"), ", ".join(teams) or department, "users"),
        Fact(_("Where"), places_label(posting.locations.all(), most=PLACES_IN_A_LINE), "map-pin"),
        Fact(_("Workplace"), f"{workplace}, {hours}" if hours else workplace, "globe"),
        Fact(_("Employment"), posting.get_employment_type_display(), "briefcase"),
        Fact(_("Apply"), _("by %(day)s") % {"day": _day(posting)}, "calendar"),
    ]
    if posting.apply_by_on is None:
        found.pop()
    return [fact for fact in found if fact.text]


def _teams(posting: Posting) -> str:
    return ", ".join(_team(opening) for opening in posting.openings.all() if opening.team)


def _team(opening: Opening) -> str:
    if opening.seats == 1:
        return opening.team
    seats = ngettext("%(count)d seat", "%(count)d seats", opening.seats) % {"count": opening.seats}
    return f"{opening.team} ({seats})"


def _day(posting: Posting) -> str:
    return date_format(posting.apply_by_on) if posting.apply_by_on else ""
