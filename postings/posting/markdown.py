"""Markdown as harmless HTML: adverts, shared texts, the organisation's notices.

A picture is `![what it shows](picture:KEY)`, one that was uploaded here. Pictures of other hosts
would be fetched by everyone who reads the page: of these only the words are left.
"""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from types import MappingProxyType
from uuid import UUID

import nh3
from django.utils.safestring import SafeString, mark_safe
from markdown_it import MarkdownIt
from markdown_it.renderer import RendererHTML
from markdown_it.token import Token

from ats.web.direction import without_overrides
from postings.posting.picture_sizes import Size, sizes_of

PICTURE_SCHEME = "picture:"
# Beyond this depth the parser drops what is nested; see `is_too_deep`.
_DEEPEST, _PARSED_DEPTH = 20, 24
_TAGS = {
    *("p", "br", "hr", "strong", "em", "s", "code", "pre", "blockquote"),
    *("ul", "ol", "li", "h2", "h3", "h4", "a", "img"),
    *("table", "thead", "tbody", "tr", "th", "td"),
}
_ATTRIBUTES = {
    "a": {"href", "title"},
    "ol": {"start"},
    "img": {"src", "alt", "width", "height", "loading"},
}
_SCHEMES = {"http", "https", "mailto", "tel"}
_OWN_PICTURE = re.compile(r"(?:https?://[^/]+)?/pictures/[0-9a-f-]{36}")
_parser = MarkdownIt(
    "commonmark", {"html": False, "linkify": False, "maxNesting": _PARSED_DEPTH}
).enable(["table", "strikethrough"])


@dataclass(frozen=True)
class Image:
    """An image as it was written; `key` is None for one that is not of ours."""

    source: str
    alt: str
    key: UUID | None


def render_markdown(text: str) -> SafeString:
    """Return sanitised HTML. The page's title is the h1, so headings start at h2.

    One statement more when the text names pictures whose size this process has not asked for yet.
    """
    return render_all([text])[0]


def render_all(texts: Sequence[str], *, host: str = "") -> list[SafeString]:
    """Return each text as `render_markdown` does, with one statement for the pictures of all.

    `host` ("https://jobs.example.org") makes the addresses of pictures and of our own pages whole,
    for readers on other sites.
    """
    keys = {text: keys_in(text) for text in texts}
    sizes = sizes_of(frozenset().union(*keys.values()))
    return [
        _rendered(text, tuple((key, sizes[key]) for key in sorted(keys[text] & sizes.keys())), host)
        for text in texts
    ]


def images_in(text: str) -> list[Image]:
    """Return the images that a text shows, in its order; code that speaks of one shows none."""
    if "![" not in text:
        return []
    return [_image(token) for token in _every(_parser.parse(text)) if token.type == "image"]


def keys_in(text: str) -> frozenset[UUID]:
    """Return the keys of our pictures that a text shows."""
    if PICTURE_SCHEME not in text:
        return frozenset()
    return frozenset(image.key for image in images_in(text) if image.key)


def is_too_deep(text: str) -> bool:
    """Say whether lists or quotes are nested more deeply than a page shows."""
    return any(token.level >= _DEEPEST for token in _parser.parse(text))


@lru_cache(maxsize=256)
def _rendered(text: str, sizes: tuple[tuple[UUID, Size], ...], host: str) -> SafeString:
    tokens = _parser.parse(text)
    highest = min((int(t.tag[1]) for t in tokens if t.type == "heading_open"), default=2)
    for token in tokens:
        if token.type in ("heading_open", "heading_close"):
            token.tag = f"h{min(int(token.tag[1]) - highest + 2, 4)}"
    known = MappingProxyType(dict(sizes))
    for token in _every(tokens):
        if token.type == "image":
            _show(token, known, host)
        elif token.type == "link_open" and host:
            token.attrs["href"] = _whole(str(token.attrs["href"]), host)
    html = _parser.renderer.render(tokens, _parser.options, {})
    cleaned = nh3.clean(
        html,
        tags=_TAGS,
        attributes=_ATTRIBUTES,
        attribute_filter=_only_own_pictures,
        url_schemes=_SCHEMES,
        link_rel="nofollow noopener noreferrer",
    )
    return mark_safe(without_overrides(cleaned))  # noqa: S308 - cleaned above


def _every(tokens: Iterable[Token]) -> Iterator[Token]:
    for token in tokens:
        yield token
        yield from _every(token.children or ())


def _image(token: Token) -> Image:
    source = str(token.attrGet("src") or "")
    assert isinstance(_parser.renderer, RendererHTML)
    alt = _parser.renderer.renderInlineAsText(token.children, _parser.options, {})
    return Image(source, " ".join(without_overrides(alt).split()), _key(source))


def _key(source: str) -> UUID | None:
    scheme, _colon, key = source.partition(":")
    try:
        return UUID(key) if f"{scheme}:" == PICTURE_SCHEME and len(key) == 36 else None
    except ValueError:
        return None


def _show(token: Token, sizes: Mapping[UUID, Size], host: str) -> None:
    """Make an image one of ours, or the words that stand for it."""
    image = _image(token)
    size = sizes.get(image.key) if image.key else None
    if size is None:
        token.type, token.tag, token.content, token.children = "text", "", image.alt, None
        return
    token.attrs = {
        "src": f"{host}/pictures/{image.key}",
        "alt": image.alt,  # set by the renderer once more
        "width": size.width,
        "height": size.height,
        "loading": "lazy",
    }


def _whole(address: str, host: str) -> str:
    return f"{host}{address}" if address.startswith("/") and address[1:2] != "/" else address


def _only_own_pictures(tag: str, attribute: str, value: str) -> str | None:
    if (tag, attribute) == ("img", "src") and not _OWN_PICTURE.fullmatch(value):
        return None
    return value
