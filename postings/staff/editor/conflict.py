"""What somebody else changed while a section was being edited, in lines to compare."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from postings.copying.differences import differences, names_in
from postings.copying.sections import KINDS
from postings.posting.company_lists import StaleList
from postings.posting.editing import StalePosting


@dataclass(frozen=True)
class Conflict:
    """`stored` are lines that only the stored section has, `typed` those that only the form has."""

    changed_by: str
    changed_at: datetime | None
    stored: list[str]
    typed: list[str]


def conflict_of(stale: StalePosting | StaleList, typed: Any, *, section: str) -> Conflict:
    kind = KINDS[section]
    lines = differences(kind, stale.current, typed, names_in(kind, [stale.current, typed]))
    return Conflict(
        changed_by=stale.changed_by,
        changed_at=stale.changed_at,
        stored=[line.text for line in lines if line.change == "removed"],
        typed=[line.text for line in lines if line.change == "added"],
    )
