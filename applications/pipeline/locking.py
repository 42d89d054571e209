"""Taking hold of an application that is still as the person saw it."""

from datetime import datetime

from applications.candidates.models import Application
from applications.pipeline import queries, rules
from postings.stages.models import Stage


class StaleMove(Exception):
    """Somebody else changed the application first; says what it is like now, and who did it.

    `moved_by` is a name, "" when the candidate or the system did it; `moved_at` is None when
    nothing was recorded.
    """

    def __init__(
        self,
        *,
        current_stage: Stage,
        current_version: int,
        moved_by: str,
        moved_at: datetime | None,
    ) -> None:
        super().__init__(current_stage.pk, current_version)
        self.current_stage = current_stage
        self.current_version = current_version
        self.moved_by = moved_by
        self.moved_at = moved_at


class NotActive(Exception):
    """The application is decided or withdrawn; says how it stands, who did that and when."""

    def __init__(self, *, status: str, changed_by: str, changed_at: datetime | None) -> None:
        super().__init__(status)
        self.status = status
        self.changed_by = changed_by
        self.changed_at = changed_at


def lock_stages(*stage_ids: int | None) -> dict[int, Stage]:
    """Keep stages from being removed until the end of the transaction; return those that exist.

    Many may hold this lock at once; only whoever changes the stages waits for all of them. It is
    taken before the application's and on both ends of a move, in the order of their ids, so that
    those who empty a stage and those who move people never wait for each other. Without it the
    foreign keys would be looked at on commit alone, and would fail then.
    """
    table = Stage._meta.db_table
    statement = f"SELECT * FROM {table} WHERE id = ANY(%s) ORDER BY id FOR KEY SHARE"  # noqa: S608
    rows = Stage.objects.raw(statement, [[pk for pk in stage_ids if pk is not None]])
    return {stage.pk: stage for stage in rows}


def lock_active(
    application_id: int, *, expected_version: int, from_stage_id: int | None = None
) -> Application:
    """Lock the application's row until the end of the transaction and return it.

    Whoever changes an application locks it before its decision, an opening or a message:
    with one order for all, two of them never wait for each other.

    Raises NotActive, StaleMove, or Application.DoesNotExist.
    """
    # Without a join: PostgreSQL re-checks a locked row against the joined row of before.
    application = Application.objects.select_for_update().get(pk=application_id)
    if not rules.is_movable(application):
        change = queries.last_change(application_id)
        raise NotActive(
            status=application.status,
            changed_by=change.actor_name if change else "",
            changed_at=change.at if change else None,
        )
    if not rules.is_unchanged(application, version=expected_version, stage_id=from_stage_id):
        change = queries.last_change(application_id)
        raise StaleMove(
            current_stage=application.stage,
            current_version=application.version,
            moved_by=change.actor_name if change else "",
            moved_at=change.at if change else None,
        )
    return application
