"""What a move must fulfil."""

from applications.candidates.models import Application, ApplicationStatus
from applications.candidates.rules import may_move
from applications.pipeline.models import Transition

__all__ = ["is_movable", "is_unchanged", "is_undoable", "may_move"]


def is_movable(application: Application) -> bool:
    """Only active applications have a place on the board."""
    return application.status == ApplicationStatus.ACTIVE


def is_unchanged(application: Application, *, version: int, stage_id: int | None = None) -> bool:
    """Say whether the application is still as the person saw it who now changes it."""
    return application.version == version and stage_id in (None, application.stage_id)


def is_undoable(transition: Transition | None, application: Application) -> bool:
    """Only the latest change can be undone, and only while the stage it came from exists."""
    return (
        transition is not None
        and transition.version == application.version
        and transition.from_stage_id is not None
    )
