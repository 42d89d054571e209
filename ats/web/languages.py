"""The languages of the public face: which one a request asks for, and addresses in each.

A language is the first part of a path ("/de/jobs/nurse"); without it the browser's wishes decide.
Below a prefix `reverse()` gives addresses with the same one, because it is the script prefix.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache

from babel import Locale, UnknownLocaleError
from babel.core import get_global
from django.conf import settings
from django.urls import get_script_prefix, set_script_prefix
from django.utils import translation
from django.utils.translation.trans_real import parse_accept_lang_header

CODES: tuple[str, ...] = tuple(code for code, _name in settings.LANGUAGES)

# Pages for staff are English, and what programs read or what has no words needs no language.
_NOT_TRANSLATED = frozenset(
    {
        "accounts",
        "api",
        "healthz",
        "logo",
        "pictures",
        "posting-api",
        "robots.txt",
        "sitemap.xml",
        "staff",
        "static",
        "v0",
        "v1",
    }
)


def known(language: str) -> str:
    """Return the language of ours that fits ("pt-br" is "pt"), or ""."""
    base = language.lower().partition("-")[0]
    return base if base in CODES else ""


def wanted(header: str) -> str:
    """Return the language that an Accept-Language header likes best, "" when none fits.

    Order and weights as in RFC 9110, section 12.5.4; a weight of 0 means "not this one".
    """
    for language, weight in parse_accept_lang_header(header):
        if weight <= 0:
            continue
        if language == "*":
            return ""
        if found := known(language):
            return found
    return ""


def is_translated(path: str) -> bool:
    """Say whether what lies at `path` (without a prefix) speaks the reader's language."""
    return path.lstrip("/").partition("/")[0] not in _NOT_TRANSLATED


def split_prefix(path: str) -> tuple[str, str]:
    """Cut "/de/jobs/x" into ("de", "/jobs/x"); ("", path) for an address without a language."""
    first, slash, rest = path.removeprefix("/").partition("/")
    return (first, slash + rest) if first in CODES else ("", path)


@contextmanager
def in_language(language: str) -> Iterator[str]:
    """Write words and addresses in a language, or in the default one where it is not ours."""
    code = known(language) or settings.LANGUAGE_CODE
    before = get_script_prefix()
    try:
        set_script_prefix(f"{root()}{code}/")
        with translation.override(code):
            yield code
    finally:
        set_script_prefix(before)


def root() -> str:
    """Return what all paths begin with, without a language: "/" unless we live in a folder."""
    prefix = get_script_prefix()
    start, code = prefix.rstrip("/").rpartition("/")[::2]
    return f"{start}/" if code in CODES else prefix


@cache
def locale_of(language: str) -> Locale:
    """Return how numbers, countries and money are written; Portuguese is that of Portugal."""
    try:
        return Locale.parse("pt-PT" if language == "pt" else language, sep="-")
    except (UnknownLocaleError, ValueError):
        return Locale.parse(settings.LANGUAGE_CODE)


def with_territory(code: str) -> str:
    """Return a language as Open Graph writes it, "de_DE", with the country where most speak it;
    English and Portuguese are Europe's, as on the pages.
    """
    base = code.lower().partition("-")[0]
    likely: str = get_global("likely_subtags").get(base, "")
    country = {"en": "GB", "pt": "PT"}.get(base) or likely.rpartition("_")[2]
    return f"{base}_{country}" if country else base


def own_name(code: str) -> str:
    """Return what the speakers of a language call it, "Deutsch"; its code where nobody knows.

    From Babel: postings are written in more languages than Django has names for.
    """
    name = name_of(code, language=code) or code
    return name[:1].upper() + name[1:]


def name_of(code: str, *, language: str) -> str:
    """Return what a language is called in another one, "Englisch"; "" for one that has no name."""
    name: str = locale_of(language).languages.get(code.lower().partition("-")[0], "")
    return name


def is_right_to_left(language: str) -> bool:
    """Say whether a language is written from right to left; any language may be asked."""
    try:
        return bool(translation.get_language_info(language)["bidi"])
    except KeyError:
        return False
