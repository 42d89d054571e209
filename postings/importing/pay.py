"""The pay range of an advert, only where currency, figures and period are all clear."""

import re
from dataclasses import dataclass
from decimal import Decimal

import pycountry
from django.utils.translation import gettext as _

from postings.importing.advert import Advert
from postings.importing.evidence import Doubt, Found, Reading, agreed
from postings.posting.rules import HIGHEST_AMOUNT

YEAR, MONTH, WEEK, DAY, HOUR = "year", "month", "week", "day", "hour"


@dataclass(frozen=True)
class PayRange:
    """`low` or `high` is None for "up to" and "from"; `currency` is ISO 4217."""

    low: Decimal | None
    high: Decimal | None
    currency: str
    period: str

    def __str__(self) -> str:
        low = f"{self.low:,}" if self.low is not None else "…"
        high = f"{self.high:,}" if self.high is not None else "…"
        return f"{self.currency} {low}–{high} / {self.period}"


_SYMBOLS = {
    "€": "EUR", "£": "GBP", "US$": "USD", "CA$": "CAD", "C$": "CAD", "AU$": "AUD", "A$": "AUD",
    "NZ$": "NZD", "S$": "SGD", "HK$": "HKD", "R$": "BRL", "₹": "INR", "₦": "NGN", "KSh": "KES",
    "zł": "PLN", "₺": "TRY", "₪": "ILS", "₩": "KRW",
}  # fmt: skip
# A bare dollar, crown or yen sign belongs to several countries.
_UNCLEAR_SYMBOLS = ("$", "¥", "kr")
_PERIODS = {
    YEAR: r"year|yr|annum|jahr|año|jaar|ano",
    MONTH: r"month|mo|monat|mes|maand|mês",
    WEEK: r"week|wk|woche|semana",
    DAY: r"day|tag|día|dag|dia",
    HOUR: r"hour|hr|h|stunde|hora|uur",
}
_ADVERBS = {
    YEAR: r"p\.? ?a\.?|annually|annual|yearly|jährlich|brutto im jahr|anuales|jaarlijks|anuais",
    MONTH: r"p\.? ?m\.?|monthly|monatlich|mensuales|maandelijks|mensais",
    HOUR: r"hourly",
    DAY: r"daily",
    WEEK: r"weekly",
}
_CURRENCY = "|".join(
    re.escape(symbol) for symbol in sorted((*_SYMBOLS, *_UNCLEAR_SYMBOLS), key=len, reverse=True)
)
_CURRENCY = rf"(?:{_CURRENCY}|(?-i:\b[A-Z]{{3}}\b))"
_AMOUNT = r"\d{1,3}(?:[., '’\u00a0\u202f]\d{3})+(?!\d)|\d{1,7}(?:[.,]\d{1,2})?(?!\d)"


def _money(n: int) -> str:
    return (
        rf"(?P<before{n}>{_CURRENCY})?\s?(?P<amount{n}>{_AMOUNT})\s?"
        rf"(?P<k{n}>[kK]\b)?\s?(?P<after{n}>{_CURRENCY})?"
    )


_JOIN = r"\s?(?:-|–|—|to|and|bis|und|a|y|hasta|tot|en|até|e)\s?"
_ANY_PERIOD = "|".join(_PERIODS.values())
_ANY_ADVERB = "|".join(_ADVERBS.values())
_QUALIFIERS = re.compile(r"\b(?:gross|net|brutto|bruto|brutos|before tax)\b", re.IGNORECASE)
_PERIOD = (
    r"(?:\s?,?\s?\(?(?:gross|net|brutto|bruto|brutos|before tax))?\s?"
    rf"(?:(?:per|an?|/|pro|al|por|ao|im|à)\s?(?P<period>{_ANY_PERIOD})\b|(?P<adverb>{_ANY_ADVERB})(?!\w))"
)
_RANGE = re.compile(rf"(?<![\w.,]){_money(1)}{_JOIN}{_money(2)}(?:{_PERIOD})?", re.IGNORECASE)
_SINGLE = re.compile(
    rf"(?P<bound>\b(?:up to|from|starting at|at least|bis zu|ab|hasta|desde|tot|vanaf|até)\s)?"
    rf"(?<![\w.,]){_money(1)}{_PERIOD}",
    re.IGNORECASE,
)
_UPPER_BOUNDS = ("up to", "bis zu", "hasta", "tot", "até")
_PAY_WORDS = re.compile(
    r"\b(?:salary|pay|paid|compensation|wages?|remuneration|rate|earn|gehalt|vergütung|jahresgehalt"
    r"|salario|sueldo|retribución|salaris|salário|remuneração)\b",
    re.IGNORECASE,
)
_PERKS = re.compile(
    r"budget|bonus|allowance|stipend|equity|referral|credit|grant|revenue|funding|customers|invest"
    r"|raised|training|learning|equipment|expenses|zuschuss",
    re.IGNORECASE,
)


