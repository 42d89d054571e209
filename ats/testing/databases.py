"""One migrated template for a run, and for each test process a clone of it.

`CREATE DATABASE … TEMPLATE` takes a fraction of a second where migrating takes many, on any
PostgreSQL. Tests with `transaction=True` leave the clone as it was made: their tables are emptied
and what the migrations had put there comes back, so the order of tests does not matter.
"""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from urllib.parse import urlsplit, urlunsplit

from django.conf import settings
from django.db import connection
from django.test import TransactionTestCase

from ats.embedded import locks
from ats.testing import environment

Snapshot = dict[str, bytes]


def clone_name() -> str:
    """Return the name of this process's database."""
    return f"{template_name()}_{environment.process_name()}"


def template_name() -> str:
    """Return the name of the run's template, which differs from that of a run beside it."""
    return "test_fairlead_" + "".join(
        filter(str.isalnum, environment.run_folder().name.removeprefix("fairlead-test-").lower())
    )


@contextmanager
def prepared() -> Iterator[None]:
    """Point Django at a fresh clone; drop it afterwards."""
    original = connection.settings_dict["NAME"]
    _make_template_once()
    _administer(f"CREATE DATABASE {clone_name()} TEMPLATE {template_name()}")
    use(clone_name())
    snapshot = take_snapshot()
    TransactionTestCase._fixture_teardown = lambda test: restore(snapshot)
    try:
        yield
    finally:
        use(original)
        _administer(f"DROP DATABASE IF EXISTS {clone_name()} WITH (FORCE)")


def use(name: str) -> None:
    """Connect to another database from now on, in child processes too."""
    connection.close()
    connection.settings_dict["NAME"] = settings.DATABASES["default"]["NAME"] = name
    parts = urlsplit(os.environ["DATABASE_URL"])
    os.environ["DATABASE_URL"] = urlunsplit(parts._replace(path=f"/{name}"))


def _make_template_once() -> None:
    lock = locks.acquire(environment.run_folder() / "template.lock", patience=600)
    ready = environment.run_folder() / "template.ready"
    try:
        if not ready.exists():
            connection.settings_dict["TEST"]["NAME"] = template_name()
            connection.creation.create_test_db(verbosity=0, autoclobber=True, serialize=False)
            connection.close()
            ready.touch()
    finally:
        os.close(lock)


def drop_template() -> None:
    """Remove the template from a server that outlives the run."""
    if (environment.run_folder() / "template.ready").exists():
        _administer(f"DROP DATABASE IF EXISTS {template_name()} WITH (FORCE)")


def _administer(statement: str) -> None:
    connection.close()
    with connection._nodb_cursor() as cursor:
        cursor.execute(statement)


def take_snapshot() -> Snapshot:
    """Return the rows of every table that has any."""
    with connection.cursor() as cursor:
        return {table: _copy_out(cursor, table) for table in _filled_tables(cursor)}


def restore(snapshot: Snapshot) -> None:
    """Empty all tables and put the rows of the snapshot back, in one transaction.

    Django's own flush empties every table and then makes content types and permissions anew,
    which costs much more and forgets what data migrations wrote.
    """
    with connection.cursor() as cursor:
        cursor.execute("BEGIN")
        # A request or thread that never ends its transaction should fail the test, not hang it.
        cursor.execute("SET LOCAL lock_timeout = '20s'")
        if filled := _filled_tables(cursor):
            cursor.execute(f"TRUNCATE {', '.join(map(_quote, filled))} CASCADE")
        for table, rows in snapshot.items():
            with cursor.copy(f"COPY {_quote(table)} FROM STDIN") as copy:
                copy.write(rows)
        cursor.execute("COMMIT")


def _filled_tables(cursor) -> list[str]:
    tables = sorted(connection.introspection.table_names(cursor))
    probes = [f"SELECT '{t}' WHERE EXISTS (SELECT 1 FROM {_quote(t)})" for t in tables]
    cursor.execute(" UNION ALL ".join(probes))
    return [name for (name,) in cursor.fetchall()]


def _copy_out(cursor, table: str) -> bytes:
    with cursor.copy(f"COPY {_quote(table)} TO STDOUT") as copy:
        return b"".join(bytes(block) for block in copy)


def _quote(table: str) -> str:
    return connection.ops.quote_name(table)
