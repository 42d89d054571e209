"""The servers of a measurement: the real one as production runs it, and the ceiling."""

import secrets
import socket
import sys
from pathlib import Path
from urllib.request import Request, urlopen

from ats.embedded.process import Child

HOST = "127.0.0.1"
PUBLIC_HOST = "jobs.bench.example"
QUEUE = "fairlead-bench"
WORKERS, THREADS = 2, 8  # as in the Dockerfile
START_SECONDS = 60
# So high that they count as in production and stop nobody.
NO_LIMIT = str(10**9)


def production(
    base: dict[str, str], *, var: Path, database_url: str, redis_url: str
) -> dict[str, str]:
    """Return the environment of a production server on these two databases.

    It stands behind a proxy with HTTPS. All forms are sent from one network at once here, so the
    limits of applying are lifted.
    """
    inherited = {key: value for key, value in base.items() if not key.startswith("FAIRLEAD_")}
    for name in ("ALLOWED_HOSTS", "CSRF_TRUSTED_ORIGINS", "EMAIL_URL", "DJANGO_SETTINGS_MODULE"):
        inherited.pop(name, None)
    return inherited | {
        "DJANGO_SETTINGS_MODULE": "ats.settings",
        "FAIRLEAD_ENV": "production",
        "FAIRLEAD_URL": f"https://{PUBLIC_HOST}",
        "FAIRLEAD_TRUSTED_PROXIES": "1",
        "SECRET_KEY": secrets.token_urlsafe(60),
        "DATABASE_URL": database_url,
        "REDIS_URL": redis_url,
        "FAIRLEAD_VAR": str(var),
        "FAIRLEAD_QUEUE": QUEUE,
        "FAIRLEAD_CACHE_PREFIX": QUEUE,
        "FAIRLEAD_APPLY_MINIMUM_SECONDS": "0",
        "FAIRLEAD_APPLY_PER_MINUTE": NO_LIMIT,
        "FAIRLEAD_API_REQUESTS_PER_MINUTE": NO_LIMIT,
        "BENCH_WORKS": str(var / "works.json"),
        "PYTHONUNBUFFERED": "1",
    }


def granian(name: str, environment: dict[str, str], *, root: Path, var: Path, port: int) -> Child:
    """A server with the options of the Dockerfile, on the loopback address."""
    return Child(
        name,
        [
            *(sys.executable, "-m", "granian", "--interface", "wsgi", "ats.wsgi:application"),
            *("--host", HOST, "--port", str(port), "--no-ws", "--http", "1"),
            *("--workers", str(WORKERS), "--blocking-threads", str(THREADS)),
            *("--workers-kill-timeout", "8"),
        ],
        var,
        environment=environment,
        folder=root,
    )


def free_port() -> int:
    """Return a port that nobody listens on, chosen by the kernel."""
    with socket.socket() as probe:
        probe.bind((HOST, 0))
        return int(probe.getsockname()[1])


def answers(port: int, path: str) -> bool:
    """Say whether a server answers a path with 200."""
    headers = {"Host": PUBLIC_HOST, "X-Forwarded-Proto": "https"}
    try:
        with urlopen(Request(f"http://{HOST}:{port}{path}", headers=headers), timeout=5) as answer:
            return bool(answer.status == 200)
    except OSError:  # refused, or not ready yet
        return False
