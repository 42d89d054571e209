"""Changing what the scorecards of a posting ask."""

from collections.abc import Sequence
from datetime import datetime
from typing import TYPE_CHECKING

from postings.criteria import queries
from postings.criteria.models import CriterionLevel, LibraryCriterion
from postings.criteria.queries import LEVELS, CriterionRow
from postings.posting.company_lists import edited_list
from postings.posting.editing import NOTHING_SEEN, Seen, edited
from postings.posting.models import Posting
from postings.posting.rows import sync_rows

if TYPE_CHECKING:
    from ats.users.models import User


CRITERIA_CHANGED = "organisation.criteria_changed"


class NameTaken(Exception):
    """The library has a criterion of this name."""


def set_criteria(
    *,
    actor: "User | None",
    posting_id: int,
    criteria: Sequence[CriterionRow],
    seen: Seen = NOTHING_SEEN,
    now: datetime,
) -> Posting:
    """Set the criteria in their order, each with a text for every level that has one.

    Raises RowInUse for a criterion that somebody scored, UnknownRow, or what `edited` raises.
    """
    with edited(
        "criteria", queries.criteria_of, actor=actor, posting_id=posting_id, seen=seen, now=now
    ) as posting:
        models = sync_rows(
            posting.criteria,
            criteria,
            unique="name",
            values=lambda row: {"name": row.name, "guidance": row.guidance},
        )
        CriterionLevel.objects.filter(criterion__posting=posting).delete()
        CriterionLevel.objects.bulk_create(
            CriterionLevel(criterion_id=model.pk, value=value, text=text)
            for model, row in zip(models, criteria, strict=True)
            for value, text in zip(LEVELS, row.levels, strict=True)
            if text
        )
    return posting


def set_company_criteria(
    *, actor: "User | None", criteria: Sequence[CriterionRow], seen: str = "", now: datetime
) -> None:
    """Set the criteria that postings may take copies of; copies that exist stay as they are.

    Raises RepeatedRow, UnknownRow, or what `edited_list` raises.
    """
    with edited_list(
        actor=actor, verb=CRITERIA_CHANGED, stored=queries.company_criteria, seen=seen, now=now
    ):
        sync_rows(LibraryCriterion.objects, criteria, unique="name", values=_columns)


def add_company_criterion(*, actor: "User | None", criterion: CriterionRow, now: datetime) -> None:
    """Put a copy of a criterion at the end of the library.

    Raises NameTaken when one is called like it in any case, NotAllowed.
    """
    with edited_list(
        actor=actor, verb=CRITERIA_CHANGED, stored=queries.company_criteria, seen="", now=now
    ):
        if LibraryCriterion.objects.filter(name__iexact=criterion.name).exists():
            raise NameTaken
        LibraryCriterion.objects.create(
            **_columns(criterion), position=LibraryCriterion.objects.count()
        )


def _columns(row: CriterionRow) -> dict[str, object]:
    return {"name": row.name, "guidance": row.guidance, "levels": list(row.levels)}
