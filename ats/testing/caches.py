"""Forget what is in the cache, and nothing else that lies in Redis."""

import contextlib
from functools import cache

import redis
from django.conf import settings
from django.core.cache import caches


def clear() -> None:
    """Delete this test process's cache keys, and the pages it keeps.

    Not `cache.clear()`, which empties the whole Redis database, the Celery queue included.
    """
    caches["pages"].clear()
    with contextlib.suppress(redis.RedisError):
        client = _client()
        prefix = settings.CACHES["default"]["KEY_PREFIX"]
        for keys in _in_hundreds(client.scan_iter(match=f"{prefix}:*", count=1000)):
            client.delete(*keys)


@cache
def _client() -> redis.Redis:
    return redis.Redis.from_url(settings.REDIS_URL, socket_timeout=5)


def _in_hundreds(keys):
    batch = []
    for key in keys:
        batch.append(key)
        if len(batch) == 100:
            yield batch
            batch = []
    if batch:
        yield batch
