"""The environment of a test run, complete before the settings read it.

One folder in the temporary folder holds everything of a run. Each test process (one, or one for
each xdist worker) has a folder, a Redis database, a key prefix and a queue of its own in it.
"""

import os
import tempfile
from pathlib import Path
from urllib.parse import urlsplit, urlunsplit

from ats.embedded import paths

# What a developer's shell may hold must not change what a test sees.
FORGOTTEN = (
    "ALLOWED_HOSTS",
    "CSRF_TRUSTED_ORIGINS",
    "DEFAULT_FROM_EMAIL",
    "EMAIL_URL",
    "FAIRLEAD_DB_POOL",
    "FAIRLEAD_FILES",
    "FAIRLEAD_TRUSTED_PROXIES",
    "FAIRLEAD_URL",
)


def run_folder() -> Path:
    """Return the folder of this run; xdist workers inherit it from their controller."""
    if "FAIRLEAD_TEST_RUN" not in os.environ:
        os.environ["FAIRLEAD_TEST_RUN"] = tempfile.mkdtemp(prefix="fairlead-test-")
    return Path(os.environ["FAIRLEAD_TEST_RUN"])


def servers_folder() -> Path:
    """Return where the embedded servers of the run keep their data and sockets."""
    return run_folder() / "servers"


def process_name() -> str:
    """Return "gw0", "gw1", … in an xdist worker, otherwise "main"."""
    return os.environ.get("PYTEST_XDIST_WORKER", "main")


def process_number() -> int:
    """Return the number of the xdist worker, or 0."""
    return int("".join(filter(str.isdigit, process_name())) or 0)


def own_postgres() -> bool:
    """Say whether this run starts a PostgreSQL."""
    return os.environ["DATABASE_URL"] == _own_database_url()


def own_valkey() -> bool:
    """Say whether this run starts a Valkey."""
    return not os.environ["FAIRLEAD_TEST_REDIS_URL"]


def prepare() -> None:
    """Set the variables that ats.settings reads; safe to call again in the same process."""
    for name in FORGOTTEN:
        os.environ.pop(name, None)
    os.environ.setdefault("DATABASE_URL", _own_database_url())
    base = os.environ.setdefault("FAIRLEAD_TEST_REDIS_URL", os.environ.get("REDIS_URL", ""))
    mine = f"fairlead-{run_folder().name[-8:]}-{process_name()}"
    os.environ |= {
        "REDIS_URL": _redis_url(base),
        "FAIRLEAD_CACHE_PREFIX": mine,
        "FAIRLEAD_QUEUE": mine,
        "FAIRLEAD_VAR": str(run_folder() / process_name()),
        "FAIRLEAD_ENV": "test",
        "FAIRLEAD_DEMO": "0",
        "SECRET_KEY": "only-for-tests-" + "x" * 50,
        "DJANGO_LIVE_TEST_SERVER_ADDRESS": "127.0.0.1",
    }


def _own_database_url() -> str:
    return paths.database_url(servers_folder())


def _redis_url(base: str) -> str:
    """Return the address of this process's own numbered database.

    On a foreign server count down from the last of the usual 16: the first ones may be in use.
    """
    if not base:
        return paths.redis_url(servers_folder(), process_number() + 1)
    parts = urlsplit(base)
    number = 15 - process_number() % 15
    if parts.scheme == "unix":
        return f"unix://{parts.path}?db={number}"  # urlunsplit drops the empty host
    return urlunsplit(parts._replace(path=f"/{number}"))
