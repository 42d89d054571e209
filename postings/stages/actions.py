"""Changing the stages of a posting."""

from collections.abc import Sequence
from datetime import datetime
from typing import TYPE_CHECKING

from postings.posting.editing import NOTHING_SEEN, Seen, edited
from postings.posting.models import Posting
from postings.posting.rows import sync_rows
from postings.stages import queries
from postings.stages.queries import StageRow
from postings.stages.rules import order_problem

if TYPE_CHECKING:
    from ats.users.models import User


class StagesInvalid(Exception):
    """No stage is left, or the first one is not where new applications belong."""


def set_stages(
    *,
    actor: "User | None",
    posting_id: int,
    stages: Sequence[StageRow],
    seen: Seen = NOTHING_SEEN,
    now: datetime,
) -> Posting:
    """Set the stages in their order; applications stay in theirs, renamed or moved.

    Raises StagesInvalid, RowInUse for a stage that holds or held applications, UnknownRow, or what
    `edited` raises.
    """
    if order_problem([stage.kind for stage in stages]):
        raise StagesInvalid
    with edited(
        actor=actor,
        posting_id=posting_id,
        section="stages",
        stored=queries.stages_of,
        seen=seen,
        now=now,
    ) as posting:
        sync_rows(
            posting.stages,
            stages,
            unique="name",
            values=lambda row: {"name": row.name, "kind": row.kind},
        )
    return posting