def find_pay(advert: Advert) -> Reading[PayRange]:
    found: list[Found[PayRange]] = []
    doubts: list[Doubt] = []
    for sentence in advert.sentences:
        pay, why = read_pay(sentence.text)
        found += [Found(each, sentence.line, sentence.text) for each in pay]
        if why and not pay:
            doubts.append(Doubt(sentence.line, sentence.text, why))
    return agreed(found, _("The text names several pay ranges."), () if found else doubts)


def read_pay(text: str) -> tuple[list[PayRange], str]:
    """The pay ranges of one sentence, and why another that is there was not taken."""
    ranges = [match for match in _RANGE.finditer(text) if _is_pay(match, text)]
    singles = [] if ranges else [m for m in _SINGLE.finditer(text) if _is_single_pay(m, text)]
    readings = [_range(match, text) for match in ranges] + [_single(match) for match in singles]
    pay = [reading for reading in readings if isinstance(reading, PayRange)]
    reasons = [reading for reading in readings if isinstance(reading, str)]
    return pay, reasons[0] if reasons else ""


def is_only_pay(text: str) -> bool:
    """Whether `text` is a pay range and nothing else, so that no word is lost with the line."""
    match = _RANGE.fullmatch(text) or _SINGLE.fullmatch(text)
    return bool(match) and not _QUALIFIERS.search(text)


def _has_currency(match: re.Match[str]) -> bool:
    marks = [
        value for key, value in match.groupdict().items() if key.startswith(("before", "after"))
    ]
    return any(_is_currency(mark) for mark in marks if mark)


def _is_currency(mark: str) -> bool:
    return not mark.isalpha() or mark in _SYMBOLS or mark in _UNCLEAR_SYMBOLS or _iso(mark) != ""


def _iso(mark: str) -> str:
    known = mark.isupper() and len(mark) == 3 and pycountry.currencies.get(alpha_3=mark)
    return mark if known else ""


def _is_pay(match: re.Match[str], text: str) -> bool:
    if not _has_currency(match) or _followed_by_perk(match, text):
        return False
    return bool(match["period"] or match["adverb"] or _PAY_WORDS.search(text))


def _is_single_pay(match: re.Match[str], text: str) -> bool:
    if not _has_currency(match) or _followed_by_perk(match, text):
        return False
    return bool(_PAY_WORDS.search(text)) and not _PERKS.search(text)


def _followed_by_perk(match: re.Match[str], text: str) -> bool:
    clause = re.split(r"[,;.(]|\bplus\b|\band\b", text[match.end() : match.end() + 40])[0]
    return bool(_PERKS.search(clause))


def _range(match: re.Match[str], text: str) -> PayRange | str:
    low, high = _amount(match["amount1"], match["k1"]), _amount(match["amount2"], match["k2"])
    if match["k2"] and not match["k1"] and low < 1000:
        low *= 1000
    period = _period(match) or _period_before(text[: match.start()])
    return _checked(match, low, high, period)


def _single(match: re.Match[str]) -> PayRange | str:
    amount = _amount(match["amount1"], match["k1"])
    bound = (match["bound"] or "").strip().casefold()
    low = None if bound in _UPPER_BOUNDS else amount
    high = None if bound and bound not in _UPPER_BOUNDS else amount
    return _checked(match, low, high, _period(match))


def _checked(
    match: re.Match[str], low: Decimal | None, high: Decimal | None, period: str
) -> PayRange | str:
    currencies = _currencies(match)
    if len(currencies) != 1 or not all(currencies):
        return _("Which currency is meant is not clear.")
    if not period:
        return _("Whether that is per year, month, day or hour is not said.")
    if period == WEEK:
        return _("Pay by the week has no field here.")
    if low is not None and high is not None and low > high:
        return _("The lower figure is above the upper one.")
    if max(low or 0, high or 0) > HIGHEST_AMOUNT:
        return _("The figures are higher than any pay.")
    return PayRange(low, high, currencies.pop(), period)


def _currencies(match: re.Match[str]) -> set[str]:
    marks = {v for k, v in match.groupdict().items() if k.startswith(("before", "after")) and v}
    return {_SYMBOLS.get(mark) or _iso(mark) for mark in marks if _is_currency(mark)}


def _amount(figures: str, thousands: str | None) -> Decimal:
    if re.fullmatch(r"\d{1,3}(?:\D\d{3})+", figures):
        value = Decimal(re.sub(r"\D", "", figures))
    else:
        value = Decimal(figures.replace(",", "."))
    return value * 1000 if thousands else value


def _period(match: re.Match[str]) -> str:
    for words, forms in ((match["period"], _PERIODS), (match["adverb"], _ADVERBS)):
        for period, pattern in forms.items():
            if words and re.fullmatch(pattern, words, re.IGNORECASE):
                return period
    return ""


def _period_before(text: str) -> str:
    """The period of "annual salary: …", "monthly pay of …"."""
    words = re.findall(rf"\b(?:{_ANY_ADVERB}|jahresgehalt|monatsgehalt)\b", text, re.IGNORECASE)
    if not words:
        return ""
    last = words[-1].casefold()
    if last in {"jahresgehalt", "monatsgehalt"}:
        return YEAR if last == "jahresgehalt" else MONTH
    return next((p for p, form in _ADVERBS.items() if re.fullmatch(form, last, re.IGNORECASE)), "")
