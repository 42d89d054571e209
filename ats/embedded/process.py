"""One child process: started in a session of its own, logged, watched and stopped."""

import contextlib
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from ats.embedded import locks

LAUNCHER = Path(__file__).with_name("child.py")
LOG_LIMIT_BYTES = 5_000_000


class StartError(Exception):
    """A child did not come up; the text says why, in words for whoever started it."""


def launch(command: Sequence[str], *, death_signal: int, become: Sequence[str] = ()) -> list[str]:
    """Return the command line that starts `command` so that it ends with this process."""
    return [
        *(sys.executable, "-I", "-S", str(LAUNCHER)),
        *("--parent", str(os.getpid()), "--death-signal", str(int(death_signal))),
        *become,
        "--",
        *command,
    ]


@dataclass
class Child:
    """A program and how to end it: `stop_signal`, then SIGKILL after `patience` seconds.

    Start it from the main thread: Linux takes the end of the starting *thread* for the end of
    the parent.
    """

    name: str
    command: Sequence[str]
    var: Path
    environment: Mapping[str, str] = field(default_factory=lambda: dict(os.environ))
    folder: Path | None = None
    become: Sequence[str] = ()
    stop_signal: int = signal.SIGTERM
    death_signal: int = signal.SIGTERM
    patience: float = 15
    _process: "subprocess.Popen[bytes] | None" = field(default=None, init=False)

    @property
    def log(self) -> Path:
        return self.var / "log" / f"{self.name}.log"

    @property
    def pid(self) -> int:
        assert self._process is not None
        return self._process.pid

    def lock(self) -> int:
        """Wait for the child's predecessor to end, and return the lock for `start`."""
        try:
            return locks.acquire(self.var / "run" / f"{self.name}.lock", patience=30)
        except locks.Busy as error:
            raise StartError(
                f"Another {self.name} is still running on {self.var}. Stop it and try again."
            ) from error

    def start(self, lock: int | None = None) -> None:
        """Start the program; it and its children keep the lock until the last one has ended."""
        lock = self.lock() if lock is None else lock
        _prepare_log(self.log)
        try:
            with self.log.open("ab") as log:
                self._process = subprocess.Popen(  # noqa: S603
                    launch(self.command, death_signal=self.death_signal, become=self.become),
                    stdin=subprocess.DEVNULL,
                    stdout=log,
                    stderr=log,
                    env=dict(self.environment),
                    cwd=self.folder,
                    start_new_session=True,
                    pass_fds=[lock],
                )
        finally:
            os.close(lock)

    def exit_code(self) -> int | None:
        """Return the exit code, or None while it runs."""
        return None if self._process is None else self._process.poll()

    def stop(self) -> None:
        """End the program and whatever it left in its session; return when it is gone."""
        if self._process is None:
            return
        with contextlib.suppress(ProcessLookupError):
            self._process.send_signal(self.stop_signal)
        try:
            self._process.wait(self.patience)
        except subprocess.TimeoutExpired:
            self.kill()
        self._end_group()

    def kill(self) -> None:
        """End the program and its session at once, without a chance to tidy up."""
        assert self._process is not None
        self._end_group()
        self._process.kill()
        self._process.wait()

    def _end_group(self) -> None:
        with contextlib.suppress(ProcessLookupError, PermissionError):
            os.killpg(self.pid, signal.SIGKILL)

    def last_lines(self, count: int = 15) -> str:
        """Return the end of the log."""
        return tail(self.log, count)

    def wait_until(self, ready: Callable[[], bool], *, patience: float) -> None:
        """Return once `ready()` is true. Raises StartError when the child ends or time is up."""
        deadline = time.monotonic() + patience
        while not ready():
            if (code := self.exit_code()) is not None:
                raise StartError(f"{self.name} ended with {code}:\n{self.last_lines()}")
            if time.monotonic() > deadline:
                raise StartError(
                    f"{self.name} did not answer within {patience:.0f} s:\n{self.last_lines()}"
                )
            time.sleep(0.05)


def tail(path: Path, count: int) -> str:
    """Return the last lines of a file, or nothing where there is none."""
    if not path.exists():
        return ""
    with path.open("rb") as file:
        file.seek(max(0, path.stat().st_size - 20_000))
        lines = file.read().decode(errors="replace").splitlines()
    return "\n".join(lines[-count:])


def _prepare_log(path: Path) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    if path.exists() and path.stat().st_size > LOG_LIMIT_BYTES:
        path.replace(path.with_suffix(".log.1"))
