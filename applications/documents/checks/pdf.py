"""PDF: its head and its tail. What lies between is read in the sandbox alone."""

import re
import zipfile
from typing import BinaryIO

from applications.documents.refusals import FileDamaged

# ISO 32000-1, Annex H, implementation notes 13 and 18: readers look for the head within the first
# and the end mark within the last 1,024 bytes. We allow only blanks before the head, since
# everything else that may stand there makes two files of one.
_HEAD = re.compile(rb"(\xef\xbb\xbf)?\s{0,64}%PDF-\d\.\d")
_TAIL_LENGTH = 1024
_SEARCH_CHUNK = 1024 * 1024
_ENCRYPTION = b"/Encrypt"


def check(file: BinaryIO, size: int) -> None:
    """Refuse what is cut short or has a zip archive attached. Raises FileDamaged."""
    file.seek(0)
    if not _HEAD.match(file.read(128)):
        raise FileDamaged
    if b"%%EOF" not in _tail(file, size) or zipfile.is_zipfile(file):
        raise FileDamaged


def mentions_encryption(file: BinaryIO) -> bool:
    """Say whether the file may need a password; only trying to open it tells for certain."""
    file.seek(0)
    kept = b""
    while chunk := file.read(_SEARCH_CHUNK):
        if _ENCRYPTION in kept + chunk:
            return True
        kept = chunk[-len(_ENCRYPTION) :]
    return False


def _tail(file: BinaryIO, size: int) -> bytes:
    # Mail gateways pad with zero bytes; they do not count.
    start = max(0, size - 16 * _TAIL_LENGTH)
    file.seek(start)
    return file.read(size - start).rstrip(b"\0\r\n\t ")[-_TAIL_LENGTH:]
