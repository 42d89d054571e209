"""Is this installation able to work? For proxies, container engines and `manage.py up`."""

from collections.abc import Callable

import redis
from django.conf import settings
from django.db import connection
from django.http import HttpRequest, JsonResponse

REDIS_SECONDS = 1


def healthz(request: HttpRequest) -> JsonResponse:
    """Answer 200 when PostgreSQL and Redis answer, otherwise 503 with the one that does not."""
    state = {"database": _works(_ask_database), "redis": _works(_ask_redis)}
    healthy = all(state.values())
    body = {name: "ok" if works else "unreachable" for name, works in state.items()}
    response = JsonResponse(body, status=200 if healthy else 503)
    response["Cache-Control"] = "no-store"
    return response


def _works(ask: Callable[[], object]) -> bool:
    try:
        ask()
    except Exception:  # whatever it was, the answer is "no"; the detail belongs in no public page
        return False
    return True


def _ask_database() -> None:
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1")


def _ask_redis() -> None:
    client = redis.Redis.from_url(
        settings.REDIS_URL,
        socket_connect_timeout=REDIS_SECONDS,
        socket_timeout=REDIS_SECONDS,
    )
    try:
        client.ping()
    finally:
        client.close()
