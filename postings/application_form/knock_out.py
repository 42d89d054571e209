"""Answers that are flagged for whoever reviews them. Nobody is rejected, sorted or hidden by it.

The shapes of Question.knock_out, {} being none:
one choice, several choices  {"flag_if": "is", "values": [choice, …]}, any of them chosen
yes or no                    {"flag_if": "is", "values": ["yes"]} or ["no"]
number                       {"flag_if": "below" or "above", "value": "2.5"}
date                         {"flag_if": "before" or "after", "value": "2026-05-31"}
time zone and hours          {"flag_if": "overlap_below", "hours": "4"}
"""

from collections.abc import Mapping, Sequence
from datetime import date
from decimal import Decimal, InvalidOperation
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from postings.application_form.models import QuestionKind

YES, NO = "yes", "no"
MOST_HOURS = 24
FLAG_WORDS = {
    "below": gettext_lazy("below"),
    "above": gettext_lazy("above"),
    "before": gettext_lazy("before"),
    "after": gettext_lazy("after"),
}
# The words that fit a kind, and the key beside them.
_SHAPES: dict[str, tuple[tuple[str, ...], str]] = {
    QuestionKind.ONE_CHOICE: (("is",), "values"),
    QuestionKind.SEVERAL_CHOICES: (("is",), "values"),
    QuestionKind.YES_NO: (("is",), "values"),
    QuestionKind.NUMBER: (("below", "above"), "value"),
    QuestionKind.DATE: (("before", "after"), "value"),
    QuestionKind.TIME_ZONE: (("overlap_below",), "hours"),
}


def knock_out_problem(kind: str, choices: Sequence[str], rule: Mapping[str, Any]) -> str:
    """Say what is wrong with the rule that flags answers to a question of this kind, or ""."""
    if not rule:
        return ""
    if kind not in _SHAPES:
        return _("Answers of this kind cannot be flagged: a program would have to read them.")
    words, key = _SHAPES[QuestionKind(kind)]
    if rule.get("flag_if") not in words or set(rule) != {"flag_if", key}:
        return _("This does not say which answers to flag for this kind of question.")
    if key == "values":
        return _values_problem(rule[key], _possible(kind, choices))
    if kind == QuestionKind.DATE:
        return "" if _day(rule[key]) else _("Give the day as a date like 2026-05-31.")
    return _number_problem(rule[key], is_hours=key == "hours")


def normal_knock_out(rule: Mapping[str, Any]) -> dict[str, Any]:
    """Return a rule that has no problem as it is stored: numbers and days as texts."""
    normal = dict(rule)
    for key in ("value", "hours"):
        if (number := _number(normal.get(key))) is not None:
            normal[key] = format(number.normalize(), "f")
    if "values" in normal:
        normal["values"] = [str(value) for value in normal["values"]]
    return normal


def is_flagged(kind: str, rule: Mapping[str, Any], value: object) -> bool:
    """Say whether an answer as stored in Submission.answers is flagged; a missing one never is."""
    if not rule or value is None or kind not in _SHAPES:
        return False
    if "values" in rule:
        return not _given(value).isdisjoint(rule["values"])
    if "hours" in rule:
        overlap = value.get("overlap_hours") if isinstance(value, Mapping) else None
        return _is_beyond("below", _number(overlap), _number(rule["hours"]))
    read = _day if kind == QuestionKind.DATE else _number
    return _is_beyond(str(rule.get("flag_if")), read(value), read(rule.get("value")))


def flag_label(kind: str, rule: Mapping[str, Any]) -> str:
    """Return in words which answers are flagged: "no", "below 3", or ""."""
    if not rule or kind not in _SHAPES:
        return ""
    if "values" in rule:
        words = {YES: _("Yes"), NO: _("No")} if kind == QuestionKind.YES_NO else {}
        return _(" or ").join(words.get(value, str(value)) for value in rule["values"])
    if "hours" in rule:
        return _("fewer than %(hours)s hours overlap") % {"hours": rule["hours"]}
    return f"{FLAG_WORDS[rule['flag_if']]} {rule['value']}"


def _possible(kind: str, choices: Sequence[str]) -> Sequence[str]:
    return (YES, NO) if kind == QuestionKind.YES_NO else choices


def _values_problem(values: object, possible: Sequence[str]) -> str:
    if not isinstance(values, (list, tuple)) or not values:
        return _("Name at least one answer to flag.")
    if unknown := next((value for value in values if value not in possible), None):
        return _("“%(value)s” is not one of the possible answers.") % {"value": unknown}
    if set(possible) <= set(values):
        return _("Every answer would be flagged, which tells nobody anything.")
    return ""


def _number_problem(value: object, *, is_hours: bool) -> str:
    number = _number(value)
    if number is None:
        return _("Give a number, for example 4 or 2.5.")
    if is_hours and not 0 < number <= MOST_HOURS:
        return _("Give between 1 and %(most)d hours.") % {"most": MOST_HOURS}
    return ""


def _given(value: object) -> set[object]:
    if isinstance(value, bool):
        return {YES if value else NO}
    return set(value) if isinstance(value, list) else {value}


def _is_beyond(word: str, value: Any, limit: Any) -> bool:
    if value is None or limit is None:
        return False
    return bool(value < limit if word in ("below", "before") else value > limit)


def _number(value: object) -> Decimal | None:
    if isinstance(value, bool) or not isinstance(value, (int, float, str, Decimal)):
        return None
    try:
        number = Decimal(str(value))
    except InvalidOperation:
        return None
    return number if number.is_finite() and abs(number) < 10**15 else None


def _day(value: object) -> date | None:
    try:
        return date.fromisoformat(value) if isinstance(value, str) else None
    except ValueError:
        return None
