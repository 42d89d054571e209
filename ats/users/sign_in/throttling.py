"""Failed sign-ins slow down whoever guesses, and leave the real person a way in.

A browser in which somebody has signed in keeps a "known device" cookie. Failures from a known
device are counted by themselves, so nobody else can lock that browser out (the device-cookie
method of the OWASP). Failures from everywhere else are counted by address, by account and address,
and by account; somebody who meets the last limit on a new device comes in by resetting the
password, which goes through their mailbox.
"""

import hashlib
import secrets
from typing import TYPE_CHECKING

from allauth.core.internal import ratelimit
from django.conf import settings
from django.core import signing

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse

COOKIE = f"{settings.COOKIE_PREFIX}known-device"
COOKIE_AGE_SECONDS = 180 * 24 * 3600
SALT = "ats.users.known-device"

APP, ACTION = "ats.users", "failed-sign-in"
FROM_KNOWN_DEVICE = "10/5m/key"
BY_ADDRESS = "20/m/ip"
BY_ACCOUNT_AND_ADDRESS = "5/5m/key"
BY_ACCOUNT = "50/h/key"


def remember_device(response: "HttpResponse", email: str) -> None:
    """Set the cookie that tells this browser from strangers; it signs nobody in."""
    value = signing.dumps([_digest(email), secrets.token_urlsafe(16)], salt=SALT)
    response.set_cookie(
        COOKIE,
        value,
        max_age=COOKIE_AGE_SECONDS,
        secure=settings.HTTPS,
        httponly=True,
        samesite="Lax",
    )


def take_attempt(request: "HttpRequest", email: str) -> list[ratelimit.RateLimitUsage] | None:
    """Count an attempt; give it back with `return_attempt` when it turns out to succeed.

    Returns None when there were too many failures already.
    """
    taken: list[ratelimit.RateLimitUsage] = []
    for rate, key in _limits(request, email):
        usage = ratelimit.consume(request, app=APP, action=ACTION, config={ACTION: rate}, key=key)
        if usage is None:
            return None
        taken.append(usage)
    return taken


def return_attempt(taken: list[ratelimit.RateLimitUsage]) -> None:
    for usage in taken:
        usage.rollback()


def _limits(request: "HttpRequest", email: str) -> list[tuple[str, str]]:
    device = _known_device(request, email)
    if device:
        return [(FROM_KNOWN_DEVICE, device)]
    account = _digest(email)
    from_here = f"{account}:{ratelimit.get_ip(request)}"
    return [(BY_ADDRESS, ""), (BY_ACCOUNT_AND_ADDRESS, from_here), (BY_ACCOUNT, account)]


def _known_device(request: "HttpRequest", email: str) -> str | None:
    try:
        account, nonce = signing.loads(
            request.COOKIES.get(COOKIE, ""), salt=SALT, max_age=COOKIE_AGE_SECONDS
        )
    except (signing.BadSignature, ValueError, TypeError):
        return None
    return str(nonce) if account == _digest(email) else None


def _digest(email: str) -> str:
    return hashlib.sha256(email.strip().lower().encode()).hexdigest()[:32]
