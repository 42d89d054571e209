"""Country names, and the places an advert hires in."""

import re
from dataclasses import dataclass
from functools import cache

import pycountry
from django.utils.translation import gettext as _

from postings.importing.advert import Advert, Line
from postings.importing.evidence import Doubt, Found, Reading
from postings.importing.labels import labelled
from postings.importing.terms import is_term
from postings.posting.countries import country_name


@dataclass(frozen=True)
class Place:
    country: str
    """ISO 3166-1 alpha-2."""
    city: str = ""
    region: str = ""


@dataclass(frozen=True)
class PlaceList:
    places: tuple[Place, ...] = ()
    unknown: tuple[str, ...] = ()
    regions: tuple[str, ...] = ()

    @property
    def complete(self) -> bool:
        return bool(self.places) and not self.unknown and not self.regions


# Names people use that ISO 3166 does not: short, old, and in German, Spanish, Dutch, Portuguese.
_ALIASES = {
    "GB": "uk,u.k.,great britain,britain,england,scotland,wales,northern ireland,"
    "vereinigtes königreich,großbritannien,reino unido,verenigd koninkrijk,groot-brittannië",
    "US": "usa,u.s.,u.s.a.,united states of america,america,vereinigte staaten,estados unidos,"
    "verenigde staten,the states",
    "NL": "holland,the netherlands,niederlande,países bajos,nederland,países baixos",
    "DE": "deutschland,alemania,duitsland,alemanha",
    "ES": "spanien,españa,spanje,espanha",
    "PT": "portugal",
    "MT": "malta",
    "FR": "frankreich,francia,frankrijk,frança",
    "IT": "italien,italia,italië,itália",
    "AT": "österreich,oostenrijk,áustria",
    "CH": "schweiz,suiza,zwitserland,suíça",
    "BE": "belgien,bélgica,belgië",
    "IE": "irland,irlanda,ierland,republic of ireland",
    "PL": "polen,polonia,polónia",
    "SE": "schweden,suecia,zweden,suécia",
    "DK": "dänemark,dinamarca,denemarken",
    "CZ": "czech republic,tschechien,república checa,tsjechië,chéquia",
    "TR": "turkey,türkei,turquía,turkije,turquia",
    "AE": "uae,emirates",
    "KR": "south korea",
    "RU": "russia",
    "VN": "vietnam",
    "CV": "cape verde",
    "CI": "ivory coast",
    "SZ": "swaziland",
    "MK": "macedonia",
    "TZ": "tanzania",
    "BO": "bolivia",
    "VE": "venezuela",
    "MD": "moldova",
    "IR": "iran",
    "SY": "syria",
    "LA": "laos",
    "BN": "brunei",
    "PS": "palestine",
    "CD": "dr congo,drc,democratic republic of the congo",
}
_REGION_NAMES = (
    "europe,european union,eu,eea,emea,apac,latam,africa,asia,americas,north america,"
    "south america,latin america,middle east,worldwide,anywhere,global,dach,benelux,iberia,"
    "scandinavia,nordics,europa,weltweit,afrika"
)
_REGIONS = frozenset(_REGION_NAMES.split(","))
# Words that are as often something else: a US state, a first name, a shirt.
_AMBIGUOUS = frozenset({"georgia", "jordan", "chad", "jersey"})
# Countries whose states are usually named between the city and the country.
_WITH_STATES = frozenset({"US", "CA", "AU", "IN", "BR", "MX"})
_NAME_ATTRIBUTES = ("name", "common_name", "official_name")
_GROUP_SEPARATOR = re.compile(r"\s*[;|·•\n]\s*|\s+[-–—]\s+")
_SEPARATOR = re.compile(r"\s*[,/(]\s*|\s+(?:and|or|&|und|oder|y|o|en|of|e|ou)\s+", re.IGNORECASE)
# A pictograph in front of a place line, whole or what a broken encoding left of it.
_EDGES = re.compile(r"^(?:ðŸ\S{0,3}|[^\w(])+|[^\w.]+$")
_NOISE = re.compile(
    r"\b(?:fully |100 ?% )?remote(?:ly)?\b(?:\s?[-–:,]?\s?(?:in|from|within)\b)?"
    r"|^(?:in|from|either|both|based in)\s+",
    re.IGNORECASE,
)
_ARTICLES = re.compile(r"^(?:the|die|los|las|de|os|as|a|either|both)\s+", re.IGNORECASE)


