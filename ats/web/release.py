"""What the running code is, so that a deployment makes every kept page stale."""

from collections.abc import Iterable
from functools import lru_cache
from hashlib import sha256
from pathlib import Path

from django.conf import settings

_PARTS = ("ats", "postings", "applications", "static", "requirements.txt")
_SHOWN = frozenset({".py", ".html", ".txt", ".css", ".js", ".svg", ".po", ".mo"})


@lru_cache(maxsize=1)
def release() -> str:
    """Return a text that is another one once code, templates, styles or translations differ.

    Read once in a process; all processes of one deployment agree, wherever it lies on a machine.
    """
    return digest_of(Path(settings.BASE_DIR), _PARTS)


def digest_of(root: Path, parts: Iterable[str]) -> str:
    """Return a digest of names and contents of files in a folder, and of those in its folders."""
    digest = sha256()
    for file in sorted(found for part in parts for found in _files(root / part)):
        digest.update(file.relative_to(root).as_posix().encode())
        digest.update(sha256(file.read_bytes()).digest())
    return digest.hexdigest()[:16]


def _files(path: Path) -> Iterable[Path]:
    if path.is_file():
        return [path]
    files = (file for file in path.rglob("*") if file.suffix in _SHOWN)
    return [file for file in files if "tests" not in file.parts and file.is_file()]
