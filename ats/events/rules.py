"""When work is tried again, and when it is given up."""

from datetime import timedelta

CRASH_LIMIT = 3
TRY_LIMIT = 12
FIRST_PAUSE = timedelta(seconds=15)
LONGEST_PAUSE = timedelta(hours=1)


def pause_after(attempts: int) -> timedelta:
    """Return how long to wait after the given number of failed tries: doubled each time, capped.

    Twelve tries spread over about four hours.
    """
    doublings: int = 2 ** min(attempts - 1, 16)
    return min(FIRST_PAUSE * doublings, LONGEST_PAUSE)


def kills_its_workers(crashes: int) -> bool:
    return crashes >= CRASH_LIMIT


def is_hopeless(attempts: int) -> bool:
    return attempts >= TRY_LIMIT
