"""Reads about the staff."""

from datetime import datetime

from ats.users.models import Invitation, User, UserQuerySet
from ats.users.people import rules
from ats.users.tokens import hash_of


def people() -> UserQuerySet:
    """Return the whole staff, deactivated people included."""
    return User.objects.all()


def usable_invitation(secret: str, *, now: datetime) -> Invitation | None:
    """Return the invitation that this secret opens, or None when it is unknown, used or expired."""
    invitation = (
        Invitation.objects.select_related("user").filter(token_hash=hash_of(secret)).first()
    )
    return invitation if invitation and rules.is_usable(invitation, now=now) else None
