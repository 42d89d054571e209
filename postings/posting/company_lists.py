"""Changing a list that all postings share, from lock to event, so that nobody is overwritten."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import datetime
from typing import Any

from django.db import transaction

from ats.events.actions import record
from ats.events.models import Event
from ats.organisation.models import Organisation
from ats.users.models import User
from postings.posting import rules
from postings.posting.editing import NotAllowed, last_change
from postings.posting.sections import fingerprint


class StaleList(Exception):
    """Somebody else changed the list first; `current` is what it is now, "" when unknown who."""

    def __init__(self, *, current: Any, changed_by: str, changed_at: datetime | None) -> None:
        super().__init__(changed_by)
        self.current = current
        self.changed_by = changed_by
        self.changed_at = changed_at


@contextmanager
def edited_list(
    *, actor: User | None, verb: str, stored: Callable[[], Any], seen: str, now: datetime
) -> Iterator[None]:
    """Let one person at a time change a list; on leaving, record `verb` of the organisation.

    `seen` is the fingerprint of what the actor saw, "" to write over whatever is there.
    Raises NotAllowed or StaleList.
    """
    if not rules.may_edit(actor):
        raise NotAllowed
    with transaction.atomic():
        Organisation.objects.bulk_create([Organisation(pk=1)], ignore_conflicts=True)
        organisation = Organisation.objects.select_for_update().get(pk=1)
        current = stored()
        if seen and seen != fingerprint(current):
            changed_by, changed_at = last_change(Event.objects.filter(verb=verb))
            raise StaleList(current=current, changed_by=changed_by, changed_at=changed_at)
        yield
        record(verb, subject=organisation, actor=actor, now=now)
