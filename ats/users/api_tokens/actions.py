"""Making, using and ending API tokens."""

from datetime import datetime, timedelta

from django.db import transaction

from ats.events.actions import record
from ats.users.api_tokens import rules
from ats.users.models import ApiToken, TokenScope, User
from ats.users.tokens import hash_of, new_secret

SHOWN_CHARACTERS = 8


class NotAllowed(Exception):
    """The token belongs to somebody else."""


class LifetimeTooLong(Exception):
    """A token lives for a year at most."""


def create_token(
    *, actor: User, name: str, scope: str, lifetime: timedelta, now: datetime
) -> tuple[ApiToken, str]:
    """Make a token for the actor and return it with its secret, which is not kept anywhere.

    Raises LifetimeTooLong.
    """
    if not timedelta(0) < lifetime <= rules.LONGEST_LIFETIME:
        raise LifetimeTooLong
    secret = new_secret(rules.PREFIX)
    with transaction.atomic():
        token = ApiToken.objects.create(
            user=actor,
            name=name,
            prefix=secret[:SHOWN_CHARACTERS],
            token_hash=hash_of(secret),
            scope=TokenScope(scope),
            created_at=now,
            expires_at=now + lifetime,
        )
        data: dict[str, object] = {"scope": scope, "user": actor.pk}
        record("token.created", subject=token, actor=actor, now=now, data=data)
    return token, secret


def revoke_token(*, actor: User, token: ApiToken, now: datetime) -> None:
    """End a token at once; a repeat does nothing. Raises NotAllowed."""
    if not rules.may_revoke(actor, token):
        raise NotAllowed
    with transaction.atomic():
        ended = ApiToken.objects.filter(pk=token.pk, revoked_at=None).update(revoked_at=now)
        if ended:
            data: dict[str, object] = {"user": token.user_id}
            record("token.revoked", subject=token, actor=actor, now=now, data=data)


def note_use(token: ApiToken, *, now: datetime) -> None:
    """Write the time of use, at most once a minute."""
    if rules.is_use_stale(token, now=now):
        ApiToken.objects.filter(pk=token.pk).update(last_used_at=now)
