"""The embedded PostgreSQL: plain programs out of a wheel, run as a direct child."""

import contextlib
import os
import shutil
import signal
import subprocess
from pathlib import Path

import psycopg

from ats.embedded import accounts, paths
from ats.embedded.process import Child, StartError, launch

SUPERUSER = "fairlead"
DATABASE = "fairlead"
SOCKET = ".s.PGSQL.5432"
# Only for data that nobody will miss.
CARELESS = ("-c", "fsync=off", "-c", "synchronous_commit=off", "-c", "full_page_writes=off")


class Postgres:
    """PostgreSQL on the data in `var`, reachable through a socket alone.

    `durable=False` gives safety against power cuts away for speed: for tests.
    """

    name = "postgres"

    def __init__(self, var: Path, *, durable: bool = True) -> None:
        self.var = var
        self.durable = durable
        self._child: Child | None = None

    def start(self) -> None:
        """Start on the kept data, or on new data; return when it answers. Raises StartError."""
        self.stop()  # a postmaster that was killed counts as running until its parent looks
        self.var.mkdir(parents=True, exist_ok=True)
        paths.make_private(paths.socket_folder(self.var))
        home = accounts.choose(self.var)
        sockets = home.folder(home.sockets)
        child = self._child = Child(
            self.name,
            [
                str(home.programs / "postgres"),
                *("-D", str(home.data), "-h", "", "-p", "5432", "-k", str(sockets)),
                *("-c", "timezone=UTC", "-c", "log_timezone=UTC"),
                *("-c", "unix_socket_permissions=0700"),
                *(() if self.durable else CARELESS),
            ],
            self.var,
            environment=_environment(),
            folder=Path("/"),
            become=home.become,
            stop_signal=signal.SIGINT,
            death_signal=signal.SIGINT,
            patience=30,
        )
        lock = child.lock()
        try:
            _initialise(home)
            _forget_dead_postmaster(home)
        except BaseException:
            os.close(lock)
            raise
        child.start(lock)
        self._link(sockets)
        try:
            # Recovery after a power cut may take minutes; the log tells of its progress.
            child.wait_until(self._answers, patience=300)
            self._create_database()
        except BaseException:
            child.stop()
            raise

    def _link(self, sockets: Path) -> None:
        """Let the address in the settings lead to a socket that lies elsewhere."""
        link = paths.socket_folder(self.var) / SOCKET
        if sockets != link.parent:
            link.unlink(missing_ok=True)
            link.symlink_to(sockets / SOCKET)

    def _answers(self) -> bool:
        with contextlib.suppress(psycopg.OperationalError), self.connect("postgres"):
            return True
        return False

    def connect(self, database: str = DATABASE) -> "psycopg.Connection[tuple[object, ...]]":
        """Open an autocommit connection."""
        return psycopg.connect(
            host=str(paths.socket_folder(self.var)),
            port=5432,
            user=SUPERUSER,
            dbname=database,
            autocommit=True,
            connect_timeout=5,
        )

    def _create_database(self) -> None:
        with self.connect("postgres") as connection:
            known = connection.execute("SELECT 1 FROM pg_database WHERE datname = %s", [DATABASE])
            if not known.fetchone():
                connection.execute(f"CREATE DATABASE {DATABASE}")

    def exit_code(self) -> int | None:
        return self._child.exit_code() if self._child else None

    def last_lines(self) -> str:
        return self._child.last_lines() if self._child else ""

    @property
    def pid(self) -> int:
        assert self._child is not None
        return self._child.pid

    def stop(self) -> None:
        """Disconnect everybody, write everything down and end."""
        if self._child:
            self._child.stop()

    def discard(self) -> None:
        """Delete the data."""
        home = accounts.choose(self.var)
        for folder in (home.data, home.sockets):
            shutil.rmtree(folder, ignore_errors=True)
        if home.owner:
            home.data.parent.rmdir()


def _environment() -> dict[str, str]:
    """Pass no PG… variables, which would win over ours, and no time zone but UTC."""
    kept = {key: os.environ[key] for key in ("PATH", "LD_LIBRARY_PATH") if key in os.environ}
    return kept | {"TZ": "UTC", "LC_ALL": "C"}


def _initialise(home: accounts.Home) -> None:
    if home.data.exists():
        _check_version(home)
        return
    home.data.parent.mkdir(parents=True, exist_ok=True)
    # Under a passing name, so that an interrupted initdb is not taken for a database.
    fresh = home.data.with_name("postgres.new")
    shutil.rmtree(fresh, ignore_errors=True)
    home.folder(fresh)
    command = [
        str(home.programs / "initdb"),
        *("-D", str(fresh), "-U", SUPERUSER, "-E", "UTF8", "--auth=trust", "--no-sync"),
        *("--locale=C", "--locale-provider=builtin", "--builtin-locale=C.UTF-8"),
    ]
    result = subprocess.run(  # noqa: S603
        launch(command, death_signal=signal.SIGKILL, become=home.become),
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        env=_environment(),
        cwd="/",
        check=False,
    )
    if result.returncode:
        raise StartError(f"initdb failed: {result.stderr.strip()} {accounts.ADVICE}")
    fresh.rename(home.data)


def _check_version(home: accounts.Home) -> None:
    found = (home.data / "PG_VERSION").read_text().strip()
    if found != "18":
        raise StartError(
            f"{home.data} was written by PostgreSQL {found}; the embedded one is 18. "
            "Move that folder away to begin anew, or set DATABASE_URL."
        )


def _forget_dead_postmaster(home: accounts.Home) -> None:
    """Delete stale lock files whose process number by now belongs to another program.

    PostgreSQL itself only looks whether such a process exists, which in a restarted container it
    nearly always does. We hold the lock, so no server that we started is alive.
    """
    if not Path("/proc/self").exists():
        return
    for file in (home.data / "postmaster.pid", home.sockets / f"{SOCKET}.lock"):
        if file.exists():
            number = file.read_text().split("\n", 1)[0]
            if _folder_of(number) != str(home.data.resolve()):
                file.unlink()


def _folder_of(number: str) -> str:
    try:
        return str(Path(f"/proc/{number}/cwd").readlink())
    except OSError:  # it has ended, or it is somebody else's
        return ""
