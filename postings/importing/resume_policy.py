# ruff: noqa: E501 - one pattern a line, however long, reads better than pieces
"""Whether an advert demands a résumé, in English, German, Spanish, Dutch and Portuguese.

Only clear words count. "Send us your CV" is the habit of adverts and says neither that one may
apply without nor that one may not; it is reported and left to the person who imports.
"""

import re

from django.utils.translation import gettext as _

from postings.importing.advert import Advert
from postings.importing.evidence import Doubt, Found, Reading, agreed

REQUIRED, OPTIONAL, NOT_ASKED = "required", "optional", "not_asked"

_NOUN = (
    r"(?:résumés?|resumés?|resumes?|CVs?|C\.V\.|curricul(?:um|a)(?: vitae)?|Lebensl(?:auf|äufe)"
    r"|currículums?|currículos?|hoja de vida)"
)
_UP_TO_DATE = r"(?:(?:an?|any|your|the|up[- ]to[- ]date|current|recent|polished|ready|einen?|aktuellen|keinen|un|een|um)\s){0,4}"

_PATTERNS = {
    NOT_ASKED: (
        rf"\b(?:do not|don[’']t|never|won[’']t|will not) (?:ask for|want|accept|read|look at|collect|need to see) {_UP_TO_DATE}{_NOUN}",
        rf"\b(?:please )?(?:do not|don[’']t) (?:send|attach|upload|include) {_UP_TO_DATE}{_NOUN}",
        rf"\bno {_NOUN},? please\b",
        rf"\bbitte keinen? {_NOUN}",
        rf"\bwir (?:verlangen|wollen|brauchen) keinen? {_NOUN}",
        rf"\bno (?:pedimos|queremos|envíes|adjuntes) (?:tu |un |el )?{_NOUN}",
        rf"\b(?:wij|we) vragen geen {_NOUN}",
        rf"\bnão (?:pedimos|queremos|envie|envies) (?:o |um |o teu )?{_NOUN}",
    ),
    OPTIONAL: (
        rf"\b(?:do not|don[’']t|haven[’']t|not) (?:yet )?(?:have|got|need|required)(?: to)? (?:(?:have|send|attach|upload|include|submit|provide) )?{_UP_TO_DATE}{_NOUN}\b",
        rf"\bno need to (?:have|send|attach|upload|include|submit|provide) {_UP_TO_DATE}{_NOUN}\b",
        rf"\b(?:no|without|even without) {_UP_TO_DATE}{_NOUN}(?! please)\b",
        rf"\b{_NOUN} (?:is|are) (?:(?:not|n[o’']t) (?:required|needed|necessary|mandatory|a must)|optional|welcome but)",
        rf"\b{_NOUN}\s?(?:\(optional\)|: ?optional|optional\b)",
        rf"\bohne (?:einen |aktuellen )*{_NOUN}",
        rf"\b(?:kein(?:en)?|keinen aktuellen) {_NOUN}(?: (?:nötig|erforderlich|notwendig|zur Hand|parat))?",
        rf"\b{_NOUN} ist (?:nicht (?:nötig|erforderlich|notwendig)|optional|kein Muss|freiwillig)",
        rf"\bno (?:tienes|es necesario|necesitas|hace falta) (?:un |el |tu |enviar (?:un |tu )?)?{_NOUN}",
        rf"\bsin (?:un )?{_NOUN}",
        rf"\b(?:el |tu )?{_NOUN} (?:no es (?:necesario|obligatorio)|es opcional)",
        rf"\b(?:geen|zonder) (?:actueel |actuele |een )*{_NOUN}",
        rf"\b{_NOUN} is (?:niet (?:nodig|verplicht)|optioneel)",
        rf"\b(?:não (?:tens|tem|precisas de|precisa de|é necessário)|sem) (?:um |o |enviar )*{_NOUN}",
        rf"\b(?:o )?{_NOUN} (?:não é (?:necessário|obrigatório)|é opcional)",
    ),
    REQUIRED: (
        rf"\b{_NOUN}\s?(?:is|are)? ?(?:strictly )?(?:required|mandatory|compulsory|a must)\b",
        rf"\b{_NOUN}: ?required\b",
        rf"\bmust (?:include|attach|upload|send|submit|provide|contain|have) {_UP_TO_DATE}{_NOUN}",
        rf"\bapplications? without {_UP_TO_DATE}{_NOUN}[^.;]{{0,60}}\b(?:not|rejected|ignored)\b",
        rf"\bonly (?:consider|accept|read) applications? with {_UP_TO_DATE}{_NOUN}",
        rf"\b{_NOUN} (?:ist |wird )?(?:zwingend |unbedingt )?(?:erforderlich|vorausgesetzt|Pflicht|notwendig)\b",
        rf"\b{_NOUN} (?:es )?(?:obligatorio|imprescindible|necesario)\b",
        rf"\b(?:es |será )(?:obligatorio|imprescindible|necesario) (?:enviar |adjuntar )?(?:el |un |tu )?{_NOUN}",
        rf"\b{_NOUN} (?:is )?(?:verplicht|vereist)\b",
        rf"\b{_NOUN} (?:é )?(?:obrigatório|necessário)\b",
    ),
}  # fmt: skip
_COMPILED = {
    policy: tuple(re.compile(pattern, re.IGNORECASE) for pattern in patterns)
    for policy, patterns in _PATTERNS.items()
}
# "resume" is also a verb, so the bare word counts as a mention only behind an article or a verb.
_ASKED_FOR = re.compile(
    rf"\b(?:send|submit|attach|upload|include|provide|share|with|forward|schick\w*|sende\w*|envía\w*"
    rf"|envia\w*|stuur\w*|mail|hochladen|lade)\b[^.;:]{{0,40}}\b{_NOUN}\b|\b(?:your|deinen|tu|je|jouw|o teu) {_NOUN}\b",
    re.IGNORECASE,
)


def find_resume_policy(advert: Advert) -> Reading[str]:
    """The policy when all clear sentences agree; the order of the checks is within a sentence."""
    found: list[Found[str]] = []
    doubts: list[Doubt] = []
    for sentence in advert.sentences:
        if policy := read_resume_policy(sentence.text):
            found.append(Found(policy, sentence.line, sentence.text))
        elif _ASKED_FOR.search(sentence.text):
            why = _("It asks for a résumé without saying whether one may apply without.")
            doubts.append(Doubt(sentence.line, sentence.text, why))
    why = _("The text says different things about a résumé.")
    return agreed(found, why, () if found else doubts)


def read_resume_policy(sentence: str) -> str:
    """The policy that one sentence states, or ""."""
    return next(
        (
            policy
            for policy in (_refusing(sentence), NOT_ASKED, OPTIONAL, REQUIRED)
            if policy and any(pattern.search(sentence) for pattern in _COMPILED[policy])
        ),
        "",
    )


def _refusing(sentence: str) -> str:
    """REQUIRED before all for "applications without a CV are rejected": it holds "without a CV"."""
    return REQUIRED if _COMPILED[REQUIRED][3].search(sentence) else ""
