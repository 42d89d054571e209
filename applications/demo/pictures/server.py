"""A demo of its own: servers, data and logs in a folder that is gone afterwards."""

import contextlib
import os
import signal
import socket
import sys
import tempfile
from collections.abc import Iterator, Mapping
from pathlib import Path
from urllib.parse import urlsplit

from django.conf import settings

from ats.embedded import servers
from ats.embedded.process import Child

START_SECONDS = 300
# What would lead the demo to data that is not its own.
FORGOTTEN = ("DATABASE_URL", "REDIS_URL", "FAIRLEAD_ENV", "FAIRLEAD_URL", "FAIRLEAD_FILES")


@contextlib.contextmanager
def demo_server() -> Iterator[tuple[str, Mapping[str, str]]]:
    """Start `manage.py up` on a free port; give its address and the environment of its data.

    Raises StartError.
    """
    with tempfile.TemporaryDirectory(prefix="fairlead-pictures-") as folder:
        url = f"http://{servers.ADDRESS}:{_free_port()}"
        environment = {k: v for k, v in os.environ.items() if k not in FORGOTTEN}
        environment |= {"FAIRLEAD_VAR": f"{folder}/var", "FAIRLEAD_DEMO": "1"}
        child = _up(url, Path(folder), environment)
        child.start()
        try:
            child.wait_until(lambda: _is_up(url), patience=START_SECONDS)
            yield url, environment
        finally:
            child.stop()


def _up(url: str, folder: Path, environment: Mapping[str, str]) -> Child:
    return Child(
        "demo",
        [sys.executable, "manage.py", "up", "--port", str(urlsplit(url).port)],
        folder,
        environment=environment,
        folder=settings.BASE_DIR,
        stop_signal=signal.SIGTERM,
        patience=60,
    )


def _is_up(url: str) -> bool:
    parts = urlsplit(url)
    assert parts.port
    return servers.answers(parts.port, parts.hostname or "")


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind((servers.ADDRESS, 0))
        return int(probe.getsockname()[1])
