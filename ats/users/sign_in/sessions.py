"""How long a sign-in lasts: two weeks at most, and three days without use (OWASP ASVS 5.0, 7.3).

The facts lie in the session itself, so that looking costs nothing.
"""

from datetime import datetime, timedelta

from django.contrib.sessions.backends.base import SessionBase

LONGEST = timedelta(days=14)
UNUSED = timedelta(days=3)
USE_NOTED_EVERY = timedelta(minutes=10)
BEGAN, USED = "signed_in_at", "used_at"


def begin(session: SessionBase, *, now: datetime) -> None:
    """Note the moment of signing in."""
    session[BEGAN] = session[USED] = int(now.timestamp())


def is_over(session: SessionBase, *, now: datetime) -> bool:
    """Whether the sign-in has lasted too long, or was not used for too long."""
    began, used = session.get(BEGAN), session.get(USED)
    if began is None or used is None:
        return False
    at = now.timestamp()
    return bool(at - began >= LONGEST.total_seconds() or at - used >= UNUSED.total_seconds())


def note_use(session: SessionBase, *, now: datetime) -> None:
    """Write the time of use, at most every ten minutes."""
    used = session.get(USED)
    if used is not None and now.timestamp() - used >= USE_NOTED_EVERY.total_seconds():
        session[USED] = int(now.timestamp())
