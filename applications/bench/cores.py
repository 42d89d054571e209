"""What the processor cores did during a run: our processes, others, or nothing."""

import time
from dataclasses import dataclass

import psutil

# Below this the run waited for something, and its figure is not one of the software.
LEAST_OURS = 0.70
# Others on the machine, and what its host gave to other machines.
MOST_FOREIGN = 0.12
LOOK_SECONDS = 0.4


@dataclass(frozen=True)
class Usage:
    """Shares of all cores between two moments; they add up to 1."""

    ours: float
    foreign: float
    idle: float

    @property
    def was_busy(self) -> bool:
        """Say whether the cores were busy, and with our work."""
        return self.ours >= LEAST_OURS and self.foreign <= MOST_FOREIGN


class Patience:
    """Waits while others use the cores, but not for longer than a number of seconds in all."""

    def __init__(self, seconds: float) -> None:
        self.left = seconds

    def wait(self) -> None:
        """Return when the cores are quiet, or no patience is left."""
        while self.left > 0:
            began = time.monotonic()
            busy = psutil.cpu_percent(LOOK_SECONDS) / 100
            self.left -= time.monotonic() - began
            if busy <= MOST_FOREIGN:
                return


class Meter:
    """Starts when it is made; `stop` tells what happened since."""

    def __init__(self, *, server_is_ours: bool) -> None:
        self.server_is_ours = server_is_ours
        self._all, self._ours = psutil.cpu_times(), self._spent()

    def stop(self) -> Usage:
        now, spent = psutil.cpu_times(), self._spent()
        total = sum(_without_guests(now)) - sum(_without_guests(self._all))
        idle = sum(getattr(now, n, 0) - getattr(self._all, n, 0) for n in ("idle", "iowait"))
        ours = sum(seconds - self._ours.get(pid, 0) for pid, seconds in spent.items())
        shares = [part / total if total else 0.0 for part in (ours, idle)]
        return Usage(shares[0], max(0.0, 1 - sum(shares)), shares[1])

    def _spent(self) -> dict[int, float]:
        """Return the processor seconds of each of our processes so far."""
        mine = psutil.Process().children(recursive=True)
        if not self.server_is_ours:
            # Asked for by name here, processes that end meanwhile are passed over.
            others = psutil.process_iter(["name"])
            mine += [p for p in others if (p.info["name"] or "").startswith("postgres")]
        found = {}
        for process in mine:
            try:
                times = process.cpu_times()
            except psutil.Error:  # it has ended meanwhile
                continue
            found[process.pid] = times.user + times.system
        return found


def _without_guests(times: "psutil._ntuples.scputimes") -> list[float]:
    """Linux counts the time of virtual machines a second time as user time."""
    return [value for name, value in times._asdict().items() if not name.startswith("guest")]
