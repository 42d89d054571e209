"""The facts of a posting as the public reads them."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from postings.posting.labels import pay_label, places_label, window_label
from postings.posting.models import Opening, Posting, WorkplaceType

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

    posting: Posting
    facts: list[Fact]


def rows_of(postings: Iterable[Posting]) -> list[Row]:
    """Return postings for a list; they bring department, locations and openings with them."""
    return [Row(posting, _line(posting)) for posting in postings]


def summary_of(posting: Posting) -> str:
    """Return one sentence for search engines and previews."""
    return f"{posting.title}: {'; '.join(fact.text for fact in _line(posting))}."


def _line(posting: Posting) -> list[Fact]:
    teams = ", ".join(opening.team for opening in posting.openings.all() if opening.team)
    department = posting.department.name if posting.department else ""
    hours = window_label(posting)
    workplace = posting.get_workplace_type_display()
    found = [
        Fact(_("Team"), teams or department, "users"),
        Fact(_("Where"), places_label(posting.locations.all(), most=PLACES_IN_A_LINE), "map-pin"),
        Fact(_("Workplace"), f"{workplace}, {hours}" if hours else workplace, "globe"),
        Fact(_("Employment"), posting.get_employment_type_display(), "briefcase"),
        Fact(_("Apply by"), _("by %(day)s") % {"day": _day(posting)}, "calendar"),
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
