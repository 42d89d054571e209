from datetime import UTC, datetime

import pytest

from ats.tests.factories import UserFactory
from postings.application_form.actions import ChoicesInvalid, set_questions
from postings.application_form.queries import QuestionRow, questions_of
from postings.application_form.rules import choices_problem
from postings.tests.factories import PostingFactory, QuestionFactory

NOW = datetime(2026, 5, 4, 12, 0, tzinfo=UTC)


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
def test_choices_that_do_not_fit_are_refused() -> None:
    with pytest.raises(ChoicesInvalid):
        save(PostingFactory(), QuestionRow(label="Where?", kind="one_choice"))


@pytest.mark.parametrize(
    ("kind", "choices", "is_fine"),
    [
        ("short_text", (), True),
        ("short_text", ("a",), False),
        ("one_choice", ("a", "b"), True),
        ("several_choices", ("a",), False),
        ("one_choice", ("a", "a"), False),
        ("one_choice", tuple(map(str, range(31))), False),
        ("one_choice", ("a", "b" * 201), False),
    ],
)
def test_choices(kind: str, choices: tuple[str, ...], is_fine: bool) -> None:
    assert (choices_problem(kind, choices) == "") is is_fine
