"""Changes of passwords, and the trace that failed sign-ins leave."""

from datetime import datetime

import structlog
from django.db import transaction

from ats.events.actions import record
from ats.users.models import User

log = structlog.get_logger()


def request_password_reset(*, user: User, now: datetime) -> None:
    """Have the link mailed; the mail follows from the event.

    Nothing happens for somebody who has not accepted an invitation yet: its link expires, and
    this must not be a way around that.
    """
    if not user.is_active or not user.has_usable_password():
        return
    with transaction.atomic():
        record("user.password_reset_requested", subject=user, actor=None, now=now)


def change_password(*, user: User, password: str, now: datetime) -> None:
    """Set a password that the caller has validated; all other sessions of the user end."""
    with transaction.atomic():
        user.set_password(password)
        user.save(update_fields=["password"])
        record("user.password_changed", subject=user, actor=user, now=now)


def record_sign_in(*, user: User, now: datetime) -> None:
    with transaction.atomic():
        record("user.signed_in", subject=user, actor=user, now=now)


def log_refusal(reason: str, *, ip: str) -> None:
    """Log a failed sign-in: from which network address, never for whom."""
    log.warning("sign_in_refused", reason=reason, ip=ip)
