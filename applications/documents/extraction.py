"""Reads a document's text in a process of its own, which cannot harm the one that asks.

Celery's workers are daemons and may not use multiprocessing, so this is a plain subprocess.
"""

import json
import os
import selectors
import signal
import subprocess
import sys
import time
from contextlib import suppress
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import BinaryIO

import structlog

from applications.documents.extractors.protocol import LONGEST_TEXT
from applications.documents.file_types import FileType

log = structlog.get_logger()

WALL_SECONDS = 10.0
# JSON writes a character outside of ASCII in 6 bytes, one outside of the 16-bit plane in 12.
LARGEST_OUTPUT = 12 * LONGEST_TEXT + 1024
_BLOCK = 256 * 1024
_ROOT = Path(__file__).resolve().parents[2]
# Nothing of ours goes along: no database address, no secret key.
_ENVIRONMENT = {
    "PYTHONPATH": str(_ROOT),
    "PYTHONDONTWRITEBYTECODE": "1",
    "PYTHONIOENCODING": "utf-8",
    "LANG": "C.UTF-8",
    # One arena: the limit on address space counts what glibc only reserves.
    "MALLOC_ARENA_MAX": "1",
}
# PostgreSQL takes no NUL; the other control characters only garble what people see.
_DROPPED = dict.fromkeys([*range(9), 11, *range(14, 32), 127, 65279, 173])


class Outcome(StrEnum):
    """How reading a document ended; kept as a code in Document.state_reason."""

    OK = "ok"
    NO_TEXT = "no_text"
    ENCRYPTED = "encrypted"
    DAMAGED = "damaged"
    TOO_SLOW = "too_slow"
    TOO_BIG = "too_big"
    NO_SANDBOX = "no_sandbox"


@dataclass(frozen=True, slots=True)
class Extraction:
    """What reading gave. `truncated` says that text beyond a million characters was dropped."""

    outcome: Outcome
    text: str = ""
    pages: int | None = None
    truncated: bool = False


def extract(file: BinaryIO, file_type: FileType, *, seconds: float = WALL_SECONDS) -> Extraction:
    """Read a real, open file from its beginning; takes at most `seconds` of wall time.

    Never raises for what is in the file; OSError when no process can be started.
    """
    file.seek(0)
    # The arguments are ours; the file comes as an open descriptor.
    with subprocess.Popen(  # noqa: S603
        [sys.executable, "-s", "-m", "applications.documents.extract_child", file_type],
        stdin=file,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        cwd="/",
        env=_ENVIRONMENT,
        start_new_session=True,
    ) as child:
        try:
            output = _read_output(child, seconds)
        finally:
            # Also after it closed its pipe; one that is ending keeps the status it ends with.
            _kill_group(child)
        status = child.wait()
    if output is None:
        return Extraction(Outcome.TOO_SLOW)
    return _parse(output) or Extraction(_cause_of_death(status))


def _read_output(child: "subprocess.Popen[bytes]", seconds: float) -> bytes | None:
    """Return all that the child wrote until it closed the pipe, or None when time was up."""
    deadline, output = time.monotonic() + seconds, bytearray()
    assert child.stdout is not None
    with selectors.DefaultSelector() as selector:
        selector.register(child.stdout, selectors.EVENT_READ)
        while len(output) <= LARGEST_OUTPUT:
            if not selector.select(max(0.0, deadline - time.monotonic())):
                return None
            block = os.read(child.stdout.fileno(), _BLOCK)
            if not block:
                break
            output += block
    return bytes(output)


def _kill_group(child: "subprocess.Popen[bytes]") -> None:
    with suppress(ProcessLookupError, PermissionError):
        os.killpg(child.pid, signal.SIGKILL)


def _parse(output: bytes) -> Extraction | None:
    """Return what the child says, believing nothing: what it read may have taken it over."""
    try:
        said = json.loads(output)
        outcome = Outcome(said["outcome"])
    except (ValueError, KeyError, TypeError, RecursionError):
        return None
    text, pages = said.get("text", ""), said.get("pages")
    if not isinstance(text, str):
        return None
    known = isinstance(pages, int) and not isinstance(pages, bool) and 0 <= pages <= 2**31 - 1
    return Extraction(
        outcome,
        _cleaned(text[:LONGEST_TEXT]),
        pages if known else None,
        truncated=said.get("truncated") is True,
    )


def _cleaned(text: str) -> str:
    unified = text.replace("\r\n", "\n").replace("\r", "\n").replace("\f", "\n\n")
    return unified.encode("utf-8", "replace").decode().translate(_DROPPED).strip()


def _cause_of_death(status: int) -> Outcome:
    log.warning("document_reader_died", status=status)
    # pdfium has no way to say that memory ran out: it aborts.
    return {-signal.SIGXCPU: Outcome.TOO_SLOW, -signal.SIGABRT: Outcome.TOO_BIG}.get(
        status, Outcome.DAMAGED
    )
