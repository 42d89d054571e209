"""The advert of a posting as HTML, as plain text, and cut into an introduction and lists."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from functools import lru_cache
from html import escape
from html.parser import HTMLParser
from itertools import islice

from django.conf import settings

from postings.careers.advert import html_of
from postings.posting.markdown import keys_in
from postings.posting.models import Posting
from postings.posting.picture_sizes import sizes_of
from postings.text_blocks.queries import texts_of

ADVERTS_KEPT = 2_500
_BLOCKS = {"p", "h1", "h2", "h3", "h4", "ul", "ol", "blockquote", "pre", "table", "hr", "figure"}
_LINES = {"br", "li", "tr"}
_HEADINGS = {"h1", "h2", "h3", "h4"}
_VOID = {"br", "hr", "img"}


@dataclass(frozen=True, slots=True)
class TitledList:
    """A heading with the items of the list that follows it, as `<li>…</li>`."""

    title: str
    items: str


@dataclass(slots=True)
class Parts:
    """An advert as Lever cuts it: the text before the last list, titled lists, what comes after."""

    body: str = ""
    lists: list[TitledList] = field(default_factory=list)
    closing: str = ""


def advert_html(posting: Posting, language: str = "") -> str:
    """Return the whole text of a posting, unless told in the language that it was written in."""
    return _html(_pieces(posting, language), settings.PUBLIC_URL)


def sizes_first(
    postings: Iterable[Posting], language: str = "", *, at_once: int
) -> Iterator[Posting]:
    """Pass postings on, having asked for the sizes of the pictures of many of them in one go."""
    rows = iter(postings)
    while batch := list(islice(rows, at_once)):
        pieces = (piece for posting in batch for piece in _pieces(posting, language))
        sizes_of(frozenset().union(*map(keys_in, pieces)))
        yield from batch


# Boards ask for all adverts again when one of them changed.
def _pieces(posting: Posting, language: str) -> tuple[str, ...]:
    return tuple(texts_of(posting, language or posting.language).pieces)


@lru_cache(maxsize=ADVERTS_KEPT)
def _html(pieces: tuple[str, ...], host: str) -> str:
    return html_of(pieces, host=host)


@lru_cache(maxsize=2 * ADVERTS_KEPT)
def plain_text(html: str) -> str:
    """Return cleaned HTML as text: a blank line between paragraphs, a dash before list items."""
    reader = _PlainText()
    reader.feed(html)
    reader.close()
    text = re.sub(r"[ \t]+\n", "\n", "".join(reader.parts))
    return re.sub(r"\n{3,}", "\n\n", text).strip()


@lru_cache(maxsize=ADVERTS_KEPT)
def parts_of(html: str) -> Parts:
    """Cut cleaned HTML: each heading right before a list makes a titled list with it.

    What follows the last of them is the closing; all else is the body, in its order.
    """
    blocks = _top_level(html)
    pairs = {
        place
        for place in range(len(blocks) - 1)
        if blocks[place].tag in _HEADINGS and blocks[place + 1].tag in ("ul", "ol")
    }
    last = max(pairs, default=len(blocks))
    parts = Parts()
    for place, block in enumerate(blocks):
        if place in pairs:
            parts.lists.append(TitledList(plain_text(block.html), blocks[place + 1].inner))
        elif place - 1 in pairs:
            continue
        elif place > last:
            parts.closing += block.html
        else:
            parts.body += block.html
    return parts


class _PlainText(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.parts: list[str] = []
        self.is_preformatted = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.is_preformatted = self.is_preformatted or tag == "pre"
        if tag in _BLOCKS:
            self.parts.append("\n\n")
        elif tag in _LINES:
            self.parts.append("\n- " if tag == "li" else "\n")
        elif tag in ("td", "th"):
            self.parts.append(" ")
        elif tag == "img":
            self.parts.append(dict(attrs).get("alt") or "")

    def handle_endtag(self, tag: str) -> None:
        if tag == "pre":
            self.is_preformatted = False
        if tag in _BLOCKS:
            self.parts.append("\n\n")

    def handle_data(self, data: str) -> None:
        if self.is_preformatted:
            self.parts.append(data)
        elif words := re.sub(r"\s+", " ", data):
            at_start = not self.parts or self.parts[-1].endswith(("\n", " "))
            self.parts.append(words.lstrip() if at_start else words)


@dataclass(slots=True)
class _Block:
    """An element that is in no other, or text outside of all."""

    tag: str
    html: str = ""

    @property
    def inner(self) -> str:
        return self.html.partition(">")[2].rpartition("</")[0].strip()


def _top_level(html: str) -> list[_Block]:
    cutter = _Cutter()
    cutter.feed(html)
    cutter.close()
    return [block for block in cutter.blocks if block.html.strip()]


class _Cutter(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.blocks: list[_Block] = []
        self.depth = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if self.depth == 0:
            self.blocks.append(_Block(tag))
        if tag not in _VOID:
            self.depth += 1
        self.blocks[-1].html += self.get_starttag_text() or ""

    def handle_endtag(self, tag: str) -> None:
        if tag not in _VOID and self.depth:
            self.depth -= 1
            self.blocks[-1].html += f"</{tag}>"

    def handle_data(self, data: str) -> None:
        if self.depth == 0:
            self.blocks.append(_Block(""))
        self.blocks[-1].html += escape(data, quote=False)
