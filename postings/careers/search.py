"""Finding postings by words: in title, text, translations, teams, places and departments."""

from functools import lru_cache, reduce
from typing import Any

from babel import Locale
from django.contrib.postgres.search import SearchQueryCombinable, SearchRank, SearchVector
from django.db.models import (
    Expression,
    F,
    FloatField,
    IntegerField,
    OuterRef,
    Q,
    QuerySet,
    Subquery,
    Value,
)
from django.db.models.functions import Cast, Coalesce, Greatest
from django.utils.translation import get_language

from postings.careers.models import PlaceWords, PostingWords, TeamWords, TranslationWords
from postings.careers.words import fold_letters, prefix_of, query_of, words_of
from postings.posting.countries import CODES, country_name
from postings.posting.models import Department, Location

_EXACT = 1_000_000  # a rank as a whole number, because pages are cut where ranks are equal


def matching(typed: str) -> Q:
    """Return the condition that every word of a query is somewhere in a posting.

    A query without any letter or digit asks for nothing and fits everything.
    """
    conditions = [_has(word) for word in words_of(typed)]
    return reduce(lambda one, other: one & other, conditions, Q())


def rank_of(typed: str, language: str) -> Expression:
    """Return how well a posting's title fits, in its own language or the reader's, from 0 up."""
    words = words_of(typed)
    if not words:
        return Value(0, output_field=IntegerField())
    query = reduce(lambda one, other: one | other, map(query_of, words))
    own = PostingWords.objects.filter(pk=OuterRef("pk"))
    translated = TranslationWords.objects.filter(posting_id=OuterRef("pk"), language=language)
    best = Greatest(_title_rank(own, query), _title_rank(translated, query))
    return Cast(best * Value(_EXACT), IntegerField())


def _title_rank(words: QuerySet[Any], query: SearchQueryCombinable) -> Expression:
    rank = SearchRank(F("title_words"), query)
    return Coalesce(Subquery(words.values(rank=rank)[:1]), 0.0, output_field=FloatField())


def _has(word: str) -> Q:
    whole, beginning = query_of(word), prefix_of(word)
    found = (
        Q(pk__in=PostingWords.objects.filter(words=whole).values("pk"))
        | Q(pk__in=TranslationWords.objects.filter(words=whole).values("posting_id"))
        | Q(pk__in=TeamWords.objects.filter(words=beginning).values("posting_id"))
        | Q(pk__in=PlaceWords.objects.filter(words=beginning).values("posting_id"))
        | Q(department__in=_departments(beginning))
    )
    if countries := _countries(word):
        found |= Q(pk__in=Location.objects.filter(country__in=countries).values("posting_id"))
    return found


def _departments(query: SearchQueryCombinable) -> QuerySet[Any, Any]:
    words = SearchVector("name", config="simple")
    return Department.objects.annotate(words=words).filter(words=query).values("pk")


def _countries(word: str) -> list[str]:
    """Return the countries with a word in their name, here or in English, that begins so."""
    if len(word) < 3:
        return []
    beginning = fold_letters(word)
    names = _country_words(get_language() or "en")
    return [code for code, words in names if any(w.startswith(beginning) for w in words)]


@lru_cache(maxsize=16)
def _country_words(language: str) -> list[tuple[str, list[str]]]:
    english = Locale.parse("en").territories
    names = {code: f"{country_name(code)} {english.get(code, '')}" for code in sorted(CODES)}
    return [(code, fold_letters(name).split()) for code, name in names.items()]
