"""Locks that the kernel gives back when their holder ends, however it ends."""

import fcntl
import os
import time
from pathlib import Path


class Busy(Exception):
    """Another process holds the lock; the text is what it wrote into the file."""


def acquire(path: Path, *, patience: float = 0, text: str = "") -> int:
    """Lock `path` and return its descriptor, waiting up to `patience` seconds.

    A child that inherits the descriptor holds the lock too, until it and all its children have
    ended. Raises Busy.
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    descriptor = os.open(path, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
    deadline = time.monotonic() + patience
    while not _try(descriptor):
        if time.monotonic() >= deadline:
            holder = os.pread(descriptor, 1000, 0).decode(errors="replace")
            os.close(descriptor)
            raise Busy(holder)
        time.sleep(0.05)
    os.ftruncate(descriptor, 0)
    os.pwrite(descriptor, text.encode(), 0)
    return descriptor


def _try(descriptor: int) -> bool:
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    return True