@cache
def _names() -> dict[str, str]:
    names = {
        name.casefold(): country.alpha_2
        for country in pycountry.countries
        for attribute in _NAME_ATTRIBUTES
        if (name := getattr(country, attribute, None))
    }
    for code, aliases in _ALIASES.items():
        names |= dict.fromkeys(aliases.split(","), code)
    return names


@cache
def _compound_names() -> re.Pattern[str]:
    """Names that hold a separator themselves, such as Trinidad and Tobago."""
    names = [name for name in _names() if _SEPARATOR.search(name)]
    return re.compile("|".join(map(re.escape, sorted(names, key=len, reverse=True))), re.I)


@cache
def _states(country: str) -> frozenset[str]:
    subdivisions = pycountry.subdivisions.get(country_code=country) or ()  # type: ignore[no-untyped-call]
    names = {division.name.casefold() for division in subdivisions}
    return frozenset(names | {division.code.split("-")[1].casefold() for division in subdivisions})


def is_code(word: str) -> bool:
    """Whether `word` is an ISO 3166-1 alpha-2 code in capitals."""
    return len(word) == 2 and word.isupper() and bool(pycountry.countries.get(alpha_2=word))


def country_code(name: str) -> str:
    """ISO 3166-1 alpha-2 code of a country's name or of the code itself in capitals, or ""."""
    word = " ".join(name.split())
    if is_code(word):
        return word
    names = _names()
    return names.get(word.casefold()) or names.get(_ARTICLES.sub("", word).casefold()) or ""


def read_places(text: str) -> PlaceList:
    """Places of a list such as "Lisbon, Portugal / Spain"; what is no country is told apart."""
    compound = _compound_names().sub(lambda match: _names()[match.group().casefold()], text)
    groups = [_read_group(_pieces(group)) for group in _GROUP_SEPARATOR.split(compound)]
    places = [place for group in groups for place in group.places]
    unknown = [name for group in groups for name in group.unknown]
    if len(places) == 1 and _is_ambiguous(places[0]):
        unknown.append(country_name(places.pop().country))
    regions = [name for group in groups for name in group.regions]
    return PlaceList(tuple(dict.fromkeys(places)), tuple(unknown), tuple(regions))


def _pieces(text: str) -> list[str]:
    text = _NOISE.sub(" ", _EDGES.sub("", text.strip()))
    pieces = (_ARTICLES.sub("", _EDGES.sub("", piece)) for piece in _SEPARATOR.split(text))
    return [piece for piece in pieces if re.search(r"\w", piece)]


def _read_group(names: list[str]) -> PlaceList:
    places: list[Place] = []
    unknown: list[str] = []
    regions: list[str] = []
    pending: list[str] = []
    for position, name in enumerate(names):
        code = country_code(name)
        following = country_code(names[position + 1]) if position + 1 < len(names) else ""
        if name.casefold() in _REGIONS:
            regions.append(name)
        elif not code or _is_state(name, following) or (pending and _could_be_state(name)):
            pending.append(name)
        else:
            city, leftover = _city(pending, code)
            places.append(Place(code, city))
            unknown += leftover
            pending = []
    return PlaceList(tuple(places), tuple(unknown + pending), tuple(regions))


def _is_state(name: str, following: str) -> bool:
    return following in _WITH_STATES and name.casefold() in _states(following)


def _could_be_state(name: str) -> bool:
    """Whether behind a city the name is as likely a state: "Portland, OR", "Atlanta, Georgia"."""
    return name.casefold() in _AMBIGUOUS or (is_code(name) and name not in {"US", "GB"})


def _city(pending: list[str], country: str) -> tuple[str, list[str]]:
    """The city that the names before a country mean, and the names that stay unclear."""
    names = list(pending)
    if country in _WITH_STATES and names and names[-1].casefold() in _states(country):
        return (names[0], []) if len(names) == 2 else ("", names)
    is_city = len(names) == 1 and _CITY_NAME.match(names[0])
    return (names[0], []) if is_city else ("", names)


def _is_ambiguous(place: Place) -> bool:
    return place.country in {country_code(name) for name in _AMBIGUOUS}


