"""The report in plain text."""

import os
import platform
from collections.abc import Iterator
from pathlib import Path as File
from statistics import median

import psutil

from applications.bench.load import Run
from applications.bench.measuring import GOAL, ORIENTATION, Measurement, Path

MOST_STATEMENTS = 12
BOARD_GOAL = 1.3
BOARDS = ("board, largest", "board, 100")
LISTS = ("careers list, cold", "2,000 jobs, cold")
_HEAD = (
    f"{'path':<20}{'req/s':>8}{'p50 ms':>9}{'p95 ms':>9}{'SQL':>5}{'bytes':>9}"
    f"{'ceiling/s':>11}{'ratio':>7}  runs"
)


def lines_of(paths: list[Path], measurement: Measurement) -> Iterator[str]:
    """Yield the report: a table, what it means, and where it misses its goals."""
    yield _HEAD
    yield from map(_row, paths)
    yield ""
    yield from _orientation(measurement)
    yield from _boards(paths)
    yield from _lists(paths)
    yield from _statements(paths)
    yield from _below(paths)
    yield from _disturbed(paths)


def _row(path: Path) -> str:
    ratio = path.middle(lambda pair: pair.ratio)
    marks = ("" if ratio >= GOAL else " below") + ("" if path.undisturbed else " disturbed")
    return (
        f"{path.name:<20}{path.middle(lambda pair: pair.real.rate):>8.0f}"
        f"{path.middle(lambda pair: pair.alone.p50_ms):>9.2f}"
        f"{path.middle(lambda pair: pair.alone.p95_ms):>9.2f}"
        f"{path.statements:>5}{path.answer_bytes:>9,}"
        f"{path.middle(lambda pair: pair.ceiling.rate):>11.0f}{ratio:>7.0%}"
        f"  {len(path.undisturbed)}/{len(path.pairs)}{marks}"
    )


def _orientation(measurement: Measurement) -> Iterator[str]:
    yield f"For orientation, bare Django on {measurement.amounts.connections} connections:"
    for name, text in ORIENTATION.items():
        runs: list[Run] = sorted(measurement.orientation[name], key=lambda run: run.rate)
        middle = runs[len(runs) // 2]
        yield f"  {text}: {middle.rate:,.0f} req/s, p50 {middle.p50_ms:.2f} ms"


def _boards(paths: list[Path]) -> Iterator[str]:
    found = [path for name in BOARDS for path in paths if path.name == name]
    if len(found) < len(BOARDS):  # not asked for
        return
    largest, small = found
    times = [path.middle(lambda pair: pair.alone.p50_ms) for path in (largest, small)]
    rates = [path.middle(lambda pair: pair.real.rate) for path in (largest, small)]
    yield (
        f"Board of the largest posting against the small one: {times[0] / times[1]:.2f} × the time"
        f" (p50), {rates[1] / rates[0]:.2f} × by req/s; aim ≤ {BOARD_GOAL} ×."
    )


def _lists(paths: list[Path]) -> Iterator[str]:
    found = [path for name in LISTS for path in paths if path.name == name]
    if len(found) < len(LISTS):
        return
    times = [path.middle(lambda pair: pair.alone.p50_ms) for path in found]
    ratios = [path.middle(lambda pair: pair.ratio) for path in found]
    yield (
        f"Cold careers list with 2,000 postings against 20: {times[1] / times[0]:.2f} × the time"
        f" (p50), {ratios[0] / ratios[1]:.2f} × by the ratios to the ceiling; aim 1."
    )


def _statements(paths: list[Path]) -> Iterator[str]:
    pages = [path for path in paths if all(r.method == "GET" for r in path.script.requests)]
    if not pages:
        return
    most = max(pages, key=lambda path: path.statements)
    yield (
        f"Most SQL statements on a page: {most.statements} ({most.name}); aim ≤ {MOST_STATEMENTS}."
    )


def _below(paths: list[Path]) -> Iterator[str]:
    below = [path.name for path in paths if path.middle(lambda pair: pair.ratio) < GOAL]
    yield f"Below {GOAL:.0%} of the ceiling: {', '.join(below) or 'none'}."


def _disturbed(paths: list[Path]) -> Iterator[str]:
    pairs = [pair for path in paths for pair in path.pairs]
    thrown = sum(not pair.was_busy for pair in pairs)
    usages = [usage for pair in pairs for usage in pair.usages]
    ours, foreign, idle = (
        median(getattr(usage, name) for usage in usages) for name in ("ours", "foreign", "idle")
    )
    yield (
        f"Thrown away, because the cores were not busy or were busy for others: {thrown} of "
        f"{len(pairs)} pairs of runs. In the median run the cores worked {ours:.0%} for us and "
        f"{foreign:.0%} for others, and were idle for {idle:.0%}."
    )
    if never := [path.name for path in paths if not path.undisturbed]:
        yield f"Never undisturbed, so these are the disturbed figures: {', '.join(never)}."


def machine() -> str:
    """Say on what the figures were measured."""
    memory = psutil.virtual_memory().total / 2**30
    return (
        f"{os.cpu_count()} cores ({_processor()}), {memory:.0f} GB, {platform.system()}, "
        f"Python {platform.python_version()}"
    )


def _processor() -> str:
    try:
        lines = File("/proc/cpuinfo").read_text().splitlines()
    except OSError:
        return platform.machine()
    names = (line.partition(":")[2].strip() for line in lines if line.startswith("model name"))
    return next(names, platform.machine())
