"""Moving applications between the stages of their posting."""

from datetime import datetime
from typing import TYPE_CHECKING

from django.db import transaction

from applications.candidates.models import Application
from applications.pipeline import queries, rules
from applications.pipeline.locking import NotActive, StaleMove, lock_active, lock_stages
from applications.pipeline.models import Transition
from ats.events.actions import record
from postings.stages.models import Stage

if TYPE_CHECKING:
    from ats.users.models import User

__all__ = [
    "NotActive",
    "NotAllowed",
    "NothingToUndo",
    "StageNotOfPosting",
    "StaleMove",
    "move_application",
    "undo_move",
]


class NotAllowed(Exception):
    """The actor's role moves nobody."""


class StageNotOfPosting(Exception):
    """The stage belongs to another posting, or is gone."""


class NothingToUndo(Exception):
    """The latest change was no move, or the stage it came from has been removed."""


def move_application(
    *,
    actor: "User",
    application_id: int,
    to_stage_id: int,
    from_stage_id: int,
    expected_version: int,
    now: datetime,
) -> Application:
    """Put an active application into another stage of its posting.

    `from_stage_id` and `expected_version` are what the actor saw; of several people who move
    at once, one wins and the others learn what changed. Moving to where it is changes nothing.

    Raises NotAllowed, NotActive, StaleMove, StageNotOfPosting or Application.DoesNotExist.
    """
    if not rules.may_move(actor):
        raise NotAllowed
    with transaction.atomic():
        stage = lock_stages(from_stage_id, to_stage_id).get(to_stage_id)
        application = lock_active(
            application_id, expected_version=expected_version, from_stage_id=from_stage_id
        )
        if stage is None or stage.posting_id != application.posting_id:
            raise StageNotOfPosting
        if stage.pk != application.stage_id:
            _move(application, stage, actor=actor, entered_at=now, now=now)
    return application


def undo_move(
    *, actor: "User", application_id: int, expected_version: int, now: datetime
) -> Application:
    """Put an application back to where its latest move took it from, with its time there.

    The move back is a move of its own in the history, so undoing it again repeats the first.

    Raises NotAllowed, NotActive, StaleMove, NothingToUndo or Application.DoesNotExist.
    """
    if not rules.may_move(actor):
        raise NotAllowed
    with transaction.atomic():
        latest = queries.last_transition(application_id)
        ends = lock_stages(latest.from_stage_id, latest.to_stage_id) if latest else {}
        application = lock_active(application_id, expected_version=expected_version)
        if latest is None or not rules.is_undoable(latest, application):
            raise NothingToUndo
        stage = ends.get(latest.from_stage_id or 0)
        if stage is None:
            raise NothingToUndo
        entered_at = latest.from_entered_at or latest.moved_at
        _move(application, stage, actor=actor, entered_at=entered_at, now=now)
    return application


def _move(
    application: Application, stage: Stage, *, actor: "User", entered_at: datetime, now: datetime
) -> None:
    transition = Transition(
        application=application,
        from_stage_id=application.stage_id,
        to_stage=stage,
        version=application.version + 1,
        actor=actor,
        moved_at=now,
        from_entered_at=application.stage_entered_at,
    )
    application.stage = stage
    application.stage_entered_at = entered_at
    application.version += 1
    application.save(update_fields=["stage", "stage_entered_at", "version"])
    transition.save(force_insert=True)
    record(
        "application.moved",
        subject=application,
        actor=actor,
        now=now,
        data={
            "from": transition.from_stage_id,
            "to": stage.pk,
            "posting": application.posting_id,
            "version": application.version,
        },
    )
