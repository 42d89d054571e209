"""What an import did with each piece of the advert, for the person who checks the draft."""

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _


class Kind(StrEnum):
    PLACED = "placed"
    UNSURE = "unsure"
    EMPTY = "empty"
    REPAIRED = "repaired"
    CHANGED = "changed"
    KEPT = "kept"


KIND_TITLES: dict[Kind, str | Promise] = {
    Kind.PLACED: _("Placed in fields"),
    Kind.UNSURE: _("Not sure: left empty, please decide"),
    Kind.EMPTY: _("Not said in the text: left empty"),
    Kind.REPAIRED: _("Broken characters"),
    Kind.CHANGED: _("Left out or turned into a link"),
    Kind.KEPT: _("Kept in the description"),
}

FIELD_TITLES: dict[str, str | Promise] = {
    "title": _("Title"),
    "company": _("Company"),
    "places": _("Places"),
    "window": _("Working hours"),
    "teams": _("Openings"),
    "workplace": _("Workplace"),
    "employment": _("Employment type"),
    "department": _("Department"),
    "reports_to": _("Reports to"),
    "pay": _("Pay"),
    "apply_by": _("Apply by"),
    "resume_policy": _("Résumé"),
    "source_url": _("Source"),
    "questions": _("Questions"),
    "description": _("Description"),
}


@dataclass(frozen=True)
class Entry:
    """One fact about the import. `line` is 0 where no single line of the advert is meant."""

    kind: Kind
    field: str = ""
    value: str = ""
    line: int = 0
    words: str = ""
    note: str = ""

    @property
    def field_title(self) -> str:
        return str(FIELD_TITLES.get(self.field, self.field))


@dataclass(frozen=True)
class Report:
    entries: tuple[Entry, ...] = ()

    def of(self, kind: Kind) -> tuple[Entry, ...]:
        return tuple(entry for entry in self.entries if entry.kind == kind)

    def about(self, field: str) -> tuple[Entry, ...]:
        return tuple(entry for entry in self.entries if entry.field == field)

    def groups(self) -> Iterator[tuple[str, tuple[Entry, ...]]]:
        """Title and entries of each kind that has any, in the order a reader wants them."""
        for kind, title in KIND_TITLES.items():
            if entries := self.of(kind):
                yield str(title), entries
