"""Names of files as people give them: cleaned for showing, never used for storing."""

import re
import unicodedata

LONGEST_NAME = 200
# Zero-width (non-)joiners belong to Persian, Hindi and emoji; every other format character hides
# or turns text around (U+202E makes "cv\u202efdp.exe" look like "cvexe.pdf").
JOINERS = frozenset("\u200c\u200d")
UNSEEN = frozenset({"Cc", "Cf", "Cs", "Co", "Cn"})


def clean_name(raw: str) -> str:
    """Return the last part of a path without unseen characters, at most 200 characters long.

    The extension survives shortening. An empty rest becomes "document".
    """
    last_part = re.split(r"[/\\]", raw)[-1]
    seen = "".join(c for c in unicodedata.normalize("NFC", last_part) if _is_seen(c))
    name = " ".join(seen.split()).strip(" .")
    if len(name) > LONGEST_NAME:
        extension = extension_of(name)
        tail = f".{extension}" if 0 < len(extension) <= 10 else ""
        name = name[: LONGEST_NAME - len(tail)] + tail
    return name or "document"


def extension_of(name: str) -> str:
    """Return what follows the last dot, in lower case, or "" where there is none."""
    stem, dot, extension = name.rpartition(".")
    return extension.strip().lower() if dot and stem else ""


def download_name(name: str, extension: str) -> str:
    """Return a cleaned name that ends in the checked extension and has no other.

    "cv.exe.pdf" becomes "cv_exe.pdf": programs that hide known extensions would show "cv.exe".
    """
    stem = name.rpartition(".")[0] if extension_of(name) == extension else name
    return f"{stem.replace('.', '_') or 'document'}.{extension}"


def _is_seen(character: str) -> bool:
    if character in JOINERS or character in "\t\n\r":
        return True
    return unicodedata.category(character) not in UNSEEN
