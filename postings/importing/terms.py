"""Workplace and employment type: the words for them, and which uses of those words count."""

import re
from collections.abc import Mapping

from django.utils.translation import gettext as _

from postings.importing.advert import Advert
from postings.importing.evidence import Doubt, Found, Reading, agreed
from postings.importing.labels import labelled

REMOTE, HYBRID, ON_SITE = "remote", "hybrid", "onsite"
FULL_TIME, PART_TIME, CONTRACT = "full_time", "part_time", "contract"
TEMPORARY, INTERNSHIP = "temporary", "internship"

_WORKPLACE_WORDS = {
    REMOTE: r"(?:fully |100 ?% |completely )?(?:remote(?:ly)?|remoto|op afstand|home[- ]?office)"
    r"(?: first| only|-first|-only)?",
    HYBRID: r"hybrid|híbrido|híbrida|hybride",
    ON_SITE: r"on[- ]?site|in[- ](?:the )?office|office[- ]based|in[- ]person|vor ort|presencial"
    r"|op kantoor|op locatie",
}
_EMPLOYMENT_WORDS = {
    FULL_TIME: r"full[- ]?time|vollzeit|jornada completa|tiempo completo|voltijds?|tempo inteiro",
    PART_TIME: r"part[- ]?time|teilzeit|media jornada|tiempo parcial|deeltijds?|tempo parcial",
    CONTRACT: r"contract(?:or)?|freelance|freiberuflich|autónomo|zzp",
    TEMPORARY: r"temporary|fixed[- ]term|befristet|temporal|tijdelijk|temporário|maternity cover",
    INTERNSHIP: r"internship|intern|praktikum|prácticas|stage|estágio",
}
# Head lines and labels hold nothing but the term, perhaps with "permanent" or a place beside it.
_JOB = r"(?:role|position|job|work|working|opportunity|contract|employment|employee|vacancy)s?"
_WORKPLACE_PROSE = {
    REMOTE: rf"\b(?:fully|100 ?%|completely|entirely)[- ]remote\b|\bremote(?:[- ](?:first|only))?"
    rf" {_JOB}\b|\b{_JOB} (?:is|are) (?:fully |100 ?% )?remote\b"
    r"|\b(?:you|we|engineers|team|employees)(?: will| can| all| may)? work"
    r" (?:fully |entirely )?remotely|\bwork from (?:home|anywhere)\b"
    r"|\b(?:vollständig|komplett) remote\b|\b100 ?% (?:en )?remoto\b"
    r"|\bvolledig (?:remote|op afstand)\b|\btotalmente remoto\b",
    HYBRID: rf"\bhybrid(?:[- ](?:first|working))? (?:{_JOB}|model|set-?up|schedule|arrangement"
    rf"|pattern|policy)\b|\b{_JOB} is hybrid\b|\b(?:one|two|three|four|[1-4])(?: or (?:two|three"
    r"|four))? days (?:a|per|each|every) week (?:in|at|from) (?:the|our)(?: \w{1,20}){0,2} office\b"
    r"|\bhybrides? (?:Arbeiten|Arbeitsmodell)\b|\bmodelo híbrido\b|\bmodalidad híbrida\b"
    r"|\bhybride werken\b",
    ON_SITE: rf"\bon[- ]?site {_JOB}\b|\b{_JOB} is (?:fully |strictly )?"
    r"(?:on[- ]?site|office[- ]based)\b"
    r"|\b(?:fully|100 ?%|strictly) on[- ]?site\b|\bin[- ]office (?:role|position|job)\b"
    r"|\bwork(?:ing)? (?:on[- ]?site|from our (?:\w{1,20} ){0,2}office)\b"
    r"|\b(?:100 ?%|totalmente) presencial\b",
}
_EMPLOYMENT_PROSE = {
    kind: rf"\b(?:{words})(?:,? (?:permanent|paid|remote|hybrid)){{0,2}} {_JOB}\b"
    rf"|\b(?:role|position|job|contract) is (?:a )?(?:permanent,? )?(?:{words})\b"
    rf"|\b(?:a|as an?|in) (?:{words})(?: basis|$|[.,;])"
    for kind, words in _EMPLOYMENT_WORDS.items()
}
_NEGATION = re.compile(
    r"\b(?:not|n[o']t|no|cannot|never|nicht|kein\w*|niet|geen|não|sin)\b[^.,;]{0,25}$"
)


