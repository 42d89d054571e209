"""Countries by their ISO 3166-1 alpha-2 code, named in the reader's language."""

from functools import cache

import pycountry
from django.utils.translation import get_language

from ats.web.languages import locale_of
from ats.web.sorting import human_key

CODES: frozenset[str] = frozenset(country.alpha_2 for country in pycountry.countries)


def country_name(code: str) -> str:
    """Return the country's name in the active language, or the code where it is unknown."""
    return _names(get_language() or "en").get(code, code)


def country_choices() -> list[tuple[str, str]]:
    """Return (code, name) of all countries, in the alphabetical order of the active language."""
    names = _names(get_language() or "en")
    return sorted(names.items(), key=lambda pair: human_key(pair[1]))


def is_country(code: str) -> bool:
    return code in CODES


@cache
def _names(language: str) -> dict[str, str]:
    territories = locale_of(language).territories
    return {code: territories.get(code, code) for code in CODES}
