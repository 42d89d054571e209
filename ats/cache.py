"""The cache: counters and short-lived facts in Redis, and in this process while Redis is away.

Nothing that matters lies here: PostgreSQL is the only truth. With Redis away, limits count for
each process by itself, which is looser but still a limit, and nobody is shut out.
"""

import json
import time
from collections.abc import Callable
from typing import Any

import structlog
from django.core.cache import cache
from django.core.cache.backends.locmem import LocMemCache
from django.core.cache.backends.redis import RedisCache, RedisCacheClient
from django.core.serializers.json import DjangoJSONEncoder
from redis.exceptions import ConnectionError as RedisAway
from redis.exceptions import TimeoutError as RedisSlow

RETRY_AFTER_SECONDS = 5

log = structlog.get_logger()


class JsonSerializer:
    """Values as JSON: whoever can write to Redis must not be able to run code here."""

    def dumps(self, value: Any) -> bytes | int:
        if type(value) is int:
            return value  # stays a number for INCR
        return json.dumps(value, cls=DjangoJSONEncoder).encode()

    def loads(self, data: bytes) -> Any:
        return json.loads(data)


class FallbackClient:
    """Asks Redis, or the memory of this process for some seconds after Redis did not answer."""

    _away_until = 0.0  # of all instances: each thread has one

    def __init__(self, servers: list[str], **options: Any) -> None:
        self._redis = RedisCacheClient(servers, **options)
        self._local = LocMemCache("fallback", {})

    def __getattr__(self, name: str) -> Callable[..., Any]:
        def ask(*args: Any) -> Any:
            if time.monotonic() >= FallbackClient._away_until:
                try:
                    return getattr(self._redis, name)(*args)
                except (RedisAway, RedisSlow, OSError) as error:
                    FallbackClient._away_until = time.monotonic() + RETRY_AFTER_SECONDS
                    log.warning("redis_away", error=type(error).__name__)
            return getattr(self._local, name)(*args)

        return ask


class FallbackCache(RedisCache):
    def __init__(self, server: str, params: dict[str, Any]) -> None:
        super().__init__(server, params)
        self._class = FallbackClient


def count_hit(name: str, *, window_seconds: int, at: float) -> tuple[int, float]:
    """Count one more hit in the current window of `name`.

    `at` is in seconds since the epoch. Returns the number of hits in the window so far, this one
    included, and the seconds until the next window begins.
    """
    window, elapsed = divmod(at, window_seconds)
    key = f"hits:{name}:{int(window)}"
    try:
        count = cache.incr(key)
    except ValueError:
        count = 1
        if not cache.add(key, count, timeout=window_seconds):
            count = cache.incr(key)
    return count, window_seconds - elapsed
