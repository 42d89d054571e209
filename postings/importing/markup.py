"""Take the markup that a posting must not carry out of an advert's lines.

Scripts and styles go, other HTML tags go and their text stays, pictures on other hosts become
links (a visitor's browser must not call a third party), tracking pixels go. Each is reported.
"""

import re
from collections.abc import Callable
from pathlib import PurePosixPath
from urllib.parse import urlsplit

from django.utils.translation import gettext as _

from postings.importing.report import Entry, Kind

MARKDOWN_IMAGE = re.compile(
    r"!\[(?P<alt>[^\[\]]{0,300})\]\(\s{0,5}<?(?P<url>[^\s()<>]{0,20000})>?(?:\s{1,5}\"[^\"]{0,300}\")?\s{0,5}\)"
)
_HTML_IMAGE = re.compile(r"<img\b(?P<attributes>[^<>]{0,20000})>", re.IGNORECASE)
_ATTRIBUTE = re.compile(
    r"""(?P<name>[a-z-]{1,20})\s?=\s?(?:"(?P<double>[^"]*)"|'(?P<single>[^']*)'|(?P<bare>[^\s"'>]+))""",
    re.IGNORECASE,
)
_BREAK = re.compile(r"<br\s{0,3}/?>", re.IGNORECASE)
_TAG = re.compile(
    r"</?(?:a|abbr|article|aside|b|big|blockquote|body|button|center|cite|code|details|div|dl|dt|dd"
    r"|em|embed|figure|figcaption|font|footer|form|h[1-6]|head|header|hr|html|i|iframe|input|ins"
    r"|label|li|link|main|mark|meta|nav|noscript|object|ol|p|path|picture|pre|q|s|script|section"
    r"|select|small|source|span|strike|strong|style|sub|summary|sup|svg|table|tbody|td|template"
    r"|textarea|tfoot|th|thead|title|tr|tt|u|ul|video)(?:[\s/][^<>]{0,20000})?>",
    re.IGNORECASE,
)
_TRACKING = re.compile(r"track|pixel|beacon|/open\b|\b1x1\b|spacer", re.IGNORECASE)
_DANGEROUS_LINK = re.compile(
    r"\[([^\[\]]{0,300})\]\(\s{0,5}<?(?:javascript|vbscript|data|file):"
    r"[^()]{0,20000}(?:\([^()]{0,20000}\)[^()]{0,20000}){0,5}\)",
    re.IGNORECASE,
)
_SILENT_BLOCKS = ("script", "style")


def without_markup(lines: list[str]) -> tuple[list[str], list[Entry]]:
    """The same number of lines without unwanted markup, and an entry for each thing taken out."""
    lines, entries = _without_silent_blocks(lines)
    cleaned = []
    for number, line in enumerate(lines, start=1):
        clean, remarks = _clean_line(number, line)
        cleaned.append(clean)
        entries += remarks
    return cleaned, entries


def _without_silent_blocks(lines: list[str]) -> tuple[list[str], list[Entry]]:
    text, entries = "\n".join(lines), []
    for name in _SILENT_BLOCKS:
        text, cuts = _cut_elements(text, name)
        note = _("<%(tag)s> and what is in it was left out.") % {"tag": name}
        entries += [Entry(Kind.CHANGED, line=line, words=words, note=note) for line, words in cuts]
    return text.split("\n"), entries


def _cut_elements(text: str, name: str) -> tuple[str, list[tuple[int, str]]]:
    """Cut `<name …>…</name>`, keeping the line breaks so that line numbers stay true."""
    lowered = text.lower()
    kept, cuts, position = [], [], 0
    while (start := lowered.find(f"<{name}", position)) >= 0:
        closing = lowered.find(f"</{name}", start)
        end = lowered.find(">", closing) + 1 if closing >= 0 else 0
        if not end:
            break
        inside = text[start:end]
        kept += [text[position:start], "\n" * inside.count("\n")]
        cuts.append((text.count("\n", 0, start) + 1, inside))
        position = end
    return "".join(kept) + text[position:], cuts


def _clean_line(number: int, line: str) -> tuple[str, list[Entry]]:
    entries: list[Entry] = []

    def changed(words: str, note: str) -> None:
        entries.append(Entry(Kind.CHANGED, line=number, words=words, note=note))

    def markdown_image(match: re.Match[str]) -> str:
        return _image(match.group(), match["url"], match["alt"], {}, changed)

    def html_image(match: re.Match[str]) -> str:
        attributes = _attributes(match["attributes"])
        url, alt = attributes.get("src", ""), attributes.get("alt", "")
        return _image(match.group(), url, alt, attributes, changed)

    def dangerous(match: re.Match[str]) -> str:
        changed(match.group(), _("A link that would run code was left out; its text stays."))
        return match[1]

    def tag(match: re.Match[str]) -> str:
        changed(match.group(), _("An HTML tag was left out; its text stays."))
        return " "

    line = MARKDOWN_IMAGE.sub(markdown_image, line)
    line = _HTML_IMAGE.sub(html_image, line)
    line = _DANGEROUS_LINK.sub(dangerous, line)
    untagged = _TAG.sub(tag, _BREAK.sub(" ", line))
    return (line if untagged == line else re.sub(r"(?<=\S) {2,}", " ", untagged)), entries


def _attributes(text: str) -> dict[str, str]:
    return {
        match["name"].lower(): match["double"] or match["single"] or match["bare"] or ""
        for match in _ATTRIBUTE.finditer(text)
    }


def _image(
    whole: str,
    url: str,
    alt: str,
    attributes: dict[str, str],
    changed: Callable[[str, str], None],
) -> str:
    if not url.startswith(("http://", "https://")):
        changed(whole, _("A picture without a web address was left out."))
        return alt
    if _is_tracker(url, attributes):
        changed(whole, _("A tracking picture was left out."))
        return ""
    name = alt.strip() or PurePosixPath(urlsplit(url).path).name[:80] or urlsplit(url).netloc
    label = _("Picture: %(name)s") % {"name": re.sub(r"[\[\]]", "", name)}
    changed(whole, _("A picture on another host became a link."))
    return f"[{label}]({url})"


def _is_tracker(url: str, attributes: dict[str, str]) -> bool:
    tiny = attributes.get("width") in {"0", "1"} or attributes.get("height") in {"0", "1"}
    return tiny or bool(_TRACKING.search(url))
