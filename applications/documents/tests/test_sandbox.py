"""The walls around the reading process, each tried from the inside."""

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from applications.documents.extraction import _ENVIRONMENT
from applications.documents.tests.conftest import connections

LISTEN = "from applications.documents import sandbox; import ctypes, os, socket, sys\n"
CONNECT = (
    "try:\n"
    " socket.create_connection(('127.0.0.1', int(sys.argv[1])), timeout=2); said = b'connected'\n"
    "except OSError as error:\n"
    " said = b'refused %d' % error.errno\n"
    "os.write(1, said); os._exit(0)\n"
)


def run(code: str, *arguments: str) -> str:
    done = subprocess.run(
        [sys.executable, "-s", "-c", LISTEN + code, *arguments],
        env=_ENVIRONMENT,
        capture_output=True,
        timeout=30,
        check=False,
    )
    return done.stdout.decode()


def test_outside_the_sandbox_the_listener_is_reached(listener):
    assert run(CONNECT, str(listener.getsockname()[1])) == "connected"
    assert connections(listener) == 1


def test_inside_no_connection_is_made(listener):
    said = run("sandbox.enter()\n" + CONNECT, str(listener.getsockname()[1]))
    assert said.startswith("refused")
    assert connections(listener) == 0


def test_the_namespace_alone_closes_the_network_too(listener):
    left = "ok = sandbox.leave_network(ctypes.CDLL(None))\n"
    if run(left + "os.write(1, b'%d' % ok)") != "1":
        pytest.skip("this kernel allows no network namespace here")
    said = run(left + CONNECT, str(listener.getsockname()[1]))
    assert said.startswith("refused")
    assert connections(listener) == 0


@pytest.mark.parametrize(
    "attempt",
    [
        "open('/etc/passwd')",
        "os.listdir('/')",
        "socket.socket(socket.AF_UNIX)",
        "os.fork()",
        "os.execv('/bin/true', ['true'])",
        "os.kill(os.getppid(), 0)",
        "os.unlink('/nowhere')",
        "os.setuid(0)",
    ],
)
def test_inside_nothing_else_is_allowed(attempt):
    tried = (
        "if sandbox.enter() != 'seccomp': os.write(1, b'none'); os._exit(0)\n"
        f"try:\n {attempt}; said = b'done'\n"
        "except PermissionError:\n said = b'not permitted'\n"
        "os.write(1, said); os._exit(0)\n"
    )
    said = run(tried)
    if said == "none":
        pytest.skip("no seccomp on this machine")
    assert said == "not permitted"


def test_memory_is_limited():
    grab = (
        "sandbox.set_limits()\n"
        "try:\n bytearray(300 * 1024 * 1024); said = b'taken'\n"
        "except MemoryError:\n said = b'no memory'\n"
        "os.write(1, said); os._exit(0)\n"
    )
    assert run(grab) == "no memory"


def test_no_file_grows(tmp_path):
    write = (
        "sandbox.set_limits()\n"
        "try:\n open(sys.argv[1], 'wb', 0).write(b'x'); said = b'written'\n"
        "except OSError:\n said = b'no'\n"
        "os.write(1, said); os._exit(0)\n"
    )
    assert run(write, str(tmp_path / "out")) == "no"


def test_without_any_wall_nothing_is_read():
    code = (
        "from applications.documents import extract_child\n"
        "sandbox.install_filter = sandbox.leave_network = lambda libc: False\n"
        "extract_child.main('txt')\n"
    )
    assert run(code) == '{"outcome": "no_sandbox"}'


def test_the_reader_dies_with_a_worker_that_is_killed():
    reader = LISTEN + "sandbox.enter(); os.write(1, b'%d ' % os.getpid())\nwhile True: pass"
    worker = (
        "import subprocess, sys, time\n"
        f"subprocess.Popen([sys.executable, '-s', '-c', {reader!r}])\ntime.sleep(60)"
    )
    with subprocess.Popen(
        [sys.executable, "-s", "-c", worker], env=_ENVIRONMENT, stdout=subprocess.PIPE
    ) as started:
        assert started.stdout is not None
        pid = int(os.read(started.stdout.fileno(), 20))
        started.send_signal(signal.SIGKILL)
    assert is_gone(pid)


def is_gone(pid: int) -> bool:
    for _ in range(100):
        try:
            os.kill(pid, 0)
            if Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] == "Z":
                return True
        except (ProcessLookupError, FileNotFoundError):
            return True
        time.sleep(0.1)
    return False
