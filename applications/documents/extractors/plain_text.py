"""Plain text, in whichever encoding it came."""

import codecs
import re

from applications.documents.extractors.protocol import Damaged, Extracted

_MARKED = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
# Tab, line ends, form feed, and the end mark of old DOS editors are all that text needs.
_BINARY = re.compile(r"[\x00-\x08\x0b\x0e-\x19\x1b-\x1f\x7f\ufffe\uffff]")


def decode(content: bytes) -> str | None:
    """Return the text, or None where this is no text.

    Without a mark it is UTF-8 or else Windows-1252, which every other 8-bit encoding of western
    Europe is part of.
    """
    encodings = [name for mark, name in _MARKED if content.startswith(mark)] or ["utf-8", "cp1252"]
    for encoding in encodings:
        try:
            text = content.decode(encoding)
        except UnicodeDecodeError:
            continue
        return None if _BINARY.search(text) else text
    return None


def extract(content: bytes) -> Extracted:
    """Return the text as it is. Raises Damaged where it is none."""
    text = decode(content)
    if text is None:
        raise Damaged
    return Extracted(text)
