"""Every change of a posting, from lock to event, with the check that nobody is overwritten."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import transaction
from django.db.models import QuerySet

from ats.events.actions import record
from ats.events.models import Event
from ats.users.models import User
from postings.posting import rules
from postings.posting.models import Posting
from postings.posting.revisions import keep_revision
from postings.posting.sections import fingerprint


class NotAllowed(Exception):
    """The actor's role edits no postings."""


class PostingClosed(Exception):
    """A closed or archived posting is not edited; it has to be reopened first."""


class StalePosting(Exception):
    """Somebody else changed it first.

    `current` is the section as it is stored now, or None when no section was to be changed;
    `changed_by` is a name, "" when unknown.
    """

    def __init__(
        self, *, current: Any, version: int, changed_by: str, changed_at: datetime | None
    ) -> None:
        super().__init__(version)
        self.current = current
        self.version = version
        self.changed_by = changed_by
        self.changed_at = changed_at


@dataclass(frozen=True)
class Seen:
    """What the actor saw: a section's fingerprint, the posting's version, or neither."""

    section: str = ""
    version: int | None = None


NOTHING_SEEN = Seen()
_in_making: ContextVar[bool] = ContextVar("posting_in_making", default=False)


@contextmanager
def making() -> Iterator[None]:
    """Let the sections saved inside be the beginning of a posting, not changes of it.

    No version is counted, no revision kept and no `posting.updated` recorded; whoever makes the
    posting records that.
    """
    token = _in_making.set(True)
    try:
        yield
    finally:
        _in_making.reset(token)


def lock_posting(posting_id: int) -> Posting:
    """Lock the posting's row until the end of the transaction. Raises Posting.DoesNotExist."""
    return Posting.objects.select_for_update().get(pk=posting_id)


@contextmanager
def edited(
    section: str,
    stored: Callable[[Posting], Any],
    *,
    actor: User | None,
    posting_id: int,
    seen: Seen,
    now: datetime,
) -> Iterator[Posting]:
    """Lock a posting for changing one section; on leaving, count the version up and record it.

    `stored` reads the section as it is; where it changed, a revision is kept. The posting itself
    is saved by this, its related rows by the caller. Raises NotAllowed, PostingClosed,
    StalePosting or Posting.DoesNotExist.
    """
    if not rules.may_edit(actor):
        raise NotAllowed
    with transaction.atomic():
        posting = lock_posting(posting_id)
        if not rules.is_editable(posting):
            raise PostingClosed
        before = stored(posting)
        check_unchanged(posting, seen, section=section, current=before)
        yield posting
        if _in_making.get():
            posting.save()
            return
        posting.version += 1
        posting.updated_at = now
        posting.save()
        keep_revision(posting, section, before=before, after=stored(posting), actor=actor, now=now)
        record("posting.updated", subject=posting, actor=actor, now=now, data={"section": section})


def check_unchanged(
    posting: Posting, seen: Seen, *, section: str = "", current: Any = None
) -> None:
    """Compare a locked posting, and its section as it is, with what the actor saw.

    Raises StalePosting.
    """
    other_version = seen.version is not None and seen.version != posting.version
    if other_version or (seen.section and seen.section != fingerprint(current)):
        changed_by, changed_at = last_change(_changes(posting, section))
        raise StalePosting(
            current=current, version=posting.version, changed_by=changed_by, changed_at=changed_at
        )


def _changes(posting: Posting, section: str) -> QuerySet[Event]:
    events = Event.objects.filter(subject_type="posting", subject_id=posting.pk)
    return events.filter(verb="posting.updated", data__section=section) if section else events


def last_change(events: QuerySet[Event]) -> tuple[str, datetime | None]:
    """Return who did the newest of these, "" when nobody knows, and when."""
    event = events.order_by("-id").first()
    if event is None:
        return "", None
    person = User.objects.filter(pk=event.actor_id).first() if event.actor_id else None
    return str(person or ""), event.occurred_at
