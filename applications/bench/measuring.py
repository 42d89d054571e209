"""Rounds of real and ceiling runs, turn and turn about, and what they say together."""

from collections.abc import Callable
from dataclasses import dataclass, field
from statistics import median
from typing import Any

from applications.bench.cores import Meter, Patience, Usage
from applications.bench.load import LoadClient, Run
from applications.bench.scripts import Request, Script

GOAL = 0.40  # of the ceiling
ORIENTATION = {
    "fixed": "20,000 fixed bytes",
    "select-raw": "one row read, without the ORM",
    "select-orm": "one row read, with the ORM (what ceilings are made of)",
    "insert": "one row inserted, with the ORM",
}


@dataclass(frozen=True)
class Amounts:
    """How much is run. A round is one pair of each path; disturbed pairs are run again."""

    rounds: int
    seconds: float
    connections: int
    spare_rounds: int
    patience: float  # seconds in all to wait for others on the machine


@dataclass(frozen=True)
class Pair:
    """A path and its ceiling, one right after the other, and the path alone on one connection."""

    real: Run
    ceiling: Run
    alone: Run
    usages: tuple[Usage, Usage]

    @property
    def was_busy(self) -> bool:
        return all(usage.was_busy for usage in self.usages)

    @property
    def ratio(self) -> float:
        return self.real.rate / self.ceiling.rate


@dataclass
class Path:
    """One line of the report. `works` is what each request of an operation costs."""

    number: int  # by which the ceiling knows it
    script: Script
    works: list[dict[str, Any]]
    pairs: list[Pair] = field(default_factory=list)

    @property
    def name(self) -> str:
        return self.script.name

    @property
    def undisturbed(self) -> list[Pair]:
        return [pair for pair in self.pairs if pair.was_busy]

    @property
    def counted(self) -> list[Pair]:
        """Return the undisturbed pairs; where there is none, all, and the report says so."""
        return self.undisturbed or self.pairs

    def middle(self, value: Callable[[Pair], float]) -> float:
        return median(value(pair) for pair in self.counted)

    @property
    def statements(self) -> int:
        """The statements of its dearest request."""
        return max(work["reads"] + work["updates"] + len(work["inserts"]) for work in self.works)

    @property
    def answer_bytes(self) -> int:
        return sum(int(work["answer_bytes"]) for work in self.works)


class Measurement:
    """Runs everything on two servers that are up."""

    def __init__(
        self,
        client: LoadClient,
        *,
        real_port: int,
        ceiling_port: int,
        amounts: Amounts,
        server_is_ours: bool,
    ) -> None:
        self.client, self.amounts = client, amounts
        self.real_port, self.ceiling_port = real_port, ceiling_port
        self.server_is_ours = server_is_ours
        self.patience = Patience(amounts.patience)
        self.orientation: dict[str, list[Run]] = {name: [] for name in ORIENTATION}

    def learn(self, paths: list[Path]) -> None:
        """Teach the client all paths with their ceilings, and warm both servers up."""
        for path in paths:
            self.client.learn(path.script)
            steps = [_get(f"/steps/{path.number}/{step}") for step in range(len(path.works))]
            if path.works[0]["file_bytes"]:
                # The ceiling receives the file, too.
                steps[0] = Request("POST", steps[0].path, _HEADERS, path.script.requests[0].body)
            self.client.learn(Script(_ceiling(path), steps))
        for name in ORIENTATION:
            self.client.learn(Script(name, [_get(f"/{name}")]))
        for path in paths:
            # Both processes and all threads of a server have their connections and templates then.
            self._run(path.name, self.real_port)
            self._run(_ceiling(path), self.ceiling_port)

    def run_round(self, paths: list[Path], *, ceiling_first: bool) -> None:
        """Add one pair to each of the paths."""
        for path in paths:
            path.pairs.append(self._pair(path, ceiling_first=ceiling_first))

    def orient(self) -> None:
        """Add one run of the fixed bytes and one of the one-row insert."""
        for name, runs in self.orientation.items():
            runs.append(self._run(name, self.ceiling_port)[0])

    def _pair(self, path: Path, *, ceiling_first: bool) -> Pair:
        self.patience.wait()
        alone = self.client.run(
            path.name, port=self.real_port, connections=1, seconds=self.amounts.seconds / 2
        )
        both = [(path.name, self.real_port), (_ceiling(path), self.ceiling_port)]
        if ceiling_first:
            both.reverse()
        runs = [self._run(name, port) for name, port in both]
        if ceiling_first:
            runs.reverse()
        (real, one), (ceiling, other) = runs
        return Pair(real, ceiling, alone, (one, other))

    def _run(self, name: str, port: int) -> tuple[Run, Usage]:
        meter = Meter(server_is_ours=self.server_is_ours)
        run = self.client.run(
            name, port=port, connections=self.amounts.connections, seconds=self.amounts.seconds
        )
        return run, meter.stop()


_HEADERS = {"Host": "jobs.bench.example", "Content-Type": "application/octet-stream"}


def _get(path: str) -> Request:
    return Request("GET", path, {"Host": "jobs.bench.example"})


def _ceiling(path: Path) -> str:
    return f"ceiling of {path.name}"
