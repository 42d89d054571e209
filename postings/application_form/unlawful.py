"""Finding questions that the law forbids to ask of candidates, and saying why."""

import re
import unicodedata
from collections.abc import Iterable, Sequence
from functools import cache

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from postings.application_form.unlawful_words import (
    LEGAL_AGE,
    NEGATIONS,
    WHOLE_CHOICE,
    WHOLE_LABEL,
    WORDS,
    Topic,
)

# Practice of EU law in one sentence each: directive 2023/970 art. 5 on pay, 2000/78 and 2000/43 on
# age and origin, 2006/54 on family, GDPR art. 5(1)(c) on what is not needed to decide.
REASONS: dict[Topic, Promise] = {
    Topic.PAY_HISTORY: _(
        "This asks what somebody earned before, which the law forbids. "
        "Ask which pay they expect, or leave it out: your pay range says enough."
    ),
    Topic.AGE: _(
        "This asks for somebody’s age, which the law protects and nobody needs to decide. "
        "Where the work has a minimum age, ask “Are you at least 18?” instead."
    ),
    Topic.PHOTO: _(
        "This asks for a photo. A face tells origin, sex and age, and nothing about the work."
    ),
    Topic.NATIONALITY: _(
        "This asks for nationality or origin, which the law protects. "
        "Ask “Do you have the right to work in …?” instead."
    ),
    Topic.FAMILY: _(
        "This asks about marriage, pregnancy or family, which the law protects. "
        "Ask about the work instead, for example whether the hours are possible."
    ),
}
# Letters that look like others and Unicode does not relate: Cyrillic, Greek, stroked.
_LOOKALIKES = str.maketrans(
    "аеорсухіјѕԁһкмнтвαεορυικνтłøđı",
    "aeopcyxijsdhkmhtbaeopuikvtlodi",
)
_UNSEEN = frozenset({"Cc", "Cf", "Mn", "Me", "Mc", "Cs", "Co", "Cn"})
# Letters and symbols by their category, and nothing to see.
_BLANK = frozenset("\u115f\u1160\u3164\uffa0\u2800\u17b4\u17b5")
_SINGLE_LETTERS = re.compile(r"\b\w(?: \w\b){2,}")
_WORDS_BEFORE = 6


def unlawful_topic(label: str, help_text: str = "", choices: Iterable[str] = ()) -> Topic | None:
    """Return what a question asks for that it may not, or None.

    Words that are merely near are no reason: pay that is expected, the right to work, and a
    minimum age are lawful to ask for.
    """
    plain_label = plain(label)
    for topic in Topic:
        if _whole(topic).fullmatch(plain_label) or _asks(plain_label, topic):
            return topic
    for sentence in re.split(r"[.!?\n]+", help_text):
        if found := _not_denied(plain(sentence)):
            return found
    for choice in choices:
        if found := _choice_topic(plain(choice)):
            return found
    return None


def plain(text: str) -> str:
    """Return the words as they are read: small letters without accents, tricks and punctuation."""
    apart = unicodedata.normalize("NFKD", _visible(text).casefold())
    letters = _visible(apart).casefold().translate(_LOOKALIKES)
    words = " ".join(re.sub(r"[^a-z0-9]+", " ", letters).split())
    # "d.o.b." and "a g e" are words as well.
    return _SINGLE_LETTERS.sub(lambda match: match[0].replace(" ", ""), words)


def says_something(text: str) -> bool:
    """Say whether a text has a letter or digit that can be seen and read out."""
    return any(unicodedata.category(c)[0] in "LN" for c in text if c not in _BLANK)


def _visible(text: str) -> str:
    # A line break or tab separates words although it is a control character.
    return "".join(
        " " if c.isspace() else c
        for c in text
        if c.isspace() or (unicodedata.category(c) not in _UNSEEN and c not in _BLANK)
    )


def _choice_topic(words: str) -> Topic | None:
    if _choices().fullmatch(words):
        return Topic.FAMILY
    return next((topic for topic in Topic if _asks(words, topic)), None)


def _not_denied(sentence: str) -> Topic | None:
    for topic in Topic:
        if match := _search(sentence, topic):
            before = sentence[: match.start()].split()[-_WORDS_BEFORE:]
            if not _negations().search(" ".join(before)):
                return topic
    return None


def _asks(words: str, topic: Topic) -> bool:
    return _search(words, topic) is not None


def _search(words: str, topic: Topic) -> "re.Match[str] | None":
    if topic is Topic.AGE:
        words = _legal_age().sub(" ", words)
    return _anywhere(topic).search(words)


@cache
def _anywhere(topic: Topic) -> "re.Pattern[str]":
    return _any_of(WORDS[topic].values())


@cache
def _whole(topic: Topic) -> "re.Pattern[str]":
    return _any_of(WHOLE_LABEL[topic].values())


@cache
def _choices() -> "re.Pattern[str]":
    return _any_of(WHOLE_CHOICE.values())


@cache
def _legal_age() -> "re.Pattern[str]":
    return _any_of(LEGAL_AGE.values())


@cache
def _negations() -> "re.Pattern[str]":
    return _any_of(NEGATIONS.values())


def _any_of(languages: Iterable[Sequence[str]]) -> "re.Pattern[str]":
    patterns = [pattern for language in languages for pattern in language]
    # Nothing matches where there are no patterns at all.
    joined = "|".join(f"(?:{pattern})" for pattern in patterns) or r"(?!)"
    return re.compile(rf"\b(?:{joined})(?!\w)")
