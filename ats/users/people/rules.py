"""Who may manage the staff, and which invitation still works."""

from datetime import datetime, timedelta
from enum import StrEnum

from ats.users.models import Invitation, Role, User

INVITATION_LIFETIME = timedelta(days=7)


class PersonState(StrEnum):
    ACTIVE = "active"
    INVITED = "invited"  # has not set a password yet
    DEACTIVATED = "deactivated"


def may_manage_people(user: User) -> bool:
    return user.is_active and user.role == Role.ADMIN


def state_of(person: User) -> PersonState:
    """Return the state that the people page shows."""
    if not person.is_active:
        return PersonState.DEACTIVATED
    return PersonState.ACTIVE if person.has_usable_password() else PersonState.INVITED


def is_invited(person: User) -> bool:
    return state_of(person) is PersonState.INVITED


def is_usable(invitation: Invitation, *, now: datetime) -> bool:
    """Whether the link still sets a password: not used, not expired, its person still invited."""
    return (
        invitation.used_at is None and invitation.expires_at > now and is_invited(invitation.user)
    )
