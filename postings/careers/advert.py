"""The whole text of a posting, shared texts included, as HTML."""

from collections.abc import Iterable

from django.utils.html import format_html_join
from django.utils.safestring import SafeString

from postings.posting.markdown import render_all
from postings.posting.models import Posting
from postings.text_blocks.queries import texts_of


def full_html(posting: Posting, language: str = "") -> SafeString:
    """Return sanitised HTML of all that the posting says, in `language` as far as written in it.

    One statement for shared texts, none if they were prefetched (`text_blocks.queries.WITH_TEXTS`).
    """
    return html_of(texts_of(posting, language).pieces)


def html_of(pieces: Iterable[str], *, host: str = "") -> SafeString:
    """Return the pieces of a posting's text as one; for `host` see `render_all`."""
    written = [piece for piece in pieces if piece.strip()]
    return format_html_join("\n", "{}", ((piece,) for piece in render_all(written, host=host)))
