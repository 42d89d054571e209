"""XML read as a stream by expat, for documents from strangers.

Whatever declares a document type is refused at its first character, so that there are no entities
to expand and nothing outside to load. No tree is built: memory stays flat however long the text.
Free of Django, since the sandboxed reader uses it.
"""

from collections.abc import Callable
from typing import IO
from xml.parsers import expat

CHUNK = 16 * 1024
# Word and LibreOffice begin with the root element; 64 KiB of comments before it is no document.
LONGEST_PROLOG = 64 * 1024
# Real documents nest some dozens of elements; a text box in a table in a text box about 60.
DEEPEST = 512

Attributes = dict[str, str]


class XmlRefused(Exception):
    """Not well-formed, nested absurdly deep, or with a document type declaration."""


class HasDoctype(XmlRefused):
    """A document type declaration: the way in for external and exploding entities."""


class Handler:
    """What is called while reading; names are "namespace localname", separated by a space."""

    def start(self, name: str, attributes: Attributes) -> None:
        """An element begins."""

    def end(self, name: str) -> None:
        """An element ends."""

    def data(self, text: str) -> None:
        """Some of the text between tags."""


class _RootReached(Exception):
    pass


def read(stream: IO[bytes], handler: Handler) -> None:
    """Feed the whole stream to the handler. Raises XmlRefused."""
    parser = _parser(handler.start, handler.end)
    parser.CharacterDataHandler = handler.data
    try:
        while chunk := stream.read(CHUNK):
            parser.Parse(chunk, False)
        parser.Parse(b"", True)
    except expat.ExpatError as error:
        raise XmlRefused(str(error)) from error


def check_prolog(stream: IO[bytes]) -> None:
    """Read only as far as the root element. Raises XmlRefused, or HasDoctype."""

    def root(name: str, attributes: Attributes) -> None:
        raise _RootReached

    parser = _parser(root, lambda name: None)
    left = LONGEST_PROLOG
    try:
        while left > 0 and (chunk := stream.read(min(CHUNK, left))):
            parser.Parse(chunk, False)
            left -= len(chunk)
    except _RootReached:
        return
    except expat.ExpatError as error:
        raise XmlRefused(str(error)) from error
    raise XmlRefused("no root element")


def _parser(
    start: Callable[[str, Attributes], None], end: Callable[[str], None]
) -> expat.XMLParserType:
    parser = expat.ParserCreate(namespace_separator=" ")
    parser.buffer_text = True
    depth = 0

    def deeper(name: str, attributes: Attributes) -> None:
        nonlocal depth
        depth += 1
        if depth > DEEPEST:
            raise XmlRefused("nested too deep")
        start(name, attributes)

    def shallower(name: str) -> None:
        nonlocal depth
        depth -= 1
        end(name)

    parser.StartElementHandler = deeper
    parser.EndElementHandler = shallower
    parser.StartDoctypeDeclHandler = _refuse_doctype
    return parser


def _refuse_doctype(*_declaration: object) -> None:
    raise HasDoctype("document type declaration")
