"""The life of a posting: draft, in review, open, paused, closed, archived."""

from datetime import datetime
from typing import TYPE_CHECKING

from django.db import IntegrityError, transaction

from ats.events.actions import record
from ats.organisation.models import Organisation
from ats.web.direction import without_overrides
from postings.hiring_team.models import TeamMember, TeamRole
from postings.lifecycle import rules
from postings.lifecycle.changing import (
    Change,
    NeedsReview,
    NotReady,
    NotScheduled,
    WrongState,
    carry_out,
)
from postings.lifecycle.guards import Guarded
from postings.lifecycle.queries import schedule_of
from postings.lifecycle.rules import Schedule
from postings.posting.editing import (
    NOTHING_SEEN,
    NotAllowed,
    Seen,
    StalePosting,
    edited,
)
from postings.posting.models import Opening, Posting
from postings.posting.references import free_slug, new_reference
from postings.posting.rules import may_edit
from postings.stages.models import Stage
from postings.stages.queries import default_stages

if TYPE_CHECKING:
    from ats.users.models import User

__all__ = [
    "Guarded",
    "NeedsReview",
    "NotAllowed",
    "NotReady",
    "NotScheduled",
    "NoteTooLong",
    "ScheduleInvalid",
    "StalePosting",
    "WrongState",
    "approve_posting",
    "archive_posting",
    "change_on_time",
    "close_posting",
    "create_posting",
    "pause_posting",
    "publish_posting",
    "reopen_posting",
    "return_to_draft",
    "send_for_review",
    "set_schedule",
    "unarchive_posting",
]

LONGEST_NOTE = 2000
_ATTEMPTS = 5


class NoteTooLong(Exception):
    """A reviewer's note has more than 2,000 characters."""


class ScheduleInvalid(Exception):
    """A time is over, or closing comes before publishing; `problems` by column."""

    def __init__(self, problems: dict[str, str]) -> None:
        super().__init__("; ".join(problems.values()))
        self.problems = problems


def create_posting(*, actor: "User | None", title: str, now: datetime) -> Posting:
    """Make a draft with a reference, the usual stages, one seat and its creator on the team.

    Raises NotAllowed.
    """
    if not may_edit(actor):
        raise NotAllowed
    for attempt in range(_ATTEMPTS):
        try:
            with transaction.atomic():
                return _create(actor=actor, title=title, now=now)
        except IntegrityError:
            # Another draft took the same reference or address a moment before.
            if attempt == _ATTEMPTS - 1:
                raise
    raise AssertionError("unreachable")


def _create(*, actor: "User | None", title: str, now: datetime) -> Posting:
    posting = Posting.objects.create(
        title=without_overrides(title),
        reference=new_reference(now),
        slug=free_slug(title),
        reply_within_days=Organisation.objects.current().reply_within_days,
        created_by=actor,
        created_at=now,
        updated_at=now,
    )
    Stage.objects.bulk_create(
        Stage(posting=posting, name=row.name, kind=row.kind, position=position)
        for position, row in enumerate(default_stages())
    )
    Opening.objects.create(posting=posting)
    if actor:
        TeamMember.objects.create(posting=posting, user=actor, role=TeamRole.RECRUITER)
    record("posting.created", subject=posting, actor=actor, now=now)
    return posting


def send_for_review(
    *, actor: "User", posting_id: int, seen: Seen | None = None, now: datetime
) -> Posting:
    """Ask the hiring team to look at a draft. Raises what `carry_out` raises."""
    return carry_out(Change("send_for_review", actor, posting_id, now, seen))


def return_to_draft(
    *, actor: "User", posting_id: int, note: str = "", seen: Seen | None = None, now: datetime
) -> Posting:
    """End a review without publishing; `note` reaches whoever had sent it.

    Raises NoteTooLong, or what `carry_out` raises.
    """
    note = note.strip().replace("\x00", "")
    if len(note) > LONGEST_NOTE:
        raise NoteTooLong
    change = Change("return_to_draft", actor, posting_id, now, seen, {"review_note": note})
    return carry_out(change)


