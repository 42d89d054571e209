"""The embedded servers, started for real."""

import os
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

import psutil
import psycopg
import pytest
import redis

from ats.embedded import accounts, paths
from ats.embedded.postgres import Postgres
from ats.embedded.process import StartError
from ats.embedded.valkey import Valkey

ROOT = Path(__file__).resolve().parents[3]
SUPERVISOR = """
import sys, time
from pathlib import Path
from ats.embedded.postgres import Postgres
from ats.embedded.valkey import Valkey
for kind in (Postgres, Valkey):
    kind(Path(sys.argv[1]), durable=False).start()
print("ready", flush=True)
time.sleep(300)
"""


@pytest.fixture
def var() -> Iterator[Path]:
    with tempfile.TemporaryDirectory(prefix="fairlead-var-") as folder:
        yield Path(folder)


@pytest.fixture
def postgres(var: Path) -> Iterator[Postgres]:
    server = Postgres(var, durable=False)
    server.start()
    yield server
    server.stop()
    server.discard()


def test_data_and_order_survive_a_restart(postgres):
    with postgres.connect() as connection:
        connection.execute("CREATE TABLE kept (word text)")
        connection.execute("INSERT INTO kept VALUES ('Ä'), ('b')")
    postgres.stop()
    postgres.start()
    with psycopg.connect(paths.database_url(postgres.var)) as connection:
        assert connection.execute("SELECT word FROM kept").fetchall() == [("Ä",), ("b",)]
        zone = connection.execute("SELECT current_setting('TimeZone')").fetchone()
        assert zone == ("UTC",)


def test_postgres_has_a_socket_that_others_may_not_enter_and_no_port(postgres):
    with postgres.connect() as connection:
        assert connection.execute("SHOW listen_addresses").fetchone() == ("",)
    socket = (paths.socket_folder(postgres.var) / ".s.PGSQL.5432").resolve()
    assert socket.stat().st_mode & 0o777 == 0o700


def test_a_killed_postmaster_is_no_obstacle(postgres):
    os.kill(postgres.pid, signal.SIGKILL)
    postgres.start()
    with postgres.connect() as connection:
        assert connection.execute("SELECT 1").fetchone() == (1,)


def test_a_pid_file_whose_number_belongs_to_another_program_is_no_obstacle(postgres):
    postgres.stop()
    pid_file = accounts.choose(postgres.var).data / "postmaster.pid"
    pid_file.write_text(f"{os.getppid()}\n/elsewhere\n")
    postgres.start()
    assert postgres.exit_code() is None


def test_data_of_another_version_is_left_alone(postgres):
    postgres.stop()
    (accounts.choose(postgres.var).data / "PG_VERSION").write_text("16\n")
    with pytest.raises(StartError, match="written by PostgreSQL 16"):
        postgres.start()


def test_a_server_that_cannot_start_says_why(var):
    (var / "valkey").mkdir()
    (var / "valkey" / "appendonlydir").write_text("not a folder")
    with pytest.raises(StartError, match=r"(?s)valkey ended with .*append"):
        Valkey(var).start()


def test_a_long_or_awkward_path_works(var):
    deep = var / ("x" * 90) / "with space, and comma"
    servers = [Postgres(deep, durable=False), Valkey(deep, durable=False)]
    try:
        for server in servers:
            server.start()
        assert psycopg.connect(paths.database_url(deep)).execute("SELECT 1").fetchone() == (1,)
        assert redis.Redis.from_url(paths.redis_url(deep)).ping()
    finally:
        for server in servers:
            server.stop()
        servers[0].discard()
    assert not paths.socket_folder(deep).exists()


@pytest.mark.skipif(os.geteuid() != 0, reason="only root can become another account")
def test_root_runs_postgres_as_another_account_where_namespaces_are_forbidden(var, monkeypatch):
    monkeypatch.setenv("FAIRLEAD_POSTGRES_USER", "nobody")
    server = Postgres(var, durable=False)
    server.start()
    try:
        assert psutil.Process(server.pid).username() == "nobody"
        assert psycopg.connect(paths.database_url(var)).execute("SELECT 1").fetchone() == (1,)
        data = accounts.choose(var).data
    finally:
        server.stop()
        server.discard()
    assert not data.parent.exists()


def test_a_killed_supervisor_leaves_nothing_running_and_can_be_followed_at_once(var):
    supervisor = subprocess.Popen(
        [sys.executable, "-c", SUPERVISOR, str(var)], stdout=subprocess.PIPE, cwd=ROOT
    )
    assert supervisor.stdout.readline() == b"ready\n"
    started = psutil.Process(supervisor.pid).children(recursive=True)
    assert len(started) > 2
    supervisor.kill()
    supervisor.wait()
    for server in (Postgres(var, durable=False), Valkey(var, durable=False)):
        server.start()
        server.stop()
    deadline = time.monotonic() + 20
    while living := [process for process in started if _runs(process)]:
        assert time.monotonic() < deadline, living
        time.sleep(0.1)
    Postgres(var).discard()


def _runs(process: psutil.Process) -> bool:
    try:
        return process.status() != psutil.STATUS_ZOMBIE
    except psutil.NoSuchProcess:
        return False
