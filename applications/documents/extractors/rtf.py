"""RTF through striprtf, which is pure Python."""

import codecs
import re

from striprtf.striprtf import rtf_to_text

from applications.documents.extractors.protocol import Damaged, Extracted

_CODE_PAGE = re.compile(rb"\\ansicpg(\d{1,5})")
# Pictures are written in hexadecimal digits; without them 10 MB are read in no time.
_PICTURE_DATA = re.compile(rb"[0-9a-fA-F\s]{512,}")


def extract(content: bytes) -> Extracted:
    """Return the text. Raises Damaged where striprtf cannot make sense of it."""
    if not content.startswith(b"{\\rtf"):
        raise Damaged
    slim = _PICTURE_DATA.sub(b" ", content)
    try:
        text = _to_text(slim.decode(_encoding(slim), "replace"))
    except (ValueError, IndexError, TypeError, LookupError, OverflowError) as error:
        raise Damaged from error
    # Characters beyond the 16-bit plane come as two halves.
    return Extracted(text.encode("utf-16", "surrogatepass").decode("utf-16", "replace"))


def _encoding(content: bytes) -> str:
    named = _CODE_PAGE.search(content[:4096])
    try:
        return codecs.lookup(f"cp{named[1].decode()}").name if named else "cp1252"
    except LookupError:
        return "cp1252"


def _to_text(source: str) -> str:
    return str(rtf_to_text(source, errors="replace"))  # type: ignore[no-untyped-call]
