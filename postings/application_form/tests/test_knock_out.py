"""Rules that flag answers: which are possible, and what they flag."""

from typing import Any

import pytest

from postings.application_form.knock_out import (
    flag_label,
    is_flagged,
    knock_out_problem,
    normal_knock_out,
)

CHOICES = ("Here", "There", "Anywhere")


@pytest.mark.parametrize(
    ("kind", "rule", "flagged", "not_flagged"),
    [
        ("yes_no", {"flag_if": "is", "values": ["no"]}, False, True),
        ("yes_no", {"flag_if": "is", "values": ["yes"]}, True, False),
        ("one_choice", {"flag_if": "is", "values": ["Here", "There"]}, "There", "Anywhere"),
        (
            "several_choices",
            {"flag_if": "is", "values": ["Here"]},
            ["There", "Here"],
            ["There", "Anywhere"],
        ),
        ("number", {"flag_if": "below", "value": "3"}, "2.99", "3"),
        ("number", {"flag_if": "above", "value": "3"}, "10", "3"),
        ("date", {"flag_if": "after", "value": "2026-05-31"}, "2026-06-01", "2026-05-31"),
        ("date", {"flag_if": "before", "value": "2026-05-31"}, "2026-05-30", "2026-05-31"),
        (
            "time_zone",
            {"flag_if": "overlap_below", "hours": "4"},
            {"overlap_hours": 3.5},
            {"overlap_hours": 4},
        ),
    ],
)
def test_a_rule_flags_what_it_says(
    kind: str, rule: dict[str, Any], flagged: object, not_flagged: object
) -> None:
    choices = CHOICES if "choice" in kind else ()
    assert knock_out_problem(kind, choices, rule) == ""
    assert is_flagged(kind, rule, flagged)
    assert not is_flagged(kind, rule, not_flagged)
    assert not is_flagged(kind, rule, None)
    assert not is_flagged(kind, {}, flagged)
    assert flag_label(kind, rule) != ""


@pytest.mark.parametrize(
    ("kind", "rule"),
    [
        ("short_text", {"flag_if": "is", "values": ["no"]}),
        ("file", {"flag_if": "is", "values": ["no"]}),
        ("yes_no", {"flag_if": "is", "values": ["maybe"]}),
        ("yes_no", {"flag_if": "is", "values": ["yes", "no"]}),
        ("yes_no", {"flag_if": "is", "values": []}),
        ("yes_no", {"flag_if": "is", "values": "no"}),
        ("yes_no", {"flag_if": "below", "value": 1}),
        ("one_choice", {"flag_if": "is", "values": ["Nowhere"]}),
        ("one_choice", {"flag_if": "is", "values": [["Here"]]}),
        ("number", {"flag_if": "below"}),
        ("number", {"flag_if": "below", "value": "many"}),
        ("number", {"flag_if": "below", "value": "NaN"}),
        ("number", {"flag_if": "below", "value": True}),
        ("number", {"flag_if": "is", "value": 1}),
        ("number", {"flag_if": "below", "value": 1, "reject": True}),
        ("date", {"flag_if": "after", "value": "31.05.2026"}),
        ("date", {"flag_if": "after", "value": 5}),
        ("time_zone", {"flag_if": "overlap_below", "hours": 0}),
        ("time_zone", {"flag_if": "overlap_below", "hours": "25"}),
    ],
)
def test_rules_that_make_no_sense_are_refused(kind: str, rule: dict[str, Any]) -> None:
    assert knock_out_problem(kind, CHOICES if "choice" in kind else (), rule) != ""


def test_hours_that_nobody_could_count_flag_nothing() -> None:
    rule = {"flag_if": "overlap_below", "hours": "4"}
    assert not is_flagged("time_zone", rule, {"overlap_hours": None})


def test_numbers_are_stored_as_answers_are() -> None:
    assert normal_knock_out({"flag_if": "below", "value": 2.50}) == {
        "flag_if": "below",
        "value": "2.5",
    }
