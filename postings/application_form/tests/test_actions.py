from dataclasses import replace
from datetime import UTC, datetime

import pytest

from ats.tests.factories import UserFactory
from postings.application_form.actions import QuestionsInvalid, set_questions
from postings.application_form.queries import QuestionRow, questions_of
from postings.application_form.rules import choices_problem
from postings.tests.factories import PostingFactory, QuestionFactory

NOW = datetime(2026, 5, 4, 12, 0, tzinfo=UTC)
ASKED = QuestionRow(label="Can you work at night?", kind="yes_no")


def save(posting, *questions: QuestionRow):
    actor = UserFactory(role="recruiter")
    return set_questions(actor=actor, posting_id=posting.pk, questions=questions, now=NOW)


@pytest.mark.django_db
def test_questions_are_stored_in_order() -> None:
    existing = QuestionFactory(label="Why?")
    rows = (
        QuestionRow(label="Where?", kind="one_choice", choices=("Here", "There"), is_required=True),
        QuestionRow(id=existing.pk, label="Why us?", kind="long_text", is_private=True),
    )
    stored = questions_of(save(existing.posting, *rows))
    assert stored[1] == rows[1]
    assert (stored[0].label, stored[0].choices, stored[0].is_required) == (
        "Where?", ("Here", "There"), True
    )  # fmt: skip


@pytest.mark.django_db
def test_a_rule_for_flags_is_stored_with_numbers_as_text() -> None:
    question = QuestionRow(
        label="Years?", kind="number", knock_out={"flag_if": "below", "value": 3}
    )
    [stored] = questions_of(save(PostingFactory(), question))
    assert stored.knock_out == {"flag_if": "below", "value": "3"}


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("question", "reason"),
    [
        (QuestionRow(label="Where?", kind="one_choice"), "at least two choices"),
        (QuestionRow(label="?", kind="short_text"), "in words"),
        (QuestionRow(label="\u200b\u3164", kind="short_text"), "in words"),
        (QuestionRow(label="Photo", kind="file"), "asks for a photo"),
        (
            QuestionRow(label="Which salary?", help_text="Your last salary.", kind="number"),
            "earned",
        ),
        (
            QuestionRow(label="You are", kind="one_choice", choices=("Married", "Single")),
            "marriage, pregnancy or family",
        ),
        (
            replace(ASKED, knock_out={"flag_if": "is", "values": ["maybe"]}),
            "“maybe” is not one of the possible answers",
        ),
    ],
)
def test_a_question_that_may_not_be_asked_is_refused_with_the_reason(
    question: QuestionRow, reason: str
) -> None:
    posting = PostingFactory()
    with pytest.raises(QuestionsInvalid, match=reason):
        save(posting, ASKED, question)
    assert not posting.questions.exists()


@pytest.mark.django_db
def test_more_than_twelve_required_inputs_are_refused() -> None:
    # Four of them every form has: name, address, which way, and what came that way.
    eight = [replace(ASKED, label=f"Question {n}", is_required=True) for n in range(8)]
    posting = save(PostingFactory(), *eight, replace(ASKED, label="An optional one"))
    assert posting.questions.count() == 9
    with pytest.raises(QuestionsInvalid, match="12 inputs in all"):
        save(posting, *eight, replace(ASKED, label="The ninth", is_required=True))


@pytest.mark.django_db
def test_more_files_than_a_form_takes_are_refused() -> None:
    four = [QuestionRow(label=f"Sample {n}", kind="file") for n in range(4)]
    posting = save(PostingFactory(), *four)
    with pytest.raises(QuestionsInvalid, match="at most 4 files"):
        save(posting, *four, QuestionRow(label="Sample 5", kind="file"))


@pytest.mark.parametrize(
    ("kind", "choices", "is_fine"),
    [
        ("short_text", (), True),
        ("short_text", ("a",), False),
        ("one_choice", ("a", "b"), True),
        ("one_choice", ("a", "?"), False),
        ("several_choices", ("a",), False),
        ("one_choice", ("a", "a"), False),
        ("one_choice", tuple(map(str, range(31))), False),
        ("one_choice", ("a", "b" * 201), False),
    ],
)
def test_choices(kind: str, choices: tuple[str, ...], is_fine: bool) -> None:
    assert (choices_problem(kind, choices) == "") is is_fine
