"""What stands above the prose: company, department, and the link that the advert came from."""

import re

from django.utils.translation import gettext as _

from postings.importing.advert import Advert, Line, Link
from postings.importing.evidence import Doubt, Found, Reading
from postings.importing.labels import field_of, labelled
from postings.importing.pay import read_pay
from postings.importing.places import read_places
from postings.importing.terms import is_term, segments

LONGEST_COMPANY, LONGEST_DEPARTMENT, LONGEST_URL = 200, 100, 500
_COMPANY_WORDS = 6
_APPLY = re.compile(
    r"^\W*(?:please )?(?:click (?:here |below )?to )?apply(?: now| here| online| today)?"
    r"(?: for (?:this|the) (?:job|role|position))?\W*$"
    r"|^\W*(?:jetzt bewerben|hier bewerben|bewirb dich(?: jetzt)?|solicitar(?: ahora)?|inscríbete"
    r"|solliciteer(?: nu| direct)?|nu solliciteren|candidata-te(?: agora)?|candidatar-se)\W*$",
    re.IGNORECASE,
)


def find_company(advert: Advert) -> Reading[str]:
    """The label, else the first line below the title when the rest of the text bears it out."""
    for line, value in labelled(advert, "company"):
        return Reading(Found(value[:LONGEST_COMPANY], line.number, line.text))
    candidate = next((line for line in advert.head if _may_name_company(line)), None)
    if candidate is None:
        return Reading()
    if _is_followed_by_places(advert, candidate) or _is_spoken_of(advert, candidate.text):
        return Reading(Found(candidate.text, candidate.number, candidate.text))
    why = _("This may be the company, but the text does not speak of it again.")
    return Reading(doubts=(Doubt(candidate.number, candidate.text, why),))


def _may_name_company(line: Line) -> bool:
    if line.label or len(line.text.split()) > _COMPANY_WORDS or len(line.text) > LONGEST_COMPANY:
        return False
    return bool(re.search(r"[^\W_]", line.text)) and not is_facts(line) and not is_apply_line(line)


def is_facts(line: Line) -> bool:
    """Whether the line is a list of facts: places, workplace, employment, pay."""
    reading = read_places(line.text)
    fact = [is_term(part) or bool(read_pay(part)[0]) for part in segments(line.text)]
    return bool(reading.places or reading.regions) or any(fact)


def _is_followed_by_places(advert: Advert, candidate: Line) -> bool:
    following = [line for line in advert.head if line.number > candidate.number]
    if not following:
        return False
    reading = read_places(following[0].text)
    return bool(reading.places or reading.regions) or field_of(following[0]) == "places"


def _is_spoken_of(advert: Advert, name: str) -> bool:
    company = re.escape(name)
    spoken = re.compile(
        rf"\b(?:at|joins?|joining|about|why|bei|en|bij|na|with|of)\s{company}(?!\w)"
        rf"|(?<!\w){company}(?:[’']s|\s(?:is|are|was|has|have|we|builds?|makes?|helps?|ist|es|é))\b",
        re.IGNORECASE,
    )
    return any(spoken.search(sentence.text) for sentence in advert.sentences)


def find_department(advert: Advert) -> Reading[str]:
    for line, value in labelled(advert, "department"):
        if len(value) <= LONGEST_DEPARTMENT:
            return Reading(Found(value, line.number, line.text))
        return Reading(doubts=(Doubt(line.number, line.text, _("That is too long for a name.")),))
    return Reading()


def is_apply_line(line: Line) -> bool:
    """Whether the line is only a link to apply, "CLICK TO APPLY" and the like."""
    return bool(line.links) and bool(_APPLY.match(line.text))


def find_source(advert: Advert) -> Reading[str]:
    """The link on the title, else that of the line that asks to apply."""
    linked = [advert.title] if advert.title and advert.title.links else []
    linked += [line for line in advert.lines if is_apply_line(line)]
    found = [Found(_first(line.links).url, line.number, line.text) for line in linked]
    doubts = [
        Doubt(other.line, other.value, _("Another link to apply; the first one was taken."))
        for other in found[1:]
        if other.value != found[0].value
    ]
    if found and len(found[0].value) > LONGEST_URL:
        return Reading(doubts=(Doubt(found[0].line, found[0].value, _("The link is too long.")),))
    return Reading(found[0] if found else None, tuple(doubts))


def _first(links: tuple[Link, ...]) -> Link:
    return links[0]
