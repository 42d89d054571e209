"""Changing the stages of a posting."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from postings.posting.company_lists import edited_list
from postings.posting.editing import NOTHING_SEEN, Seen, edited
from postings.posting.models import Posting
from postings.posting.rows import RowInUse, require_once, sync_rows
from postings.stages import holding, queries
from postings.stages.holding import Departure, Held
from postings.stages.models import Stage, TemplateStage
from postings.stages.queries import StageRow
from postings.stages.rules import order_problem

if TYPE_CHECKING:
    from ats.users.models import User


class StagesInvalid(Exception):
    """No stage is left, or the first one is not where new applications belong."""


@dataclass(frozen=True)
class OccupiedStage:
    """A stage that is to go while it holds applications; `name` is what it is called so far."""

    id: int
    name: str
    held: Held


class StagesOccupied(RowInUse):
    """Stages that are to go hold applications, and it was not said where those go."""

    def __init__(self, stages: Sequence[OccupiedStage]) -> None:
        super().__init__(", ".join(stage.name for stage in stages))
        self.stages = tuple(stages)


def set_stages(
    *,
    actor: "User | None",
    posting_id: int,
    stages: Sequence[StageRow],
    targets: Mapping[int, str] | None = None,
    seen: Seen = NOTHING_SEEN,
    now: datetime,
) -> Posting:
    """Set the stages in their order; applications stay in theirs, renamed or moved.

    `targets` says by the id of a stage that goes the name of the one (of `stages`, new ones
    included) that takes over whoever is in it; all of it happens in one transaction.

    Raises StagesInvalid, StagesOccupied when a stage that goes holds somebody and has no target,
    RepeatedRow, UnknownRow, or what `edited` raises.
    """
    if order_problem([stage.kind for stage in stages]):
        raise StagesInvalid
    with edited(
        "stages", queries.stages_of, actor=actor, posting_id=posting_id, seen=seen, now=now
    ) as posting:
        # Whoever moves somebody shares this lock: nobody comes into a stage that goes, from now on.
        list(posting.stages.select_for_update().order_by("pk"))
        sync_rows(
            posting.stages,
            stages,
            unique="name",
            values=lambda row: {"name": row.name, "kind": row.kind},
            before_removal=lambda gone, kept: _empty(gone, kept, targets or {}, actor, now),
        )
    return posting


def _empty(
    gone: list[Stage],
    kept: list[Stage],
    targets: Mapping[int, str],
    actor: "User | None",
    now: datetime,
) -> None:
    """Have everybody moved out of the stages that go. Raises StagesOccupied."""
    held = holding.held_in([stage.pk for stage in gone])
    by_name = {stage.name: stage for stage in kept}
    departures = [Departure(stage, by_name.get(targets.get(stage.pk, ""))) for stage in gone]
    occupied = [
        OccupiedStage(each.stage.pk, each.stage.name, held[each.stage.pk])
        for each in departures
        if each.stage.pk in held and each.target is None
    ]
    if occupied:
        raise StagesOccupied(occupied)
    holding.empty(departures, actor=actor, now=now)


def set_default_stages(
    *, actor: "User | None", stages: Sequence[StageRow], seen: str = "", now: datetime
) -> None:
    """Set the stages that new postings begin with; those that exist keep theirs.

    Raises StagesInvalid, RepeatedRow, or what `edited_list` raises.
    """
    if order_problem([stage.kind for stage in stages]):
        raise StagesInvalid
    require_once([stage.name for stage in stages])
    with edited_list(
        actor=actor,
        verb="organisation.stages_changed",
        stored=queries.default_stages,
        seen=seen,
        now=now,
    ):
        TemplateStage.objects.all().delete()
        TemplateStage.objects.bulk_create(
            TemplateStage(name=stage.name, kind=stage.kind, position=position)
            for position, stage in enumerate(stages)
        )
