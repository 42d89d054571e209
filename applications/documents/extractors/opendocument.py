"""ODT as a stream: every paragraph and heading in the order of the file.

OpenDocument 1.3 part 3 is the source of the element names.
"""

import io
import zipfile
import zlib

from applications.documents import xml_stream
from applications.documents.extractors.blocks import Blocks
from applications.documents.extractors.protocol import Damaged, Extracted

_TEXT = "urn:oasis:names:tc:opendocument:xmlns:text:1.0"
_OFFICE = "urn:oasis:names:tc:opendocument:xmlns:office:1.0"
_LINK = "http://www.w3.org/1999/xlink href"
_PARAGRAPHS = frozenset({f"{_TEXT} p", f"{_TEXT} h"})
# Struck-out text, reviewers' remarks and index entries are not what the person says.
_SKIPPED = frozenset({f"{_TEXT} tracked-changes", f"{_OFFICE} annotation", f"{_TEXT} index-title"})
_MOST_SPACES = 100
_UNREADABLE = (zipfile.BadZipFile, zlib.error, EOFError, KeyError, NotImplementedError)


class _Text(xml_stream.Handler):
    def __init__(self, blocks: Blocks) -> None:
        self.blocks = blocks
        self.skipping = 0
        self.list_item = False
        self.addresses: list[str] = []

    def start(self, name: str, attributes: xml_stream.Attributes) -> None:
        if self.skipping or name in _SKIPPED:
            self.skipping += 1
        elif name in _PARAGRAPHS:
            self.blocks.begin()
            if self.list_item:
                self.blocks.mark_as_list_item()
            self.list_item = False
        elif name == f"{_TEXT} list-item":
            self.list_item = True
        elif name == f"{_TEXT} tab":
            self.blocks.add("\t")
        elif name == f"{_TEXT} line-break":
            self.blocks.add("\n")
        elif name == f"{_TEXT} s":
            self.blocks.add(" " * _count(attributes))
        elif name == f"{_TEXT} a":
            self.addresses.append(attributes.get(_LINK, ""))

    def end(self, name: str) -> None:
        if self.skipping:
            self.skipping -= 1
        elif name in _PARAGRAPHS:
            self.blocks.finish()
        elif name == f"{_TEXT} a":
            address = self.addresses.pop()
            self.blocks.add_address(address if address.startswith(("https://", "http://")) else "")

    def data(self, text: str) -> None:
        if not self.skipping:
            # Line ends in the file are white space; the document's own are elements.
            self.blocks.add(text.replace("\n", " "))


def extract(content: bytes) -> Extracted:
    """Return the text of page headers and footers, then of the body. Raises Damaged."""
    blocks = Blocks()
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            for part in ("styles.xml", "content.xml"):
                if part in archive.namelist() or part == "content.xml":
                    with archive.open(part) as stream:
                        xml_stream.read(stream, _Text(blocks))
    except (xml_stream.XmlRefused, *_UNREADABLE) as error:
        raise Damaged from error
    return Extracted(blocks.text())


def _count(attributes: xml_stream.Attributes) -> int:
    given = attributes.get(f"{_TEXT} c", "1")
    return min(int(given), _MOST_SPACES) if given.isdecimal() else 1
