"""Private storage: random names below settings.PRIVATE_FILES_DIR, which no address maps to.

A file is complete or absent: it is written to `incoming/`, synced, then renamed into place. What a
killed process leaves behind there, or without a row, is for the sweeper of whoever keeps the rows.
"""

import errno
import hashlib
import os
import re
import secrets
from collections.abc import Iterable, Iterator
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import BinaryIO

from django.conf import settings
from django.utils.translation import gettext_lazy as _

NAME = re.compile(r"[0-9a-f]{40}")
NO_SPACE = frozenset({errno.ENOSPC, errno.EDQUOT, errno.EFBIG})


class StorageFull(Exception):
    """The disk, the quota or the process's file size limit has no room for the file."""

    message = _("We have no room for your file at the moment. Please try again in a few minutes.")

    def __str__(self) -> str:
        return str(self.message)


class InvalidName(ValueError):
    """The name is not one that `save` gives; it never reaches the file system."""


@dataclass(frozen=True, slots=True)
class StoredFile:
    """What was written: the name to keep in a row, the size in bytes and the SHA-256 in hex."""

    name: str
    size: int
    sha256: str


@dataclass(frozen=True, slots=True)
class Area:
    """A part of the storage that one feature keeps the rows for, and alone cleans up."""

    name: str

    def save(self, chunks: Iterable[bytes]) -> StoredFile:
        """Write the chunks under a new random name and return it once they are on disk.

        Raises StorageFull when there is no room; nothing is left behind then.
        """
        name = secrets.token_hex(20)
        incoming = self._incoming() / name
        try:
            _make_folder(incoming.parent)
            stored = _write(incoming, name, chunks)
            _put_in_place(incoming, self.path_of(name))
        except BaseException as error:
            with suppress(OSError):
                incoming.unlink(missing_ok=True)
            if isinstance(error, OSError) and error.errno in NO_SPACE:
                raise StorageFull from error
            raise
        return stored

    def open(self, name: str) -> BinaryIO:
        """Open a stored file for reading. Raises FileNotFoundError when it is gone."""
        return self.path_of(name).open("rb")

    def delete(self, name: str) -> None:
        """Remove a stored file; a file that is already gone is no error."""
        self.path_of(name).unlink(missing_ok=True)

    def exists(self, name: str) -> bool:
        """Say whether a file of this name is stored."""
        return self.path_of(name).is_file()

    def path_of(self, name: str) -> Path:
        """Return where the file lies. Raises InvalidName for anything but a name of ours."""
        if not NAME.fullmatch(name):
            raise InvalidName(name)
        return self._folder() / name[:2] / name[2:4] / name

    def names_older_than(self, moment: datetime) -> Iterator[str]:
        """Yield the names of stored files last written before `moment`, in no order."""
        for path in self._folder().glob("[0-9a-f][0-9a-f]/[0-9a-f][0-9a-f]/*"):
            if NAME.fullmatch(path.name) and _written_at(path) < moment:
                yield path.name

    def delete_unfinished(self, *, before: datetime) -> int:
        """Remove half-written files that were begun before `before`; return how many."""
        stale = [path for path in self._incoming().glob("*") if _written_at(path) < before]
        for path in stale:
            path.unlink(missing_ok=True)
        return len(stale)

    def _folder(self) -> Path:
        return Path(settings.PRIVATE_FILES_DIR) / self.name

    def _incoming(self) -> Path:
        return self._folder() / "incoming"


def _write(path: Path, name: str, chunks: Iterable[bytes]) -> StoredFile:
    digest, size = hashlib.sha256(), 0
    descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(descriptor, "wb") as file:
        for chunk in chunks:
            file.write(chunk)
            digest.update(chunk)
            size += len(chunk)
        file.flush()
        os.fsync(file.fileno())
    return StoredFile(name, size, digest.hexdigest())


def _put_in_place(incoming: Path, final: Path) -> None:
    _make_folder(final.parent)
    incoming.rename(final)
    # Without this the name itself may be lost with the power.
    _sync_folder(final.parent)


def _make_folder(folder: Path) -> None:
    if folder.is_dir():
        return
    _make_folder(folder.parent)
    folder.mkdir(mode=0o700, exist_ok=True)
    _sync_folder(folder.parent)


def _sync_folder(folder: Path) -> None:
    descriptor = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def _written_at(path: Path) -> datetime:
    try:
        return datetime.fromtimestamp(path.stat().st_mtime, tz=UTC)
    except FileNotFoundError:
        return datetime.max.replace(tzinfo=UTC)
