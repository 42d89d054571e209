"""The PostgreSQL and the Valkey of a measurement: embedded ones, or those of the environment."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import urlsplit, urlunsplit

import psycopg
import redis

from applications.bench.servers import QUEUE
from ats.embedded import paths
from ats.embedded.postgres import Postgres
from ats.embedded.supervisor import Supervisor
from ats.embedded.valkey import Valkey


@contextmanager
def database(supervisor: Supervisor, var: Path, *, name: str, given: str) -> Iterator[str]:
    """Make an empty database and yield its address; drop it afterwards.

    `given` is the address of some database of a server, or "" for an embedded one in `var`.
    """
    if not given:
        supervisor.start(Postgres(var))
        given = paths.database_url(var, "postgres")
    _administer(
        given, f'DROP DATABASE IF EXISTS "{name}" WITH (FORCE)', f'CREATE DATABASE "{name}"'
    )
    try:
        yield urlunsplit(urlsplit(given)._replace(path=f"/{name}"))
    finally:
        _administer(given, f'DROP DATABASE IF EXISTS "{name}" WITH (FORCE)')


@contextmanager
def broker(supervisor: Supervisor, var: Path, *, given: str) -> Iterator[str]:
    """Yield the address of a Valkey or Redis; forget the bells that no worker heard."""
    if not given:
        supervisor.start(Valkey(var))
        given = paths.redis_url(var)
    try:
        yield given
    finally:
        with redis.Redis.from_url(given) as client:
            for key in client.scan_iter(match=f"*{QUEUE}*"):
                client.delete(key)


def about(address: str) -> str:
    """Say the server's version and whether it really writes what it says it has written."""
    with psycopg.connect(address, autocommit=True) as connection:
        names = ("server_version", "fsync", "synchronous_commit")
        rows = [(name, connection.execute(f"SHOW {name}").fetchone()) for name in names]
        return ", ".join(f"{name} {row[0]}" for name, row in rows if row)


def _administer(address: str, *statements: str) -> None:
    with psycopg.connect(address, autocommit=True) as connection:
        for statement in statements:
            connection.execute(statement)
