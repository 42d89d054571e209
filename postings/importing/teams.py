"""Which teams an advert fills, and how many openings each has."""

import re
from dataclasses import dataclass

from django.utils.translation import gettext as _

from postings.importing.advert import Advert, Sentence
from postings.importing.evidence import Doubt, Found, Reading
from postings.importing.labels import labelled


@dataclass(frozen=True)
class TeamOpening:
    """`seats` is 0 when the advert does not say how many."""

    team: str
    seats: int = 0


_NAME = r"[A-ZÀ-ÖØ-Þ][\w&/+'’-]{0,30}(?: (?:of |& )?[A-ZÀ-ÖØ-Þ][\w&/+'’-]{0,30}){0,3}"
_LIST = rf"(?P<names>{_NAME}(?:(?:, and |, |,| and | or | & ){_NAME}){{0,7}})"
_DETERMINERS = r"(?:(?:our|the|one of|either|both|of|its|their|new|growing)\s){0,4}"
_ONE = r"(?:product |engineering |business )?(?:team|group|squad|tribe|pod|chapter|unit|department)"
_MANY = rf"{_ONE}s"
_INTENT = (
    r"\b(?:[Jj]oin(?:ing)?|[Bb]e part of|[Pp]art of|[Ll]ead(?:ing)?|sits? in|sits within|"
    r"(?:[Rr]oles?|[Pp]ositions?|[Oo]penings?|[Vv]acancies|[Ss]eats?|[Hh]iring|[Ll]ooking|[Rr]ecruiting)"
    r"[^.;:]{0,60}?\b(?:in|on|for|within|across|to))\s"
)
_SEVERAL = re.compile(rf"{_INTENT}{_DETERMINERS}{_LIST}\s{_MANY}\b")
_SINGLE = re.compile(
    rf"{_INTENT}{_DETERMINERS}(?P<name>{_NAME}(?: and {_NAME})?)\s{_ONE}\b(?!\s[A-Z])"
)
_SPLIT = re.compile(r",? and | or | & |,\s?")
_LABEL_SPLIT = re.compile(r"\s*[,;/|]\s*|\s+(?:and|und|y|en|e|or|&)\s+")
_SEATS = re.compile(
    r"^(?P<n1>\d{1,3})\s?[x×]?\s(?:in |for )?(?P<t1>.+)$"
    r"|^(?P<t2>.+?)\s?[(x×:]?\s?(?P<n2>\d{1,3})\)?$"
)
_TOTAL = re.compile(
    r"\b(?:\d{1,2}|two|three|four|five|six)\s(?:new\s)?(?:openings|vacancies|open positions)\b",
    re.IGNORECASE,
)
# Names that hold an "and" themselves.
_COMPOUNDS = re.compile(
    r"\b(Research|People|Sales|Trust|Learning|Legal|Health|Diversity|Food|Mergers)"
    r" and (Development|Culture|Marketing|Safety|Compliance|Inclusion|Beverage|Acquisitions)\b"
)
_NOT_NAMES = frozenset({"our", "the", "a", "an", "amazing", "great", "global", "leadership"})


def find_teams(advert: Advert, *, company: str) -> Reading[tuple[TeamOpening, ...]]:
    """Teams from labels ("Openings: 2 Payments, 1 Risk"), else from the prose ("join our Payments
    and Risk teams"). A team that has the company's own name is the company."""
    for line, value in labelled(advert, "teams"):
        if teams := read_team_list(value):
            return Reading(Found(teams, line.number, line.text))
    found = [
        Found(teams, sentence.line, sentence.text)
        for sentence in advert.sentences
        if (teams := _in_sentence(sentence, company))
    ]
    if not found:
        return Reading(doubts=tuple(_totals(advert)))
    merged = tuple(dict.fromkeys(team for each in found for team in each.value))
    return Reading(Found(merged, found[0].line, found[0].words))


def read_team_list(text: str) -> tuple[TeamOpening, ...]:
    """The teams of a written-out list, with their seats where they are given."""
    names = [name.strip(" .") for name in _LABEL_SPLIT.split(_protected(text))]
    return tuple(_opening(name) for name in names if re.search(r"[^\W\d_]", name))


def _opening(text: str) -> TeamOpening:
    match = _SEATS.match(text)
    if not match:
        return TeamOpening(_restored(text))
    name, seats = match["t1"] or match["t2"], match["n1"] or match["n2"]
    return TeamOpening(_restored(name).strip(" ("), int(seats))


def _in_sentence(sentence: Sentence, company: str) -> tuple[TeamOpening, ...]:
    if sentence.text == sentence.text.upper():
        return ()  # In capitals every word looks like a name.
    text = _protected(sentence.text)
    several = [name for m in _SEVERAL.finditer(text) for name in _SPLIT.split(m["names"])]
    names = several or [m["name"] for m in _SINGLE.finditer(text)]
    return tuple(
        TeamOpening(_restored(name)) for name in names if _is_team(_restored(name), company)
    )


def _is_team(name: str, company: str) -> bool:
    return name.casefold() not in _NOT_NAMES | {company.casefold()}


def _protected(text: str) -> str:
    return _COMPOUNDS.sub(r"\1_and_\2", text)


def _restored(name: str) -> str:
    return name.replace("_and_", " and ").strip()


def _totals(advert: Advert) -> list[Doubt]:
    why = _("It names a number of openings but no team.")
    return [
        Doubt(sentence.line, sentence.text, why)
        for sentence in advert.sentences
        if _TOTAL.search(sentence.text)
    ]
