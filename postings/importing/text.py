"""From the bytes somebody hands in to clean text, saying what had to be mended."""

import re
import unicodedata

import ftfy
from django.utils.translation import gettext as _

from postings.importing.report import Entry, Kind

# An advert is a page or two; what is a hundred times longer is not an advert.
LIMIT_BYTES = 100_000

_FTFY = ftfy.TextFixerConfig(uncurl_quotes=False)
_SIGNATURES = {
    b"%PDF": "PDF",
    b"PK\x03\x04": "ZIP, DOCX, ODT",
    b"\x89PNG": "PNG",
    b"\xff\xd8\xff": "JPEG",
    b"GIF8": "GIF",
    b"\xd0\xcf\x11\xe0": "DOC",
    b"{\\rtf": "RTF",
}
_BOMS = {b"\xef\xbb\xbf": "utf-8-sig", b"\xff\xfe": "utf-16", b"\xfe\xff": "utf-16"}
# Bidirectional overrides and isolates can make a line read as what it is not.
_BIDI = re.compile("[\u202a-\u202e\u2066-\u2069]")
_BEYOND_REPAIR = re.compile("\ufffd|ðŸ|Ã[\u0080-\u00bf]|â€|ï¿½")
_ALLOWED_CONTROLS = "\n\t"


class UnreadableAdvert(Exception):
    """The advert cannot be read; the text says why, for the person who handed it in."""


def decode(data: bytes, *, limit: int = LIMIT_BYTES) -> str:
    """Bytes of a text file as text.

    UTF-8, UTF-16 with its mark, or else Windows-1252. Raises UnreadableAdvert when the data is
    empty, no text, or longer than `limit`.
    """
    if not data.strip():
        raise UnreadableAdvert(_("There is no text in it."))
    for signature, name in _SIGNATURES.items():
        if data.startswith(signature):
            raise UnreadableAdvert(
                _("This is not a text file but %(kind)s. Paste the advert's text instead.")
                % {"kind": name}
            )
    text = _checked(_decoded(data[:limit]))
    if len(data) > limit:
        raise UnreadableAdvert(
            _("The text is too long. An advert may have %(limit)d kB.") % {"limit": limit // 1000}
        )
    return text


def _decoded(data: bytes) -> str:
    encoding = next((name for bom, name in _BOMS.items() if data.startswith(bom)), "utf-8")
    try:
        return data.decode(encoding)
    except UnicodeDecodeError:
        return data.decode("cp1252", errors="replace")


def _checked(text: str) -> str:
    odd = sum(unicodedata.category(c) == "Cc" and c not in "\r\n\t\f" for c in text)
    unknown = text.count("\ufffd")
    if "\x00" in text or (odd + unknown) * 20 > len(text):
        raise UnreadableAdvert(_("This is not a text file. Paste the advert's text instead."))
    if not text.strip():
        raise UnreadableAdvert(_("There is no text in it."))
    return text


def repaired(text: str) -> tuple[list[str], list[Entry]]:
    """The lines of `text` with mojibake mended, and an entry for each line that was changed."""
    lines, entries = [], []
    for number, line in enumerate(re.split(r"\r\n|[\n\r\f\v\u2028\u2029]", text), start=1):
        mended = _mended(line)
        lines.append(mended)
        entries += _remarks(number, line, mended)
    return lines, entries


def _mended(line: str) -> str:
    fixed = _BIDI.sub("", ftfy.fix_text(line, _FTFY)).replace("\n", " ")
    return "".join(c for c in fixed if unicodedata.category(c) != "Cc" or c in _ALLOWED_CONTROLS)


def _remarks(number: int, before: str, after: str) -> list[Entry]:
    remarks = []
    if before != after:
        was, now = _difference(before, after)
        remarks.append(Entry(Kind.REPAIRED, value=now, line=number, words=was))
    if _BEYOND_REPAIR.search(after):
        note = _("Some characters of this line could not be repaired.")
        remarks.append(Entry(Kind.REPAIRED, line=number, words=after.strip(), note=note))
    return remarks


def _difference(before: str, after: str) -> tuple[str, str]:
    """The parts in which the two differ, with a few characters around them."""
    shortest = min(len(before), len(after))
    start = next((i for i in range(shortest) if before[i] != after[i]), shortest)
    end = next((i for i in range(shortest - start) if before[-1 - i] != after[-1 - i]), 0)
    start = max(0, start - 10)
    end = max(0, end - 10)
    return before[start : len(before) - end], after[start : len(after) - end]
