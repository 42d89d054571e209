"""What the inputs of a question in the editor mean together."""

from typing import Any

import pytest

from postings.application_form.forms import QuestionForm, question_initial
from postings.application_form.models import QuestionKind

TYPED = {"label": "How many years?", "kind": "number", "flag_number_if": "below"}


def filled(**typed: Any) -> QuestionForm:
    form = QuestionForm(TYPED | typed)
    form.is_valid()
    return form


@pytest.mark.parametrize(
    ("kind", "typed", "rule"),
    [
        ("yes_no", {"flag_yes_no": "no"}, {"flag_if": "is", "values": ["no"]}),
        (
            "one_choice",
            {"choices": "A\nB\nC", "flag_choices": " B \r\nC\n"},
            {"flag_if": "is", "values": ["B", "C"]},
        ),
        ("number", {"flag_number": "2,50"}, {"flag_if": "below", "value": "2.5"}),
        (
            "date",
            {"flag_day_if": "after", "flag_day": "2026-05-31"},
            {"flag_if": "after", "value": "2026-05-31"},
        ),
        ("time_zone", {"flag_hours": "4"}, {"flag_if": "overlap_below", "hours": "4"}),
        # What belongs to another kind does not count.
        ("short_text", {"flag_yes_no": "no", "flag_hours": "x"}, {}),
    ],
)
def test_each_kind_has_its_own_input_for_flags_and_shows_it_again(
    kind: str, typed: dict[str, str], rule: dict[str, Any]
) -> None:
    form = filled(kind=kind, **typed)
    assert form.errors == {}
    row = form.row()
    assert row.knock_out == rule
    again = QuestionForm(question_initial(row))
    assert again.is_valid() and again.row() == row


@pytest.mark.parametrize(
    ("typed", "field"),
    [
        ({"flag_number": ""}, "flag_number"),
        ({"flag_number_if": "", "flag_number": "3"}, "flag_number"),
        ({"kind": "one_choice", "choices": "A\nB", "flag_choices": "C"}, "flag_choices"),
        ({"kind": "date", "flag_day_if": "after", "flag_day": "soon"}, "flag_day"),
        ({"kind": "time_zone", "flag_hours": "many"}, "flag_hours"),
        ({"label": "Your age", "flag_number": "3"}, "label"),
        ({"label": "…", "flag_number": "3"}, "label"),
        ({"kind": "one_choice", "choices": "A"}, "choices"),
    ],
)
def test_a_problem_is_told_at_its_input(typed: dict[str, str], field: str) -> None:
    assert list(filled(**typed).errors) == [field]


@pytest.mark.parametrize("kind", QuestionKind.values)
def test_every_kind_can_be_asked(kind: str) -> None:
    choices = "A\nB" if "choice" in kind else ""
    form = filled(kind=kind, flag_number_if="", choices=choices)
    assert form.errors == {}
    assert question_initial(form.row())["choices"] == choices
