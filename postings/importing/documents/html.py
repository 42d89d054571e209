"""HTML that others wrote, as Markdown: only its words, their structure and their links."""

import html
import re
from dataclasses import dataclass
from html.parser import HTMLParser

import nh3
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from markdownify import markdownify

from postings.importing.documents import values
from postings.importing.text import UnreadableAdvert

DEEPEST = 60
LONGEST, MOST_TAGS = 250_000, 20_000
MOST_SCRIPTS = 50
_TOO_DEEP = gettext_lazy("Its HTML is nested too deeply to be read.")
_TAGS = {
    *("p", "br", "hr", "strong", "b", "em", "i", "s", "del", "code", "pre", "blockquote"),
    *("ul", "ol", "li", "h1", "h2", "h3", "h4", "h5", "h6", "a", "div", "section", "article"),
    *("table", "thead", "tbody", "tr", "th", "td", "dl", "dt", "dd", "main"),
}
_GONE_WITH_CONTENT = {
    *("script", "style", "svg", "math", "template", "iframe", "object", "noscript", "head"),
    *("title", "nav", "header", "footer", "form", "button", "select", "textarea", "video", "audio"),
}
_VOID = {
    *("area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source"),
    *("track", "wbr"),
}
# Written without their end everywhere; browsers close them when the next one begins.
_CLOSED_BY_THEMSELVES = {"p", "li", "dt", "dd", "tr", "td", "th", "option", "tbody", "thead"}
_LOOKS_LIKE = re.compile(
    r"<(?:!doctype\s+html|html|head|body|div|p|h[1-6]|ul|ol|section|article|main|script|table|span"
    r"|meta|title|br)\b",
    re.IGNORECASE,
)
_TAG = re.compile("<[a-z]", re.IGNORECASE)
_ENCODED = re.compile(r"&lt;(?:p|div|ul|ol|h[1-6]|br|strong|b|span|em|i|section)\b", re.IGNORECASE)


@dataclass(frozen=True)
class Text:
    """Markdown, and what was left out of the HTML on the way, in sentences."""

    markdown: str
    left_out: tuple[str, ...] = ()


class _Outline(HTMLParser):
    """Measures the depth and collects scripts of linked data, without ever building a tree."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=False)
        self.open: list[str] = []
        self.deepest = 0
        self.pictures = 0
        self.dangers = 0
        self.tags = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags += 1
        self.pictures += tag in ("img", "picture", "svg")
        self.dangers += tag in ("script", "style", "iframe", "object", "embed") or any(
            name.startswith("on") or (value or "").strip().casefold().startswith("javascript:")
            for name, value in attrs
        )
        if tag not in _VOID | _CLOSED_BY_THEMSELVES:
            self.open.append(tag)
            self.deepest = max(self.deepest, len(self.open))

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.pictures += tag in ("img", "svg")

    def handle_endtag(self, tag: str) -> None:
        if self.open and tag in self.open[-DEEPEST:]:
            while self.open.pop() != tag:
                pass


def looks_like_html(text: str) -> bool:
    """Whether a whole document is HTML, not Markdown with a tag in it."""
    start = text.lstrip("\ufeff \t\r\n")[:2000]
    return start.startswith("<") and bool(_LOOKS_LIKE.match(start) or start.startswith("<!--"))


def tags_in(text: str) -> int:
    """Return how many tags begin in a text, those that are written as entities included."""
    return len(_TAG.findall(html.unescape(text)))


def linked_data(text: str) -> list[str]:
    """Return what the page's `application/ld+json` scripts hold, in one pass over the text."""
    found: list[str] = []
    lowered, position = text.lower(), 0
    while (start := lowered.find("<script", position)) >= 0 and len(found) < MOST_SCRIPTS:
        inside = lowered.find(">", start) + 1
        end = lowered.find("</script", inside)
        if not inside or end < 0:
            break
        if "application/ld+json" in lowered[start:inside]:
            found.append(text[inside:end])
        position = end
    return found


def to_markdown(text: str) -> Text:
    """Turn HTML into Markdown: headings, lists, emphasis, tables and links to the web.

    Raises UnreadableAdvert when it is nested so deeply that nobody wrote it by hand.
    """
    text = values.long_text(text)
    if "<" not in text or _ENCODED.search(text[:5000]):
        text = html.unescape(text)
    if "<" not in text:
        return Text(text.strip())
    too_long = _("Its text is too long: at most %(n)d kB of HTML.") % {"n": LONGEST // 1000}
    if len(text) > LONGEST:
        raise UnreadableAdvert(too_long)
    outline = _outline(text)
    if outline.deepest > DEEPEST:
        raise UnreadableAdvert(_TOO_DEEP)
    if outline.tags > MOST_TAGS:
        raise UnreadableAdvert(too_long)
    clean = nh3.clean(
        text,
        tags=_TAGS,
        clean_content_tags=_GONE_WITH_CONTENT,
        attributes={"a": {"href"}},
        url_schemes={"http", "https", "mailto", "tel"},
        link_rel=None,
    )
    try:
        written = markdownify(clean, heading_style="ATX", bullets="-", newline_style="backslash")
    except RecursionError as error:  # a tree that came out deeper than its tags are
        raise UnreadableAdvert(_TOO_DEEP) from error
    return Text(_tidied(written), _remarks(outline))


def _outline(text: str) -> _Outline:
    outline = _Outline()
    outline.feed(text)
    return outline


def _remarks(outline: _Outline) -> tuple[str, ...]:
    remarks = []
    if outline.pictures:
        remarks.append(_("Pictures were left out: %(n)d.") % {"n": outline.pictures})
    if outline.dangers:
        remarks.append(_("Scripts, styles and what runs code were left out."))
    return tuple(remarks)


def _tidied(markdown: str) -> str:
    lines = (line.rstrip() for line in markdown.replace("\xa0", " ").split("\n"))
    return re.sub(r"\n{3,}", "\n\n", "\n".join(lines)).strip()
