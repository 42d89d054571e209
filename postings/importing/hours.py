"""The working-hours window of a remote posting: between which offsets from UTC people work."""

import re
from dataclasses import dataclass

from django.utils.translation import gettext as _

from postings.importing.advert import Advert
from postings.importing.evidence import Doubt, Found, Reading, agreed
from postings.posting.labels import offset_label


@dataclass(frozen=True)
class HoursWindow:
    """Offsets from UTC in minutes, both included; `first` is the western end."""

    first: int
    last: int

    def __str__(self) -> str:
        return f"{offset_label(self.first)} … {offset_label(self.last)}"


# Offsets as they are used in adverts, in minutes; IST, BST, CST and the like mean several zones.
_ZONES = {
    **dict.fromkeys(("UTC", "GMT", "WET"), 0),
    **dict.fromkeys(("CET", "MEZ", "WAT", "WEST"), 60),
    **dict.fromkeys(("CEST", "MESZ", "EET", "CAT", "SAST"), 120),
    **dict.fromkeys(("EEST", "EAT", "MSK", "TRT"), 180),
    **{"EST": -300, "EDT": -240, "MST": -420, "MDT": -360, "PST": -480, "PDT": -420},
    **{"BRT": -180, "JST": 540, "SGT": 480, "HKT": 480, "AEST": 600},
}
_AMBIGUOUS_ZONES = ("BST", "IST", "CST", "AST")
_FARTHEST_WEST, _FARTHEST_EAST = -12 * 60, 14 * 60

_NUMBER_WORDS = {
    word: str(number)
    for number, words in enumerate(
        ("zero", "one un uno una ein eine een um uma", "two zwei dos twee dois",
         "three drei tres drie", "four vier cuatro quatro", "five fünf cinco vijf",
         "six sechs seis zes", "seven", "eight", "nine", "ten", "eleven", "twelve")
    )
    for word in words.split()
}  # fmt: skip
_NUMBER = rf"(?:{'|'.join(_NUMBER_WORDS)}|\d{{1,2}})"
_ZONE_NAMES = (
    (r"(?:coordinated )?universal time(?: coordinated)?|koordinierte weltzeit", "UTC"),
    (r"greenwich(?: mean)?(?:[- ]time)?", "GMT"),
    (r"central european time|mitteleuropäische zeit", "CET"),
    (r"eastern european time", "EET"),
    (r"west(?:ern)? european time", "WET"),
)
_HOURS = r"(?:hours?|hrs?|h|stunden?|horas?|uur|uren)"
_ZONE = rf"(?P<zone>{'|'.join(sorted(_ZONES, key=len, reverse=True))})"
_OFFSET = r"(?P<sign>[+-])\s?(?P<hours>\d{1,2})(?::(?P<minutes>00|15|30|45))?"
_POINT = rf"{_ZONE}(?:\s?{_OFFSET}|\s?[+-]?0\b)?(?![\w:])"
_JOIN = (
    r"\s?(?:/|–|—|-|\.{2,3}|…|,|to|and|through|until|till|bis|und|hasta|a|y|tot|en|até|e)\s?"
    r"(?:the )?"
)


def _renamed(pattern: str, suffix: str) -> str:
    return re.sub(r"\?P<(\w+)>", rf"?P<\g<1>{suffix}>", pattern)


_PAIR = re.compile(
    rf"\b{_renamed(_POINT, '1')}{_JOIN}"
    rf"(?:{_renamed(_POINT, '2')}|{_renamed(_OFFSET, '3')}(?![\w:]))"
)
_AROUND = re.compile(
    rf"\b{_ZONE}\s?(?:\(?\s?)(?:±|\+\s?/\s?-|\+-|plus or minus|plus/minus)\s?"
    r"(?P<span>\d{1,2})(?![:\d])"
)
_WITHIN = re.compile(
    rf"\b(?:within|max(?:imum|\.)?|no more than|at most|up to|höchstens|innerhalb von|máximo)\s"
    rf"(?P<span>{_NUMBER})\s?{_HOURS}(?: time)?(?: difference| away| either side|abweichung)?\s"
    rf"(?:of|from|to|von|de|van)\s(?:the )?{_ZONE}(?!\s?[+-]\s?\d)(?!\w)",
    re.IGNORECASE,
)
_BEHIND_AHEAD = re.compile(
    rf"(?P<west>{_NUMBER}) hours? (?:behind|before|west of)(?: {_renamed(_ZONE, '1')})?"
    rf" (?:to|and|through|until) (?P<east>{_NUMBER}) hours? (?:ahead of|after|east of) {_ZONE}",
    re.IGNORECASE,
)
_CONTEXT = re.compile(
    r"time[- ]?zone|\bhours?\b|\bremote|between|within|zeitzone|zona horaria|huso|tijdzone|fuso"
    r"|zwischen|entre|tussen",
    re.IGNORECASE,
)
_MENTION = re.compile(rf"\b{_ZONE}\b\s?[+-]?\s?\d?|\b(?:{'|'.join(_AMBIGUOUS_ZONES)})\b")
_CLOCK_TIME = re.compile(r"\d{1,2}(?:[:.]\d{2})\s?(?:am|pm|uhr)?|\d{1,2}\s?(?:am|pm|uhr)\b", re.I)


