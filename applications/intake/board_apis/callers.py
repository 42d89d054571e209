"""Which program hands something in, told by its API token, and how often it may."""

import base64
import binascii
from datetime import datetime

from django.conf import settings

from ats.cache import count_hit
from ats.users.api_tokens import queries
from ats.users.models import ApiToken, TokenScope

WINDOW_SECONDS = 60
LONGEST_SECRET = 200


class NoToken(Exception):
    """No token came, or it is unknown, expired or revoked."""


class WrongScope(Exception):
    """The token may read, and nothing else."""


class TooMany(Exception):
    """More than its share in this minute; `wait` is in seconds."""

    def __init__(self, wait: int) -> None:
        super().__init__(wait)
        self.wait = wait


def user_name_of(header: str) -> str:
    """Return the user name of a Basic Authorization header, as which the token is sent, or ""."""
    kind, _, coded = header.partition(" ")
    if kind.lower() != "basic":
        return ""
    try:
        pair = base64.b64decode(coded.strip(), validate=True).decode()
    except (binascii.Error, ValueError):
        return ""
    return pair.partition(":")[0]


def caller(secret: str, *, now: datetime) -> ApiToken:
    """Return the token, which is looked up by its hash: no comparison tells how near one came.

    Raises NoToken or WrongScope.
    """
    token = None
    if 0 < len(secret) <= LONGEST_SECRET:
        token = queries.working_token(secret, now=now)
    if token is None:
        raise NoToken
    if token.scope not in (TokenScope.APPLY, TokenScope.WRITE):
        raise WrongScope
    return token


def count(token: ApiToken, *, now: datetime) -> None:
    """Count one more application of a token; the limit is that of the form. Raises TooMany."""
    limit: int = settings.APPLY_PER_MINUTE
    if not limit:
        return
    hits, wait = count_hit(
        f"apply:token:{token.pk}", window_seconds=WINDOW_SECONDS, at=now.timestamp()
    )
    if hits > limit:
        raise TooMany(max(1, round(wait)))
