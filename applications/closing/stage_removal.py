"""Moving everybody out of stages that are to be removed, however many they are."""

from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import TYPE_CHECKING

from django.db.models import Count, F, Q

from applications.candidates.models import Application, ApplicationStatus
from applications.pipeline.models import Transition
from ats.events.actions import record_all
from postings.stages.holding import Departure, Held
from postings.stages.models import Stage

if TYPE_CHECKING:
    from ats.users.models import User

CHUNK = 1_000
ACTIVE = Q(status=ApplicationStatus.ACTIVE)


def held_in(stage_ids: Iterable[int]) -> dict[int, Held]:
    """Count what each stage holds, in one statement; empty ones are left out."""
    rows = (
        Application.objects.filter(stage_id__in=list(stage_ids))
        .values_list("stage_id")
        .annotate(active=Count("pk", filter=ACTIVE), decided=Count("pk", filter=~ACTIVE))
    )
    return {pk: Held(active, decided) for pk, active, decided in rows}


def empty(departures: Sequence[Departure], *, actor: "User | None", now: datetime) -> None:
    """Move all applications to the targets, and keep the names of the stages in their history.

    An active one gets its transition, version and event as by any move; nobody is written to. One
    that is decided or withdrawn only gets another stage to have been in. The caller holds the
    locks on the posting and on the stages that go, so nobody applies or moves into them meanwhile.
    """
    for departure in departures:
        if departure.target is not None:
            _move_all(departure.stage, departure.target, actor=actor, now=now)
    _keep_names([departure.stage for departure in departures])


def _move_all(stage: Stage, target: Stage, *, actor: "User | None", now: datetime) -> None:
    locked = Application.objects.select_for_update().filter(stage=stage).order_by("pk")
    rows = list(locked.only("pk", "status", "version", "stage_entered_at", "posting_id"))
    active = [row for row in rows if row.status == ApplicationStatus.ACTIVE]
    Transition.objects.bulk_create(
        [
            Transition(
                application=row,
                from_stage=stage,
                to_stage=target,
                version=row.version + 1,
                actor=actor,
                moved_at=now,
                from_entered_at=row.stage_entered_at,
            )
            for row in active
        ],
        batch_size=CHUNK,
    )
    there = Application.objects.filter(stage=stage)
    there.filter(ACTIVE).update(stage=target, stage_entered_at=now, version=F("version") + 1)
    there.update(stage=target)
    _record(active, stage, target, actor=actor, now=now)


def _record(
    moved: Iterable[Application],
    stage: Stage,
    target: Stage,
    *,
    actor: "User | None",
    now: datetime,
) -> None:
    facts: dict[str, object] = {"from": stage.pk, "to": target.pk, "posting": stage.posting_id}
    subjects = [(row, {**facts, "version": row.version + 1}) for row in moved]
    record_all("application.moved", subjects, actor=actor, now=now)


def _keep_names(stages: Iterable[Stage]) -> None:
    for stage in stages:
        Transition.objects.filter(from_stage=stage).update(from_name=stage.name)
        Transition.objects.filter(to_stage=stage).update(to_name=stage.name)
