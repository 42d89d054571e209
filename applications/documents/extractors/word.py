"""DOCX as a stream: every paragraph in the order of the file.

Tables, text boxes and content controls count like the body (résumé templates keep most of their
text in those). ECMA-376 part 1, chapter 17, is the source of the element names.
"""

import io
import re
import zipfile
import zlib

from applications.documents import xml_stream
from applications.documents.extractors.blocks import Blocks
from applications.documents.extractors.protocol import Damaged, Extracted

_RELS = "http://schemas.openxmlformats.org/package/2006/relationships"
_WORD = (
    "http://schemas.openxmlformats.org/wordprocessingml/2006/main",
    "http://purl.oclc.org/ooxml/wordprocessingml/main",  # "Strict Open XML Document"
)
_LINK_IDS = (
    "http://schemas.openxmlformats.org/officeDocument/2006/relationships id",
    "http://purl.oclc.org/ooxml/officeDocument/relationships id",
)
_FALLBACK = "http://schemas.openxmlformats.org/markup-compatibility/2006 Fallback"
_SINGLE = {"tab": "\t", "br": "\n", "cr": "\n", "noBreakHyphen": "-"}
# moveFrom is where a moved paragraph was, del what a reviewer struck out, tabs the ruler.
_SKIPPED = frozenset({"moveFrom", "del", "tabs"})
_EXTRA_PARTS = re.compile(r"word/(header|footnotes|endnotes|footer)\d*\.xml")
_UNREADABLE = (zipfile.BadZipFile, zlib.error, EOFError, KeyError, NotImplementedError)


class _Relations(xml_stream.Handler):
    def __init__(self) -> None:
        self.links: dict[str, str] = {}
        self.main = ""

    def start(self, name: str, attributes: xml_stream.Attributes) -> None:
        if name != f"{_RELS} Relationship":
            return
        kind, target = attributes.get("Type", "").rpartition("/")[2], attributes.get("Target", "")
        if kind == "hyperlink" and target.startswith(("https://", "http://")):
            self.links[attributes.get("Id", "")] = target
        elif kind == "officeDocument":
            self.main = target.lstrip("/")


class _Text(xml_stream.Handler):
    """Collects paragraphs; one inside another (a text box) comes before the one around it."""

    def __init__(self, blocks: Blocks, links: dict[str, str]) -> None:
        self.blocks = blocks
        self.links = links
        self.skipping = 0
        self.in_text = False
        self.addresses: list[str] = []

    def start(self, name: str, attributes: xml_stream.Attributes) -> None:
        local = _local(name)
        if self.skipping or name == _FALLBACK or local in _SKIPPED:
            self.skipping += 1
        elif local == "p":
            self.blocks.begin()
        elif local == "numPr":
            self.blocks.mark_as_list_item()
        elif local == "t":
            self.in_text = True
        elif local == "hyperlink":
            self.addresses.append(self._address(attributes))
        elif local in _SINGLE:
            self.blocks.add(_SINGLE[local])

    def end(self, name: str) -> None:
        if self.skipping:
            self.skipping -= 1
            return
        local = _local(name)
        if local == "p":
            self.blocks.finish()
        elif local == "t":
            self.in_text = False
        elif local == "hyperlink":
            self.blocks.add_address(self.addresses.pop())

    def data(self, text: str) -> None:
        if self.in_text and not self.skipping:
            self.blocks.add(text)

    def _address(self, attributes: xml_stream.Attributes) -> str:
        ids = (attributes[name] for name in _LINK_IDS if name in attributes)
        return self.links.get(next(ids, ""), "")


def extract(content: bytes) -> Extracted:
    """Return the text of headers, body, notes and footers. Raises Damaged."""
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            return Extracted(_read(archive))
    except (xml_stream.XmlRefused, *_UNREADABLE) as error:
        raise Damaged from error


def _read(archive: zipfile.ZipFile) -> str:
    package = _relations(archive, "_rels/.rels")
    main = package.main or "word/document.xml"
    extra = sorted(name for name in archive.namelist() if _EXTRA_PARTS.fullmatch(name))
    before = [name for name in extra if "/header" in name]
    after = [name for name in extra if name not in before]
    blocks = Blocks()
    for part in [*before, main, *after]:
        folder, _, name = part.rpartition("/")
        links = _relations(archive, f"{folder}/_rels/{name}.rels").links
        with archive.open(part) as stream:
            xml_stream.read(stream, _Text(blocks, links))
    return blocks.text()


def _relations(archive: zipfile.ZipFile, name: str) -> _Relations:
    relations = _Relations()
    if name in archive.namelist():
        with archive.open(name) as stream:
            xml_stream.read(stream, relations)
    return relations


def _local(name: str) -> str:
    namespace, _, local = name.rpartition(" ")
    return local if namespace in _WORD else ""