_CITY_NAME = re.compile(r"^[^\W\d_][^\d,]{0,40}$")
_HEAD_OF_NAMES = re.compile(
    r"^(?:(?:either|anywhere in|any of|one of|our (?:\w{1,20} ){0,3}offices? in|the|in)\s)*"
    r"(?P<names>(?:[A-ZÀ-ÖØ-Þ][\w'’.-]{0,30}|(?:and|or|the|of|und|oder|y|o|en|e|ou)\b|[\s,/&])+)"
)
_CONNECTORS = frozenset({"and", "or", "und", "oder", "y", "o", "en", "e", "ou", "the", "of"})

# The candidate, the role or we-as-employer must be the subject: where the company sits or sells
# says nothing about where it hires.
_HIRING = re.compile(
    r"\b(?:"
    r"(?:we|who)\s(?:can\s|only\s|currently\s|are\s|also\s){0,3}(?:hir(?:e|ing)|employ|recruit(?:ing)?)"
    r"(?:\s(?:people|remotely|only|candidates|engineers|anyone)){0,2}"
    r"|(?:you|candidates?|applicants?)\s(?:must|should|can|may|need to|will|have to)?\s?(?:be\s)?"
    r"(?:based|located|living|live|resident|reside|work(?:\sremotely)?|residing)"
    r"|(?:role|position|job|vacancy)\sis\s(?:based|located|open\sto\s\w{0,12}\s?\w{0,12})"
    r"|work\sfrom(?:\shome)?(?:\sanywhere)?"
    r"|(?:wir\sstellen\sein|du\s(?:wohnst|lebst|arbeitest)|vives|viv[ae]s?\sem|resides|je\swoont)"
    r")\s(?:in|from|within|en|em|aus)?\s?(?P<list>[^.;:!?]{3,300})",
    re.IGNORECASE,
)
_EXCLUSION = re.compile(
    r"\b(?:not|n't|cannot|except|excluding|outside|nicht|außer|no|excepto|niet|behalve|não)\b",
    re.IGNORECASE,
)


def _names_only(words: str) -> str:
    """`words` without the connectors at the end, where the sentence goes on with other things."""
    kept = words.split()
    while kept and kept[-1].strip(",/&") in _CONNECTORS | {""}:
        kept.pop()
    return " ".join(kept)


def find_places(advert: Advert) -> Reading[tuple[Place, ...]]:
    """Where the advert hires: by its labels, else the lines below the title, else its prose."""
    doubts: list[Doubt] = []
    head = [(line, line.text) for line in advert.head if not line.label]
    for candidates in (labelled(advert, "places"), head):
        found = _from_lines(candidates, doubts, every_word=candidates is not head)
        if found:
            return Reading(found, tuple(doubts))
    prose = _from_prose(advert, doubts)
    return Reading(prose, tuple(doubts))


def _from_lines(
    candidates: list[tuple[Line, str]], doubts: list[Doubt], *, every_word: bool
) -> Found[tuple[Place, ...]] | None:
    places: list[Place] = []
    first: Line | None = None
    for line, words in candidates:
        reading = read_places(words)
        if reading.places:
            first = first or line
            places += reading.places
        if reading.places or reading.regions or every_word:
            doubts += _explained(reading, line.number, line.text)
    if first is None:
        return None
    return Found(tuple(dict.fromkeys(places)), first.number, first.text)


def _explained(reading: PlaceList, number: int, words: str) -> list[Doubt]:
    unclear = [
        Doubt(
            number, words, _("“%(name)s”: in which country that lies is not clear.") % {"name": n}
        )
        for n in reading.unknown
        if not is_term(n)
    ]
    return unclear + [
        Doubt(number, words, _("“%(name)s” is a region, not a country.") % {"name": name})
        for name in reading.regions
    ]


def _from_prose(advert: Advert, doubts: list[Doubt]) -> Found[tuple[Place, ...]] | None:
    places: list[Place] = []
    first: Found[tuple[Place, ...]] | None = None
    for sentence in advert.sentences:
        match = _HIRING.search(sentence.text)
        if not match:
            continue
        head = _HEAD_OF_NAMES.match(match["list"])
        reading = read_places(_names_only(head["names"]) if head else "")
        if reading.places and _EXCLUSION.search(sentence.text):
            why = _("It says where it does not hire, too.")
            doubts.append(Doubt(sentence.line, sentence.text, why))
        elif reading.places:
            places += (Place(place.country, place.city) for place in reading.places)
            first = first or Found(reading.places, sentence.line, sentence.text)
    return Found(tuple(dict.fromkeys(places)), first.line, first.words) if first else None
