"""Which token works, and who may end it."""

from datetime import datetime, timedelta

from ats.users.models import ApiToken, Role, TokenScope, User

PREFIX = "fl_"
LONGEST_LIFETIME = timedelta(days=365)
USE_NOTED_EVERY = timedelta(minutes=1)


def may_revoke(user: User, token: ApiToken) -> bool:
    return user.is_active and (token.user_id == user.pk or user.role == Role.ADMIN)


def may_write(token: ApiToken) -> bool:
    return token.scope == TokenScope.WRITE


def may_read(token: ApiToken) -> bool:
    return token.scope != TokenScope.APPLY


def is_expired(token: ApiToken, *, now: datetime) -> bool:
    return token.expires_at <= now


def is_use_stale(token: ApiToken, *, now: datetime) -> bool:
    """Whether the stored time of last use is old enough to be written again."""
    return token.last_used_at is None or now - token.last_used_at >= USE_NOTED_EVERY
