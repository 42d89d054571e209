"""The load client, a process of its own: `python -m applications.bench.client`.

A closed loop over raw sockets, because everything that the client spends is taken from the cores
that the server works on. Reads one job for each line of its input and answers with a line:

    {"script": {…}}                                             learn a script by its name
    {"run": name, "port": n, "connections": n, "seconds": s}    → what came of it
"""

import json
import re
import selectors
import socket
import sys
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from applications.bench.scripts import Request, Script, Supply

HOST = "127.0.0.1"
ANSWER_SECONDS = 60.0
UNMEASURED = 2  # operations that a fresh connection does first
_LENGTH = re.compile(rb"\r\ncontent-length: *(\d+)", re.IGNORECASE)


class UnexpectedAnswer(Exception):
    """The server said something else than a path must say to be measured."""


@dataclass
class Connection:
    """One keep-alive connection that does operation after operation."""

    number: int
    supply: Supply
    port: int
    received: bytearray = field(default_factory=bytearray)
    step: int = 0
    began: float = 0.0

    def open(self) -> None:
        self.socket = socket.create_connection((HOST, self.port), timeout=ANSWER_SECONDS)
        self.socket.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)

    def begin(self) -> None:
        """Send the first request of the next operation."""
        self.values = self.supply.values(self.number)
        self.step = 0
        self.began = time.perf_counter()
        self._send()

    def go_on(self) -> bool:
        """Take what has arrived; return whether the whole operation is done."""
        chunk = self.socket.recv(262_144)
        if not chunk:
            raise UnexpectedAnswer(f"{self._name()}: the connection was closed")
        self.received += chunk
        if not self._is_whole():
            return False
        self.received.clear()
        self.step += 1
        if self.step < len(self.supply.script.requests):
            self._send()
            return False
        self.supply.done(self.number)
        return True

    def _send(self) -> None:
        self.socket.sendall(wire_form(self.supply.script.requests[self.step], self.values))

    def _is_whole(self) -> bool:
        head_end = self.received.find(b"\r\n\r\n")
        if head_end < 0:
            return False
        request = self.supply.script.requests[self.step]
        status = int(self.received[9:12])
        length = _LENGTH.search(self.received, 0, head_end + 2)
        if status != request.expects or length is None:
            head = self.received[:head_end].decode("latin-1")
            raise UnexpectedAnswer(f"{self._name()}: expected {request.expects}, got\n{head}")
        return len(self.received) >= head_end + 4 + int(length[1])

    def _name(self) -> str:
        request = self.supply.script.requests[self.step]
        return f"{self.supply.script.name}: {request.method} {request.path}"


def wire_form(request: Request, values: dict[str, str]) -> bytes:
    """Return a request as it goes over the wire, its blanks filled."""
    path, body = request.filled(values)
    lines = [f"{request.method} {path} HTTP/1.1"]
    lines += [f"{name}: {value}" for name, value in request.headers.items()]
    if request.method != "GET":
        lines.append(f"Content-Length: {len(body)}")
    return "\r\n".join([*lines, "", ""]).encode("latin-1") + body


def run(supply: Supply, *, port: int, connections: int, seconds: float) -> dict[str, Any]:
    """Keep all connections busy for a time; return the number of operations and how long they took.

    Raises UnexpectedAnswer, and OSError when an answer does not come.
    """
    opened = [Connection(number, supply, port) for number in range(connections)]
    selector = selectors.DefaultSelector()
    try:
        for connection in opened:
            connection.open()
            selector.register(connection.socket, selectors.EVENT_READ, connection)
        _work(selector, opened, until=lambda done: done >= UNMEASURED * connections)
        began, cpu = time.perf_counter(), time.process_time()
        times = _work(selector, opened, until=lambda _: time.perf_counter() - began >= seconds)
        return _summary(times, time.perf_counter() - began, time.process_time() - cpu)
    finally:
        selector.close()
        for connection in opened:
            connection.socket.close()


def _work(
    selector: selectors.BaseSelector, connections: list[Connection], until: Callable[[int], bool]
) -> list[float]:
    """Run the loop until it is time, and let every operation that was begun come to its end."""
    times: list[float] = []
    for connection in connections:
        connection.begin()
    working = len(connections)
    while working:
        ready = selector.select(ANSWER_SECONDS)
        if not ready:
            raise TimeoutError(f"no answer within {ANSWER_SECONDS:.0f} s")
        for key, _ in ready:
            connection = key.data
            if connection.go_on():
                times.append(time.perf_counter() - connection.began)
                if until(len(times)):
                    working -= 1
                else:
                    connection.begin()
    return times


def _summary(times: list[float], seconds: float, cpu: float) -> dict[str, Any]:
    times.sort()
    return {
        "operations": len(times),
        "seconds": seconds,
        "cpu_seconds": cpu,
        "p50_ms": percentile(times, 50) * 1000,
        "p95_ms": percentile(times, 95) * 1000,
    }


def percentile(ordered: list[float], percent: float) -> float:
    """Return the smallest value that so many percent do not exceed (nearest rank)."""
    rank = -(-len(ordered) * percent // 100)
    return ordered[max(0, int(rank) - 1)]


def main() -> None:
    supplies: dict[str, Supply] = {}
    for line in sys.stdin:
        job = json.loads(line)
        if "script" in job:
            script = Script.from_json(job["script"])
            supplies[script.name] = Supply(script, number=job["number"])
            answer: dict[str, Any] = {}
        else:
            name = job.pop("run")
            try:
                answer = run(supplies[name], **job)
            except (UnexpectedAnswer, OSError) as error:
                answer = {"error": f"{type(error).__name__}: {error}"}
        print(json.dumps(answer), flush=True)


if __name__ == "__main__":
    main()
