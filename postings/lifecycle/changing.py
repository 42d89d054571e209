"""One change of a posting's state, from lock to event, the same on every path."""

from dataclasses import dataclass, field
from datetime import datetime
from typing import TYPE_CHECKING

from django.db import transaction

from ats.events.actions import record
from ats.organisation.models import Organisation
from postings.lifecycle import guards, rules
from postings.lifecycle.checks import Missing, missing_for_publishing
from postings.lifecycle.guards import Guarded
from postings.posting.editing import NotAllowed, Seen, check_unchanged, lock_posting
from postings.posting.models import Posting

if TYPE_CHECKING:
    from ats.users.models import User

VERBS = {
    "send_for_review": "posting.sent_for_review",
    "publish": "posting.published",
    "approve": "posting.approved",
    "return_to_draft": "posting.returned_to_draft",
    "pause": "posting.paused",
    "reopen": "posting.reopened",
    "close": "posting.closed",
    "archive": "posting.archived",
    "unarchive": "posting.unarchived",
}


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


class NeedsReview(Guarded):
    """A second person has to look at it first; the reason says who has to do what."""


class NotScheduled(Exception):
    """There is no time at which the clock would publish it; it can be published at once."""


@dataclass(frozen=True)
class Change:
    """Who does what to which posting, and what else is written with it."""

    action: str
    actor: "User | None"
    posting_id: int
    now: datetime
    seen: Seen | None = None
    columns: dict[str, object] = field(default_factory=dict)


def carry_out(change: Change) -> Posting:
    """Lock, ask all rules, write the new state and record it.

    Raises NotAllowed, WrongState, StalePosting, NeedsReview, NotScheduled, NotReady, Guarded or
    Posting.DoesNotExist.
    """
    action, actor, now = change.action, change.actor, change.now
    with transaction.atomic():
        posting = lock_posting(change.posting_id)
        if not rules.may_change(action, actor, posting):
            raise NotAllowed
        if not rules.is_possible(action, posting.status):
            raise WrongState(posting.status)
        if change.seen:
            check_unchanged(posting, change.seen)
        _check(action, posting, actor, now)
        sender = posting.sent_for_review_by_id
        _write(posting, change)
        data: dict[str, object] = {"sender": sender} if action in rules.REVIEWING else {}
        record(VERBS[action], subject=posting, actor=actor, now=now, data=data)
    return posting


def _check(action: str, posting: Posting, actor: "User | None", now: datetime) -> None:
    needs_review = Organisation.objects.current().needs_review
    if problem := rules.review_problem(action, posting, actor, needs_review=needs_review):
        raise NeedsReview([problem])
    if action == "approve" and posting.publish_at is None:
        raise NotScheduled
    opens = rules.TARGETS[action] == rules.OPEN
    missing = missing_for_publishing(posting, now=now) if opens or action == "approve" else []
    if missing:
        raise NotReady(missing)
    guards.check(action, posting, now)


def _write(posting: Posting, change: Change) -> None:
    posting.version += 1
    posting.updated_at = change.now
    posting.status = rules.TARGETS[change.action]
    for name, value in change.columns.items():
        setattr(posting, name, value)
    _TIMES.get(change.action, _nothing)(posting, change)
    posting.save()


def _nothing(posting: Posting, change: Change) -> None:
    """Pausing and archiving set no times but those of `columns`."""


def _sent(posting: Posting, change: Change) -> None:
    posting.sent_for_review_by = change.actor
    posting.approved_version = None


def _opened(posting: Posting, change: Change) -> None:
    posting.published_at = posting.published_at or change.now
    posting.closed_at = posting.publish_at = posting.schedule_waits_since = None
    posting.approved_version = None
    posting.review_note = ""


def _closed(posting: Posting, change: Change) -> None:
    posting.closed_at = change.now
    posting.close_at = posting.publish_at = posting.schedule_waits_since = None


def _approved(posting: Posting, change: Change) -> None:
    posting.approved_version = posting.version


def _returned(posting: Posting, change: Change) -> None:
    posting.sent_for_review_by = None
    posting.approved_version = None


def _archived(posting: Posting, change: Change) -> None:
    posting.archived_at = change.now


def _unarchived(posting: Posting, change: Change) -> None:
    posting.archived_at = None


_TIMES = {
    "send_for_review": _sent,
    "publish": _opened,
    "reopen": _opened,
    "close": _closed,
    "approve": _approved,
    "return_to_draft": _returned,
    "archive": _archived,
    "unarchive": _unarchived,
}
