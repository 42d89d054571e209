"""PDF through pdfium. Runs in the sandbox only: pdfium is C++ and the input is a stranger's."""

import ctypes
import re
from collections.abc import Iterator

import pypdfium2
import pypdfium2.raw as pdfium

from applications.documents.extractors.protocol import (
    LONGEST_TEXT,
    Damaged,
    Encrypted,
    Extracted,
)

# A résumé of more pages is a book; reading on would only cost time.
MOST_PAGES_READ = 200
MOST_LINKS_PER_PAGE = 100
_NEEDS_PASSWORD = frozenset({pdfium.FPDF_ERR_PASSWORD, pdfium.FPDF_ERR_SECURITY})
# pdfium marks a word that is broken over two lines with U+FFFE.
_BROKEN_WORD = re.compile("\ufffe\r?\n?")


def extract(content: bytes) -> Extracted:
    """Return the text of the first 200 pages, each followed by the links that it does not spell."""
    try:
        document = pypdfium2.PdfDocument(content)
    except pypdfium2.PdfiumError as error:
        raise Encrypted if error.err_code in _NEEDS_PASSWORD else Damaged from error
    pages = len(document)
    texts: list[str] = []
    length = failed = 0
    for number in range(min(pages, MOST_PAGES_READ)):
        try:
            texts.append(_page_text(document, number))
        except pypdfium2.PdfiumError:
            failed += 1
            continue
        length += len(texts[-1])
        if length > LONGEST_TEXT:
            break
    if not pages or failed == min(pages, MOST_PAGES_READ):
        raise Damaged
    return Extracted("\n\n".join(texts), pages)


def _page_text(document: pypdfium2.PdfDocument, number: int) -> str:
    page = document[number]
    try:
        text_page = page.get_textpage()
        text = _BROKEN_WORD.sub("", text_page.get_text_bounded())
        text_page.close()
        unspelled = [link for link in _web_links(document, page) if link not in text]
    finally:
        page.close()
    return "\n".join([text, *dict.fromkeys(unspelled)])


def _web_links(document: pypdfium2.PdfDocument, page: pypdfium2.PdfPage) -> Iterator[str]:
    position, link = ctypes.c_int(0), pdfium.FPDF_LINK()
    for _ in range(MOST_LINKS_PER_PAGE):
        if not pdfium.FPDFLink_Enumerate(page, ctypes.byref(position), ctypes.byref(link)):
            return
        if address := _address(document, pdfium.FPDFLink_GetAction(link)):
            yield address


def _address(document: pypdfium2.PdfDocument, action: object) -> str:
    if not action:
        return ""
    length = pdfium.FPDFAction_GetURIPath(document, action, None, 0)
    if not 0 < length <= 2000:
        return ""
    buffer = ctypes.create_string_buffer(length)
    pdfium.FPDFAction_GetURIPath(document, action, buffer, length)
    address = buffer.value.decode("utf-8", "replace")
    return address if address.startswith(("https://", "http://")) else ""
