"""The last day on which one may apply."""

import re
from datetime import date

from django.utils.translation import gettext as _

from postings.importing.advert import Advert
from postings.importing.evidence import Doubt, Found, Reading, agreed
from postings.importing.labels import labelled

_MONTH_NAMES = (
    "january jan januar enero ene januari janeiro",
    "february feb februar febrero februari fevereiro fev",
    "march mar märz marzo maart março",
    "april apr abril abr",
    "may mai mayo mei maio",
    "june jun juni junio junho",
    "july jul juli julio julho",
    "august aug agosto ago augustus",
    "september sep sept septiembre setembro set",
    "october oct oktober okt octubre outubro out",
    "november nov noviembre novembro",
    "december dec dezember dez diciembre dic dezembro",
)
_MONTHS = {
    name: month for month, names in enumerate(_MONTH_NAMES, start=1) for name in names.split()
}
_NAMED = "|".join(sorted(_MONTHS, key=len, reverse=True))
_FORMS = (
    re.compile(r"\b(?P<year>20\d\d)-(?P<month>\d{1,2})-(?P<day>\d{1,2})\b"),
    re.compile(r"\b(?P<day>\d{1,2})\.\s?(?P<month>\d{1,2})\.\s?(?P<year>20\d\d)\b"),
    re.compile(
        rf"\b(?P<day>\d{{1,2}})(?:st|nd|rd|th|\.|º)?\s(?:of\s|de\s)?(?P<month>{_NAMED})\.?,?\s(?:de\s)?(?P<year>20\d\d)\b",
        re.IGNORECASE,
    ),
    re.compile(
        rf"\b(?P<month>{_NAMED})\.?\s(?P<day>\d{{1,2}})(?:st|nd|rd|th)?,?\s(?P<year>20\d\d)\b",
        re.IGNORECASE,
    ),
)
_SLASHED = re.compile(r"\b(\d{1,2})[/-](\d{1,2})[/-](20\d\d)\b")
_DEADLINE = re.compile(
    r"\bapply (?:by|before|until|no later than)\b"
    r"|\bapplications? (?:are |is |must be )?(?:open until|close[sd]?"
    r"|received by|accepted until)|\b(?:closing date|deadline)\b|\bbewirb dich bis\b"
    r"|\bbewerbungs(?:frist|schluss)\b|\bfecha límite\b|\bhasta el\b"
    r"|\bsolliciteer (?:voor|uiterlijk)\b"
    r"|\bsluitingsdatum\b|\b(?:data limite|candidata-te até|candidaturas até)\b",
    re.IGNORECASE,
)


def find_apply_by(advert: Advert) -> Reading[date]:
    """The date behind "apply by" and its like; a date without a year, or 3/4/2027, is not taken."""
    found: list[Found[date]] = []
    doubts: list[Doubt] = []
    stated = [(line.number, line.text, value) for line, value in labelled(advert, "apply_by")]
    prose = [
        (sentence.line, sentence.text, sentence.text[match.start() :])
        for sentence in advert.sentences
        if (match := _DEADLINE.search(sentence.text))
    ]
    for number, words, text in stated or prose:
        if day := read_date(text):
            found.append(Found(day, number, words))
        else:
            doubts.append(Doubt(number, words, _("The date is not clear.")))
    return agreed(found, _("The text names several dates."), () if found else doubts)


def read_date(text: str) -> date | None:
    """The first full date of `text`, or None when there is none or it can be read in two ways."""
    for form in _FORMS:
        if match := form.search(text):
            month = _MONTHS.get(match["month"].casefold()) or int(match["month"])
            return _date(int(match["year"]), month, int(match["day"]))
    if match := _SLASHED.search(text):
        first, second, year = (int(part) for part in match.groups())
        if first > 12:
            return _date(year, second, first)
        if second > 12 or first == second:
            return _date(year, first, second)
    return None


def is_only_date(text: str) -> bool:
    """Whether `text` is a date and nothing else."""
    return any(form.fullmatch(text) for form in (*_FORMS, _SLASHED))


def _date(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None
