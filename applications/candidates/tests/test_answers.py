import pytest

from applications.candidates.answers import answer_rows


@pytest.mark.parametrize(
    ("kind", "value", "text"),
    [
        ("yes_no", True, "Yes"),
        ("yes_no", False, "No"),
        ("several_choices", ["Lisbon", "Porto"], "Lisbon, Porto"),
        ("date", "2026-05-31", "31 May 2026"),
        ("date", "soon", "soon"),
        ("number", "2.5", "2.5"),
        ("short_text", None, ""),
    ],
)
def test_an_answer_reads_as_people_write(kind, value, text):
    [row] = answer_rows([{"label": "Q", "kind": kind, "private": False, "value": value}])

    assert row.text == text


def test_private_answers_are_left_out_and_unmarked_ones_count_as_private():
    answers = [
        {"label": "Pay?", "kind": "short_text", "private": True, "value": "1"},
        {"label": "Old?", "kind": "short_text", "value": "2"},
        {"label": "Start?", "kind": "short_text", "private": False, "value": "3"},
        "not an answer",
    ]

    assert [row.label for row in answer_rows(answers, with_private=False)] == ["Start?"]
    assert len(answer_rows(answers)) == 3
