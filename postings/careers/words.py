"""Which words a search finds: what the index holds, and how a query is put to it."""

import re
from functools import reduce

from django.contrib.postgres.search import SearchQuery, SearchQueryCombinable

# PostgreSQL's text search configurations; other languages are searched as plain words.
CONFIGURATIONS = {
    "de": "german",
    "en": "english",
    "es": "spanish",
    "nl": "dutch",
    "pt": "portuguese",
}
# The letters of Latin alphabets: "unaccent" is an extension that not every server has.
_ACCENTED = "ÀÁÂÃÄÅĀĂĄÇĆČĎĐÈÉÊËĒĖĘĚĞÌÍÎÏĪĮŁĽÑŃŇÒÓÔÕÖØŌŐŔŘŚŞŠȘŤȚÙÚÛÜŪŮŰŲÝŸŹŻŽ"
_PLAIN = "AAAAAAAAACCCDDEEEEEEEEGIIIIIILLNNNOOOOOOOORRSSSSTTUUUUUUUUYYZZZ"
FOLDED_FROM, FOLDED_TO = _ACCENTED + _ACCENTED.lower(), _PLAIN + _PLAIN.lower()
MOST_WORDS = 8
_FOLDING = str.maketrans(FOLDED_FROM, FOLDED_TO)
_WORD = re.compile(r"[^\W_]+")


def words_of(typed: str) -> list[str]:
    """Return the words of a query in small letters, eight at most.

    Whatever is neither letter nor digit separates them, so no character of a query has a meaning
    of its own.
    """
    found = (word[:40].lower() for word in _WORD.findall(typed[:200]))
    return list(dict.fromkeys(found))[:MOST_WORDS]


def fold_letters(text: str) -> str:
    """Return small letters without accents, as the plain words of the index are."""
    return text.translate(_FOLDING).lower()


def query_of(word: str) -> SearchQueryCombinable:
    """Return what finds one word: its beginning as it stands, or its stem in any language."""
    stems = (SearchQuery(word, config=config) for config in CONFIGURATIONS.values())
    return reduce(lambda one, other: one | other, stems, prefix_of(word))


def prefix_of(word: str) -> SearchQueryCombinable:
    """Return what finds plain words that begin like `word`."""
    return SearchQuery(f"'{fold_letters(word)}':*", config="simple", search_type="raw")
