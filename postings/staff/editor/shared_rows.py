"""What the whole company shares and a posting takes copies of: its stages, its criteria."""

from dataclasses import asdict, dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Any

from django.utils.datastructures import MultiValueDict
from django.utils.translation import gettext as _

from postings.criteria.actions import NameTaken, add_company_criterion
from postings.criteria.forms import criterion_initial
from postings.criteria.queries import CriterionRow, company_criteria
from postings.posting.models import Posting
from postings.posting.queries import in_order
from postings.posting.rules import MOST_ROWS
from postings.stages import holding
from postings.stages.queries import default_stages, stages_of

if TYPE_CHECKING:
    from ats.users.models import User

RowsAndFocus = tuple[list[dict[str, Any]], int]


def company_stages(rows: list[dict[str, Any]], data: MultiValueDict[str, Any]) -> RowsAndFocus:
    """The company's stages in the place of these; those of the same name stay what they are."""
    ids = {row["name"]: row["id"] for row in rows}
    return [asdict(stage) | {"id": ids.get(stage.name)} for stage in default_stages()], -1


def offers_company_stages(posting: Posting) -> bool:
    """Whether nobody is in the posting's stages, and they are not the company's already."""
    stages = stages_of(posting)
    company = [(stage.name, stage.kind) for stage in default_stages()]
    if [(stage.name, stage.kind) for stage in stages] == company:
        return False
    return not holding.held_in([stage.pk for stage in in_order(posting.stages)])


@dataclass(frozen=True)
class Offer:
    """A criterion of the library, and whether the posting has one of its name."""

    criterion: CriterionRow
    is_there: bool


def offered_criteria(posting: Posting) -> list[Offer]:
    there = {row.name.casefold() for row in in_order(posting.criteria)}
    return [Offer(row, row.name.casefold() in there) for row in company_criteria()]


def from_library(rows: list[dict[str, Any]], data: MultiValueDict[str, Any]) -> RowsAndFocus:
    """The ticked criteria below these, as copies; one whose name is there already is left out."""
    ticked = set(data.getlist("library"))
    there = {str(row["name"]).strip().casefold() for row in rows}
    added = [
        criterion_initial(row) | {"id": None}
        for row in company_criteria()
        if str(row.id) in ticked and row.name.casefold() not in there
    ]
    added = added[: max(MOST_ROWS - len(rows), 0)]
    return [*rows, *added], len(rows) if added else -1


def keep_criterion(row: CriterionRow, actor: "User", now: datetime) -> tuple[str, str]:
    """Copy a criterion into the library; return what to say about it, and in which tone."""
    try:
        add_company_criterion(actor=actor, criterion=row, now=now)
    except NameTaken:
        text = _("The library has a criterion “%(name)s” already. It stays as it is.")
        return text % {"name": row.name}, "warning"
    return _("“%(name)s” is in the library now.") % {"name": row.name}, "success"
