"""The cache with Redis there and away."""

import pytest
from django.core.cache import cache

from ats.cache import FallbackClient, count_hit


@pytest.fixture
def redis_away(monkeypatch):
    def gone(self, *args, **kwargs):
        raise ConnectionRefusedError

    monkeypatch.setattr("django.core.cache.backends.redis.RedisCacheClient.get_client", gone)
    monkeypatch.setattr(FallbackClient, "_away_until", 0.0)


def use_everything():
    cache.set("a", {"b": [1, "ü", None]}, 60)
    assert cache.get("a") == {"b": [1, "ü", None]}
    assert cache.add("a", 1, 60) is False
    assert cache.add("n", 1, 60) is True
    assert cache.incr("n") == 2
    assert cache.get_many(["a", "n", "none"]) == {"a": {"b": [1, "ü", None]}, "n": 2}
    cache.set_many({"x": 1, "y": 2}, 60)
    assert cache.touch("x", 60) and cache.has_key("x") and "y" in cache
    cache.delete_many(["x", "y"])
    assert cache.delete("a") and cache.get("a", "gone") == "gone"


def test_values_come_back_as_they_were():
    use_everything()


def test_with_redis_away_it_works_within_this_process(redis_away):
    use_everything()


def test_redis_is_left_alone_for_some_seconds_then_asked_again(redis_away, caplog):
    for _time in range(3):
        cache.get("a")
    assert caplog.text.count("redis_away") == 1
    FallbackClient._away_until = 0.0
    cache.get("a")
    assert caplog.text.count("redis_away") == 2


def test_nothing_is_pickled():
    cache.set("kept", {"a": 1}, 60)
    client = cache._cache._redis.get_client()
    assert client.get(cache.make_key("kept")) == b'{"a": 1}'


def test_hits_are_counted_by_window():
    at = 120.0
    assert [count_hit("door", window_seconds=60, at=at)[0] for _ in range(3)] == [1, 2, 3]
    assert count_hit("door", window_seconds=60, at=at + 20) == (4, 40.0)
    assert count_hit("door", window_seconds=60, at=at + 60) == (1, 60.0)
    assert count_hit("window", window_seconds=60, at=at) == (1, 60.0)