def find_window(advert: Advert) -> Reading[HoursWindow]:
    """The window that the text names, wherever it stands; two different ones are not decided."""
    found, doubts = [], []
    for sentence in advert.sentences:
        text = _normalised(sentence.text)
        windows = read_windows(text)
        found += [Found(window, sentence.line, sentence.text) for window in windows]
        if not windows and _MENTION.search(text) and _CONTEXT.search(text):
            why = _("It speaks of time zones but names no window that is clear.")
            doubts.append(Doubt(sentence.line, sentence.text, why))
    return agreed(found, _("The text names several windows."), () if found else doubts)


def read_windows(text: str) -> list[HoursWindow]:
    """The windows named in a sentence in the forms "UTC-1 / UTC+3", "CET ± 2", "within 3 hours of
    CET", "one hour behind to three hours ahead of UTC"."""
    text = _normalised(text)
    readings = (
        [_pair(match, text) for match in _PAIR.finditer(text)]
        + [_around(match) for match in (*_AROUND.finditer(text), *_WITHIN.finditer(text))]
        + [_behind_ahead(match) for match in _BEHIND_AHEAD.finditer(text)]
    )
    return [window for window in readings if window]


def _normalised(text: str) -> str:
    """One spelling for minus signs, zone names and numbers in words."""
    text = re.sub(r"[−‒]", "-", text)
    for pattern, zone in _ZONE_NAMES:
        text = re.sub(rf"\b(?:{pattern})\b", zone, text, flags=re.IGNORECASE)
    text = re.sub(rf"\b({'|'.join(_ZONES)})\s?[–—](?=\d)", r"\1-", text)
    return re.sub(
        rf"\b(plus|minus|más|menos|mais|min)\s({_NUMBER})\b",
        lambda match: (
            ("+" if match[1].lower() in {"plus", "más", "mais"} else "-") + _digits(match[2])
        ),
        re.sub(r"(?<=[A-Z])[ \t]+(?=[+-]\s?\d)", "", text),
        flags=re.IGNORECASE,
    )


def _digits(number: str) -> str:
    return _NUMBER_WORDS.get(number.casefold(), number)


def _minutes(zone: str, sign: str | None, hours: str | None, minutes: str | None) -> int:
    shift = int(hours or 0) * 60 + int(minutes or 0)
    return _ZONES[zone.upper()] + (-shift if sign == "-" else shift)


def _pair(match: re.Match[str], text: str) -> HoursWindow | None:
    first = _minutes(match["zone1"], match["sign1"], match["hours1"], match["minutes1"])
    if match["zone2"]:
        last = _minutes(match["zone2"], match["sign2"], match["hours2"], match["minutes2"])
    else:
        last = _minutes(match["zone1"], match["sign3"], match["hours3"], match["minutes3"])
    # Two bare zone names side by side ("GMT, CET") say nothing without the talk of a window.
    named_only = not (match["hours1"] or match["hours2"] or match["hours3"])
    if named_only and (not _CONTEXT.search(text) or _CLOCK_TIME.search(text)):
        return None
    return _window(first, last)


def _around(match: re.Match[str]) -> HoursWindow | None:
    centre, span = _ZONES[match["zone"].upper()], int(_digits(match["span"])) * 60
    return _window(centre - span, centre + span)


def _behind_ahead(match: re.Match[str]) -> HoursWindow | None:
    west = _ZONES[(match["zone1"] or match["zone"]).upper()] - int(_digits(match["west"])) * 60
    return _window(west, _ZONES[match["zone"].upper()] + int(_digits(match["east"])) * 60)


def _window(one: int, other: int) -> HoursWindow | None:
    """None for a single offset, for one that does not exist, and across the date line."""
    inside = all(_FARTHEST_WEST <= offset <= _FARTHEST_EAST for offset in (one, other))
    if one == other or not inside or one - other > 12 * 60:
        return None
    return HoursWindow(min(one, other), max(one, other))
