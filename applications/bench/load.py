"""The load client's process, from the side of whoever gives it work."""

import json
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from applications.bench.scripts import Script

# Numbers below have been used by the counting of statements.
FIRST_NUMBER = 1_000


class LoadFailed(Exception):
    """A server gave an answer that must not be measured, or none."""


@dataclass(frozen=True)
class Run:
    """What came of keeping some connections busy for a while."""

    operations: int
    seconds: float
    cpu_seconds: float
    p50_ms: float
    p95_ms: float

    @property
    def rate(self) -> float:
        """Operations a second."""
        return self.operations / self.seconds


class LoadClient:
    """Use it as a context manager: its end is the end of the process."""

    def __init__(self, root: Path) -> None:
        self._process = subprocess.Popen(
            [sys.executable, "-m", "applications.bench.client"],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
            cwd=root,
        )

    def __enter__(self) -> "LoadClient":
        return self

    def __exit__(self, *reason: object) -> None:
        assert self._process.stdin
        self._process.stdin.close()
        self._process.terminate()
        self._process.wait()

    def learn(self, script: Script) -> None:
        """Tell the client a script that `run` may name."""
        self._ask({"script": script.as_json(), "number": FIRST_NUMBER})

    def run(self, name: str, *, port: int, connections: int, seconds: float) -> Run:
        """Run a script in a closed loop. Raises LoadFailed."""
        job = {"run": name, "port": port, "connections": connections, "seconds": seconds}
        answer = self._ask(job)
        if "error" in answer:
            raise LoadFailed(answer["error"])
        return Run(**answer)

    def _ask(self, job: dict[str, Any]) -> dict[str, Any]:
        assert self._process.stdin and self._process.stdout
        self._process.stdin.write(json.dumps(job) + "\n")
        self._process.stdin.flush()
        line = self._process.stdout.readline()
        if not line:
            raise LoadFailed("The load client ended.")
        answer: dict[str, Any] = json.loads(line)
        return answer