def approve_posting(
    *, actor: "User", posting_id: int, seen: Seen | None = None, now: datetime
) -> Posting:
    """Let the clock publish what is in review, at the scheduled time and as it stands now.

    Any change after that asks for another approval. Raises what `carry_out` raises.
    """
    return carry_out(Change("approve", actor, posting_id, now, seen))


def publish_posting(
    *, actor: "User | None", posting_id: int, seen: Seen | None = None, now: datetime
) -> Posting:
    """Open a draft, or what is in review, to the world. Raises what `carry_out` raises."""
    return carry_out(Change("publish", actor, posting_id, now, seen))


def pause_posting(
    *, actor: "User | None", posting_id: int, seen: Seen | None = None, now: datetime
) -> Posting:
    """Take no more applications for a while; those that are in go on."""
    return carry_out(Change("pause", actor, posting_id, now, seen))


def reopen_posting(
    *, actor: "User | None", posting_id: int, seen: Seen | None = None, now: datetime
) -> Posting:
    """Open a paused or closed posting again, checked as when it was published."""
    return carry_out(Change("reopen", actor, posting_id, now, seen))


def close_posting(
    *, actor: "User | None", posting_id: int, seen: Seen | None = None, now: datetime
) -> Posting:
    """End a posting; guards forbid it while somebody has no answer."""
    return carry_out(Change("close", actor, posting_id, now, seen))


def archive_posting(
    *, actor: "User", posting_id: int, seen: Seen | None = None, now: datetime
) -> Posting:
    """Take a closed posting out of the lists; nothing of it is lost."""
    return carry_out(Change("archive", actor, posting_id, now, seen))


def unarchive_posting(
    *, actor: "User", posting_id: int, seen: Seen | None = None, now: datetime
) -> Posting:
    """Put an archived posting back among the closed ones."""
    return carry_out(Change("unarchive", actor, posting_id, now, seen))


def set_schedule(
    *,
    actor: "User | None",
    posting_id: int,
    schedule: Schedule,
    seen: Seen = NOTHING_SEEN,
    now: datetime,
) -> Posting:
    """Set when the clock publishes and closes a posting; seconds are dropped.

    Raises ScheduleInvalid, or what `edited` raises.
    """
    wanted = Schedule(
        publish_at=_whole_minute(schedule.publish_at), close_at=_whole_minute(schedule.close_at)
    )
    with edited(
        "schedule", schedule_of, actor=actor, posting_id=posting_id, seen=seen, now=now
    ) as posting:
        stored = schedule_of(posting)
        problems = rules.schedule_problems(wanted, stored, status=posting.status, now=now)
        if problems:
            raise ScheduleInvalid(problems)
        posting.publish_at, posting.close_at = wanted.publish_at, wanted.close_at
        if wanted != stored:
            posting.schedule_waits_since = None
    return posting


def change_on_time(*, posting_id: int, now: datetime) -> str:
    """Do what the clock has to do with a posting: "published", "closed", "waits", or "".

    It goes through the same rules as everybody. What cannot happen waits: its recruiters are told
    once, and every further call tries again. The posting is locked, so two clocks do it once.
    """
    with transaction.atomic():
        posting = Posting.objects.select_for_update().filter(pk=posting_id).first()
        action = rules.due_action(posting, now) if posting else ""
        if posting is None or not action:
            return ""
        try:
            with transaction.atomic():
                carry_out(Change(action, None, posting_id, now))
        except (NotReady, Guarded):
            _wait(posting, action, now)
            return "waits"
    return {"publish": "published", "close": "closed"}[action]


def _wait(posting: Posting, action: str, now: datetime) -> None:
    if posting.schedule_waits_since is None:
        posting.schedule_waits_since = now
        posting.save(update_fields=["schedule_waits_since"])
        data: dict[str, object] = {"action": action}
        record("posting.schedule_waits", subject=posting, actor=None, now=now, data=data)


def _whole_minute(at: datetime | None) -> datetime | None:
    return at.replace(second=0, microsecond=0) if at else None
