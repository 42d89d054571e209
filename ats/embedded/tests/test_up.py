"""`manage.py up` as somebody at a terminal sees it."""

import json
import os
import signal
import socket
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path
from urllib.request import urlopen

import psutil
import pytest
from django.conf import settings

from ats.testing.smtp import wait_until

pytestmark = pytest.mark.worker
ROOT = Path(__file__).resolve().parents[3]
KEPT = ("PATH", "HOME", "PYTHONPATH", "FAIRLEAD_POSTGRES_USER")


class Up:
    """One run of the command."""

    def __init__(self, var: Path, port: int) -> None:
        self.port = port
        self.output = var / "output.txt"
        environment = {name: os.environ[name] for name in KEPT if name in os.environ}
        with self.output.open("w") as output:
            self.process = subprocess.Popen(
                [sys.executable, "manage.py", "up", "--port", str(port)],
                env=environment | {"FAIRLEAD_VAR": str(var), "FAIRLEAD_DEMO": "0"},
                cwd=ROOT,
                stdout=output,
                stderr=output,
            )

    def text(self) -> str:
        return self.output.read_text()

    def wait_until_running(self) -> None:
        wait_until(lambda: "is running" in self.text() or self.ended, seconds=90, what="it runs")
        assert not self.ended, self.text()

    @property
    def ended(self) -> bool:
        return self.process.poll() is not None

    def children(self) -> list[psutil.Process]:
        return psutil.Process(self.process.pid).children(recursive=True)


@pytest.fixture(scope="module")
def var() -> Iterator[Path]:
    """One folder for all tests: only the first start has to migrate, the others find the data."""
    with tempfile.TemporaryDirectory(prefix="fairlead-var-") as folder:
        yield Path(folder)


@pytest.fixture
def port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


@pytest.fixture
def up(var: Path, port: int) -> Iterator[Up]:
    command = Up(var, port)
    yield command
    if not command.ended:
        command.process.terminate()
        command.process.wait(60)


LONGEST_TASK = settings.CELERY_TASK_TIME_LIMIT + 10


def _living(processes: list[psutil.Process]) -> list[psutil.Process]:
    return [p for p in processes if p.is_running() and p.status() != psutil.STATUS_ZOMBIE]


def test_one_command_starts_everything_and_sigterm_stops_it(up):
    up.wait_until_running()
    with urlopen(f"http://127.0.0.1:{up.port}/healthz") as response:
        assert json.load(response) == {"database": "ok", "redis": "ok"}
    children = up.children()
    up.process.send_signal(signal.SIGTERM)
    assert up.process.wait(60) == 0
    assert up.text().endswith("Stopped.\n")
    wait_until(lambda: not _living(children), what="all children have ended")


def test_a_second_start_says_that_it_is_running_already(up, var, port):
    up.wait_until_running()
    second = Up(var, port + 1)
    assert second.process.wait(60) == 1
    assert f"already running on this data (process {up.process.pid}" in second.text()


def test_a_taken_port_is_named(var, port):
    with socket.create_server(("127.0.0.1", port)):
        command = Up(var, port)
        assert command.process.wait(60) == 1
    assert f"Port {port} is in use by another program" in command.text()


def test_a_child_that_ends_by_itself_ends_everything_with_its_log(up):
    up.wait_until_running()
    children = up.children()
    worker = next(p for p in children if "celery" in p.cmdline() and p.ppid() == up.process.pid)
    worker.kill()
    assert up.process.wait(60) == 1
    assert "celery ended by itself (signal 9)" in up.text()
    wait_until(lambda: not _living(children), what="all children have ended")


def test_a_killed_supervisor_leaves_nothing_running(up):
    up.wait_until_running()
    children = up.children()
    assert len(children) > 5
    up.process.kill()
    up.process.wait()
    # A worker may first end what it is doing, for as long as a task may take.
    try:
        wait_until(lambda: not _living(children), seconds=LONGEST_TASK)
    except AssertionError:
        pytest.fail(f"Still running: {[process.cmdline() for process in _living(children)]}")
