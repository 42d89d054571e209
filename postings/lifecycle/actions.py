"""The life of a posting: draft, open, paused, closed."""

from datetime import datetime
from typing import TYPE_CHECKING

from django.db import IntegrityError, transaction

from ats.events.actions import record
from ats.organisation.models import Organisation
from ats.web.direction import without_overrides
from postings.hiring_team.models import TeamMember, TeamRole
from postings.lifecycle import guards, rules
from postings.lifecycle.guards import Guarded
from postings.lifecycle.rules import Missing
from postings.posting.editing import (
    NotAllowed,
    Seen,
    StalePosting,
    check_unchanged,
    lock_posting,
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
    "NotAllowed",
    "NotReady",
    "StalePosting",
    "WrongState",
    "close_posting",
    "create_posting",
    "pause_posting",
    "publish_posting",
    "reopen_posting",
]

_VERBS = {
    "publish": "posting.published",
    "pause": "posting.paused",
    "reopen": "posting.reopened",
    "close": "posting.closed",
}
_ATTEMPTS = 5


class WrongState(Exception):
    """The posting is in a state from which this does not lead on; `status` says which."""

    def __init__(self, status: str) -> None:
        super().__init__(status)
        self.status = status


class NotReady(Exception):
    """Something is missing that an open posting needs; `missing` lists it."""

    def __init__(self, missing: list[Missing]) -> None:
        super().__init__("; ".join(each.text for each in missing))
        self.missing = missing


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


def publish_posting(
    *, actor: "User | None", posting_id: int, seen: Seen | None = None, now: datetime
) -> Posting:
    """Open a draft to the world.

    Raises NotAllowed, WrongState, NotReady, Guarded, StalePosting or Posting.DoesNotExist.
    """
    return _change("publish", actor=actor, posting_id=posting_id, seen=seen, now=now)


def pause_posting(
    *, actor: "User | None", posting_id: int, seen: Seen | None = None, now: datetime
) -> Posting:
    """Take no more applications for a while; those that are in go on. Raises as publishing."""
    return _change("pause", actor=actor, posting_id=posting_id, seen=seen, now=now)


def reopen_posting(
    *, actor: "User | None", posting_id: int, seen: Seen | None = None, now: datetime
) -> Posting:
    """Open a paused or closed posting again, checked as when it was published."""
    return _change("reopen", actor=actor, posting_id=posting_id, seen=seen, now=now)


def close_posting(
    *, actor: "User | None", posting_id: int, seen: Seen | None = None, now: datetime
) -> Posting:
    """End a posting. Raises as publishing, without NotReady."""
    return _change("close", actor=actor, posting_id=posting_id, seen=seen, now=now)


def _change(
    action: str, *, actor: "User | None", posting_id: int, seen: Seen | None, now: datetime
) -> Posting:
    if not may_edit(actor):
        raise NotAllowed
    with transaction.atomic():
        posting = lock_posting(posting_id)
        if not rules.is_possible(action, posting.status):
            raise WrongState(posting.status)
        if seen:
            check_unchanged(posting, seen)
        _check_ready(action, posting, now)
        guards.check(action, posting, now)
        _set_status(posting, rules.TARGETS[action], now)
        record(_VERBS[action], subject=posting, actor=actor, now=now)
    return posting


def _check_ready(action: str, posting: Posting, now: datetime) -> None:
    if rules.TARGETS[action] == rules.OPEN:
        missing = rules.missing_for_publishing(posting, today=now.date())
        if missing:
            raise NotReady(missing)


def _set_status(posting: Posting, status: str, now: datetime) -> None:
    posting.status = status
    posting.version += 1
    posting.updated_at = now
    if status == rules.OPEN:
        posting.published_at = posting.published_at or now
    posting.closed_at = now if status == rules.CLOSED else None
    posting.save(update_fields=["status", "version", "updated_at", "published_at", "closed_at"])
