"""Things that happened, and the mails that follow."""

import pytest
from django.db import transaction
from django.utils import timezone

from ats.events.actions import record
from ats.events.models import Event
from ats.organisation.models import Organisation


@pytest.fixture(autouse=True)
def organisation(db):
    organisation, _ = Organisation.objects.update_or_create(
        pk=1, defaults={"name": "Harbour Lifts"}
    )
    return organisation


def happen(verb, subject, *, actor=None, **data) -> Event:
    """Record an event as an action would."""
    with transaction.atomic():
        return record(verb, subject=subject, actor=actor, now=timezone.now(), data=data)
