"""Which words a search finds: what the index holds, and how a query is put to it."""

import re

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
_WORD = re.compile(r"\w+")


def words_of(typed: str) -> list[str]:
    """Return the words of a query as the index holds them, eight at most.

    Whatever is neither letter nor digit separates them, so no character of a query has a meaning
    of its own.
    """
    found = (word.strip("_")[:40] for word in _WORD.findall(typed[:200]))
    return list(dict.fromkeys(fold_letters(word) for word in found if word))[:MOST_WORDS]


def fold_letters(text: str) -> str:
    """Return small letters without accents, as the plain words of the index are."""
    return text.translate(_FOLDING).lower()
