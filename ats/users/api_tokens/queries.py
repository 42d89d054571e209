"""Reads about API tokens."""

from datetime import datetime

from django.db.models import QuerySet

from ats.users.models import ApiToken, Role, User
from ats.users.tokens import hash_of


def working_token(secret: str, *, now: datetime) -> ApiToken | None:
    """Return the token of this secret with its user, or None when nobody may call with it."""
    return (
        ApiToken.objects.select_related("user")
        .filter(
            token_hash=hash_of(secret), revoked_at=None, expires_at__gt=now, user__is_active=True
        )
        .first()
    )


def manageable_tokens(user: User) -> QuerySet[ApiToken]:
    """Return the tokens that `user` may see and revoke: own ones, for administrators all.

    Revoked ones are gone from here; expired ones stay until they are revoked.
    """
    tokens = ApiToken.objects.filter(revoked_at=None).select_related("user")
    return tokens if user.role == Role.ADMIN else tokens.filter(user=user)
