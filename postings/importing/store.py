"""The document between its report and the drafts: kept for an hour, for the one who sent it.

A board is too large to travel through the page and back. When it is gone, it is asked for again;
nothing is lost that its owner does not have.
"""

import base64
import secrets
import zlib

from django.core.cache import cache

KEPT_SECONDS = 3600
_TOKEN_LENGTH = 43


def keep(text: str, *, user_id: int) -> str:
    """Keep a document's text and return the token that asks for it."""
    token = secrets.token_urlsafe(32)
    packed = base64.b64encode(zlib.compress(text.encode("utf-8", "replace"))).decode()
    cache.set(_key(token, user_id), packed, KEPT_SECONDS)
    return token


def kept(token: str, *, user_id: int) -> str:
    """Return the text that was kept under `token` by the same person, "" when it is gone."""
    if len(token) != _TOKEN_LENGTH or not token.isascii():
        return ""
    packed = cache.get(_key(token, user_id))
    return zlib.decompress(base64.b64decode(packed)).decode() if packed else ""


def _key(token: str, user_id: int) -> str:
    return f"import:{user_id}:{token}"
