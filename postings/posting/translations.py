"""The posting's own text in the reader's language, as far as somebody wrote it down."""

from functools import cache
from typing import NamedTuple

from babel import Locale
from django.conf import settings

from ats.web.sorting import human_key
from postings.posting.models import Posting


class PostingText(NamedTuple):
    """A posting's own words and the language that they are in, for their `lang`."""

    title: str
    description: str
    language: str


def text_in(posting: Posting, language: str) -> PostingText:
    """Return the posting's title and description in `language`, else as they were written.

    "pt-br" finds a text in "pt". Prefetched rows are used (`queries.WITH_TRANSLATIONS`); a reader
    of the posting's own language needs none. A translated title over an untranslated description
    would mix two languages, so a translation without one counts only where the posting has none.
    """
    own = PostingText(posting.title, posting.description, posting.language)
    if not language or base(language) == base(posting.language):
        return own
    for row in posting.translations.all():
        complete = row.description or not posting.description
        if complete and base(row.language) == base(language):
            return PostingText(row.title, row.description, row.language)
    return own


def languages_of(posting: Posting) -> list[str]:
    """Return the languages in which the posting can be read, its own first."""
    rows = (row.language for row in posting.translations.all())
    return [posting.language, *(code for code in rows if code != posting.language)]


@cache
def written_languages() -> list[tuple[str, str]]:
    """Return (code, name) of languages that an advert may be written in, those of the site first.

    The others, by their English names, are those with a code of two letters (ISO 639-1).
    """
    ours = dict(settings.LANGUAGES)
    names = Locale.parse("en").languages.items()
    others = {code: name for code, name in names if len(code) == 2 and code not in ours}
    return [*ours.items(), *sorted(others.items(), key=lambda pair: human_key(pair[1]))]


def base(language: str) -> str:
    """Return a language without its country: "pt" for "pt-BR"."""
    return language.lower().partition("-")[0]
