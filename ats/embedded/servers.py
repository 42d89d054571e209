"""The children of `manage.py up` that run our own code."""

import contextlib
import errno
import os
import signal
import socket
import sys
from pathlib import Path
from urllib.request import Request, urlopen

from ats.embedded import locks, orphans
from ats.embedded.process import Child, StartError

ADDRESS = "127.0.0.1"


def celery(root: Path, var: Path) -> Child:
    """One worker with two processes, and the clock inside it."""
    return Child(
        "celery",
        [
            *(sys.executable, "-m", "celery", "-A", "ats.celery", "worker", "-B"),
            *("--concurrency", "2", "--schedule", str(var / "run" / "celery-schedule")),
            *("--without-gossip", "--without-mingle", "--loglevel", "INFO"),
        ],
        var,
        folder=root,
        environment={**os.environ, orphans.SUPERVISOR: str(os.getpid())},
        # Do not wait for long tasks: a delivery in hand is taken again when its lease is over.
        death_signal=signal.SIGQUIT,
        patience=20,
    )


def web(root: Path, var: Path, port: int) -> Child:
    """granian on the loopback address."""
    return Child(
        "web",
        [
            *(sys.executable, "-m", "granian", "--interface", "wsgi", "ats.wsgi:application"),
            *("--host", ADDRESS, "--port", str(port), "--no-ws", "--http", "1"),
            *("--workers", "1", "--blocking-threads", "8", "--workers-kill-timeout", "8"),
        ],
        var,
        folder=root,
        patience=15,
    )


def await_predecessor(var: Path) -> None:
    """Let the web server of a supervisor that was just killed give its port back."""
    with contextlib.suppress(locks.Busy):
        os.close(locks.acquire(var / "run" / "web.lock", patience=20))


def assert_port_is_free(port: int) -> None:
    """Raise StartError when something else listens on the port, or we may not."""
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((ADDRESS, port))
        except OSError as error:
            if error.errno == errno.EADDRINUSE:
                why = "is in use by another program"
            else:
                why = f"cannot be used ({error.strerror})"
            raise StartError(
                f"Port {port} {why}. Choose another: `make run PORT={port + 1}`, or "
                f"`manage.py up --port {port + 1}`."
            ) from error


def answers(port: int, host: str) -> bool:
    """Say whether the web server is up and finds its database and its broker."""
    request = Request(f"http://{ADDRESS}:{port}/healthz", headers={"Host": host})
    try:
        with urlopen(request, timeout=5) as response:  # noqa: S310
            return bool(response.status == 200)
    except OSError:  # refused, or not yet healthy
        return False
