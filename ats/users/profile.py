"""What people change about themselves."""

from datetime import datetime

from django.db import transaction

from ats.events.actions import record
from ats.users.models import User


def update_profile(*, actor: User, name: str, time_zone: str, now: datetime) -> None:
    """Store one's own name and time zone (an IANA name, validated by the caller)."""
    with transaction.atomic():
        actor.name, actor.time_zone = name, time_zone
        actor.save(update_fields=["name", "time_zone"])
        record("user.profile_changed", subject=actor, actor=actor, now=now)
