"""Writing long XML bit by bit, with the standard library's generator."""

import io
import re
from collections.abc import Iterable, Iterator, Mapping
from xml.sax.saxutils import XMLGenerator
from xml.sax.xmlreader import AttributesImpl

# All that XML 1.0 has no way to write (https://www.w3.org/TR/xml/#charsets).
_FORBIDDEN = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_CDATA_END = "]]>"


def allowed(text: str) -> str:
    """Return a text without the characters that XML 1.0 forbids."""
    return _FORBIDDEN.sub("", text)


class XmlWriter:
    """Elements of a document; `taken` hands over what was written since it was last called."""

    def __init__(self) -> None:
        self._buffer = io.StringIO()
        self._xml = XMLGenerator(self._buffer, "utf-8", short_empty_elements=True)
        self._xml.startDocument()

    def start(self, name: str, attributes: Mapping[str, str] | None = None) -> None:
        said = {key: allowed(value) for key, value in (attributes or {}).items()}
        self._xml.startElement(name, AttributesImpl(said))

    def end(self, name: str) -> None:
        self._xml.endElement(name)

    def element(
        self, name: str, text: str = "", attributes: Mapping[str, str] | None = None
    ) -> None:
        self.start(name, attributes)
        if text:
            self._xml.characters(allowed(text))
        self.end(name)

    def cdata(self, name: str, text: str) -> None:
        """Write an element whose text is in CDATA, cut in two where it would end the section."""
        self.start(name)
        whole = allowed(text).replace(_CDATA_END, f"]]{_CDATA_END}<![CDATA[>")
        # The only way of the generator to write something as it is.
        self._xml.ignorableWhitespace(f"<![CDATA[{whole}{_CDATA_END}")
        self.end(name)

    def taken(self) -> bytes:
        text = self._buffer.getvalue()
        self._buffer.seek(0)
        self._buffer.truncate()
        return text.encode()


def in_chunks(parts: Iterable[XmlWriter], *, size: int = 16 * 1024) -> Iterator[bytes]:
    """Yield what is written at each step, gathered to chunks of about `size` bytes."""
    waiting = b""
    for writer in parts:
        waiting += writer.taken()
        if len(waiting) >= size:
            yield waiting
            waiting = b""
    if waiting:
        yield waiting
