"""Start children in order, watch them, stop them in the opposite order."""

import contextlib
import signal
import time
from collections.abc import Iterator
from types import FrameType
from typing import Protocol

WATCH_SECONDS = 0.25
SIGNALS = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)


class Server(Protocol):
    """What a supervisor needs of a child."""

    @property
    def name(self) -> str: ...
    def start(self) -> None: ...
    def stop(self) -> None: ...
    def exit_code(self) -> int | None: ...
    def last_lines(self) -> str: ...


class Stopped(BaseException):
    """Somebody asked the supervisor to end; not an Exception, so that nothing swallows it."""


class ChildEnded(Exception):
    """A child ended without being asked to."""


class Supervisor:
    """The children that are running, in the order in which they were started."""

    def __init__(self) -> None:
        self._servers: list[Server] = []

    def start(self, server: Server) -> None:
        """Start a child and answer for it from now on."""
        self._servers.append(server)
        server.start()

    def check(self) -> None:
        """Raise ChildEnded, with the end of its log, when a child is no longer running."""
        for server in self._servers:
            code = server.exit_code()
            if code is not None:
                raise ChildEnded(
                    f"{server.name} ended by itself ({_meaning(code)}). The end of its log:\n"
                    f"{server.last_lines()}"
                )

    def watch(self) -> None:
        """Return never: raises Stopped on a signal, ChildEnded when a child has ended."""
        while True:
            self.check()
            time.sleep(WATCH_SECONDS)

    def stop(self) -> None:
        """Stop all children, the last one first; further signals do not hurry it."""
        for number in SIGNALS:
            signal.signal(number, signal.SIG_IGN)
        while self._servers:
            self._servers.pop().stop()


def _meaning(code: int) -> str:
    return f"signal {-code}" if code < 0 else f"exit code {code}"


@contextlib.contextmanager
def signals_raise_stopped() -> Iterator[None]:
    """Turn Ctrl-C, SIGTERM and the end of the terminal into Stopped."""

    def stop(number: int, frame: FrameType | None) -> None:
        raise Stopped

    before = {number: signal.signal(number, stop) for number in SIGNALS}
    try:
        yield
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)