def _whole(words: Mapping[str, str]) -> dict[str, re.Pattern[str]]:
    rim = r"(?:^|[(\[,/])\s*(?:permanent[, ]+)?"
    return {
        kind: re.compile(rf"{rim}(?:{word})(?:,? permanent)?\s*(?:$|[)\],/+–-])", re.IGNORECASE)
        for kind, word in words.items()
    }


_WHOLE_WORKPLACE, _WHOLE_EMPLOYMENT = _whole(_WORKPLACE_WORDS), _whole(_EMPLOYMENT_WORDS)
_SEGMENT = re.compile(r"\s*[|·•;]\s*|\s+[-–—]\s+")


def segments(text: str) -> list[str]:
    """The parts of a line such as "Lisbon, Portugal · Hybrid · Full-time"."""
    return [part for part in _SEGMENT.split(text) if part.strip()]


def read_workplace(text: str) -> str:
    return _only(_WHOLE_WORKPLACE, text)


def read_employment(text: str) -> str:
    return _only(_WHOLE_EMPLOYMENT, text)


def is_term(text: str) -> bool:
    """Whether a word names a workplace or an employment type, or is a figure, and no place."""
    words = text.strip().casefold()
    figures = any(c.isdigit() for c in words)
    return figures or words == "permanent" or bool(read_workplace(text) or read_employment(text))


def _only(patterns: Mapping[str, re.Pattern[str]], text: str) -> str:
    kinds = {kind for kind, pattern in patterns.items() if pattern.search(text.strip())}
    return kinds.pop() if len(kinds) == 1 else ""


def find_workplace(advert: Advert) -> Reading[str]:
    """Remote, hybrid or on-site; "hybrid" said outright explains a "remote" beside it."""
    reading = _find(advert, "workplace", _WHOLE_WORKPLACE, _WORKPLACE_PROSE)
    if reading.found is None:
        hybrid = [f for f in _in_prose(advert, _WORKPLACE_PROSE) if f.value == HYBRID]
        return Reading(hybrid[0]) if hybrid else reading
    return reading


def find_employment(advert: Advert) -> Reading[str]:
    return _find(advert, "employment", _WHOLE_EMPLOYMENT, _EMPLOYMENT_PROSE)


def _find(
    advert: Advert,
    field: str,
    whole: Mapping[str, re.Pattern[str]],
    prose: Mapping[str, str],
) -> Reading[str]:
    why = _("The text says different things about this.")
    written = labelled(advert, field)
    doubts = [
        Doubt(line.number, line.text, _("These words are not known here."))
        for line, value in written
        if not _only(whole, value)
    ]
    head = [(line, part) for line in advert.head for part in segments(line.text)]
    title = [(advert.title, advert.title.text)] if advert.title and field == "workplace" else []
    for source in (written, head, [(line, p) for line, t in title for p in segments(t)[1:] or [t]]):
        found = [
            Found(kind, line.number, line.text)
            for line, part in source
            if (kind := _only(whole, part))
        ]
        if found:
            return agreed(found, why)
    return agreed(_in_prose(advert, prose), why, doubts)


def _in_prose(advert: Advert, prose: Mapping[str, str]) -> list[Found[str]]:
    return [
        Found(kind, sentence.line, sentence.text)
        for sentence in advert.sentences
        for kind, pattern in prose.items()
        for match in re.finditer(pattern, sentence.text, re.IGNORECASE)
        if not _NEGATION.search(sentence.text[: match.start()])
    ]
