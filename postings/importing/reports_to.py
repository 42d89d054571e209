"""Whom the role reports to."""

import re

from django.utils.translation import gettext as _

from postings.importing.advert import Advert
from postings.importing.evidence import Found, Reading, agreed
from postings.importing.labels import labelled

_VERB = (
    r"(?:report(?:s|ing)?(?: directly)? to|berichte(?:st|t)?(?: direkt)? an|reporta(?:rás|ndo)?"
    r"(?: directamente)? (?:a|al)|rapporteert? (?:direct )?aan"
    r"|reportas?(?: diretamente)? (?:a|ao|à))"
)
# "reporting to you" and "prepares reports to the board" are other things.
_SUBJECT = (
    r"(?:\b(?:you|role|position|job|du|rol|puesto|je|cargo|we|who|and|will(?: be)?)\b[^.;:]{0,60}?"
    r"|^\W{0,3}|[,;:(]\s?)"
)
_WHO = (
    r"(?:(?:the|our|a|an|den|die|der|unseren|unsere|de|het|onze|o|la|el)\s)?"
    r"(?P<who>[^.,;:!?()\n]{2,100})"
)
_SENTENCE = re.compile(rf"{_SUBJECT}{_VERB}\s{_WHO}", re.IGNORECASE)
_CUT = re.compile(
    r"\s(?:and|who|whom|which|within|based|while|as well|with|on|at|in order"
    r"|to|for|und|y|en|e)\s.*$"
)
_ROLE = re.compile(
    r"\b(?:manager\w*|head|director\w*|lead(?:er)?|chief|c[a-z]{1,2}o|vp|vice president|president"
    r"|officer|founder|co-founder|principal|supervisor|partner|owner|coordinator|dean|teamleit\w+"
    r"|leiter\w*|leitung|geschäftsführ\w+|director\w*|jefe|jefa|responsable|gerente|coordinador\w*"
    r"|hoofd|teamleider|directeur|diretor\w*|chefe|coordenador\w*|board|secretary|editor|nurse)\b",
    re.IGNORECASE,
)
LONGEST = 80


def find_reports_to(advert: Advert) -> Reading[str]:
    """The role reported to as the advert words it, without an article; never a sentence."""
    found = [
        Found(value, line.number, line.text)
        for line, words in labelled(advert, "reports_to")
        if (value := read_role(words))
    ] or [
        Found(value, sentence.line, sentence.text)
        for sentence in advert.sentences
        if (match := _SENTENCE.search(sentence.text)) and (value := read_role(match["who"]))
    ]
    return agreed(found, _("The text names several."))


def read_role(words: str) -> str:
    """The role at the start of `words`, or "" when there is no word for a role."""
    who = _CUT.sub("", words.strip()).strip(" -–")
    who = re.sub(r"^(?:the|our|a|an)\s", "", who, flags=re.IGNORECASE)
    return who if _ROLE.search(who) and len(who) <= LONGEST else ""
