"""The posting's own questions on the form."""

import pytest

from applications.candidates.models import Submission
from applications.intake.tests.conftest import Applicant
from applications.intake.tests.pages import assert_refused, text_of
from postings.models import QuestionKind
from postings.tests.factories import QuestionFactory

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("kind", "typed", "stored"),
    [
        (QuestionKind.SHORT_TEXT, "Two lines\nof text", "Two lines of text"),
        (QuestionKind.LONG_TEXT, "Two lines\r\nof text", "Two lines\nof text"),
        (QuestionKind.ONE_CHOICE, "100% remote", "100% remote"),
        (QuestionKind.SEVERAL_CHOICES, ["100% remote", "Office"], ["100% remote", "Office"]),
        (QuestionKind.YES_NO, "yes", True),
        (QuestionKind.YES_NO, "no", False),
        (QuestionKind.NUMBER, "60000.50", "60000.5"),
        (QuestionKind.DATE, "2026-05-31", "2026-05-31"),
        (QuestionKind.LINK, "example.net/me", "https://example.net/me"),
    ],
)
def test_every_kind_of_question_is_stored(kind, typed, stored, client, posting):
    choices = ["100% remote", "Office"]
    question = QuestionFactory(posting=posting, kind=kind, choices=choices, is_private=True)

    Applicant(client, posting).send(**{f"q{question.pk}": typed})

    [answer] = Submission.objects.get().answers
    assert answer == {
        "question": question.pk,
        "label": question.label,
        "kind": kind,
        "private": True,
        "value": stored,
    }


@pytest.mark.parametrize("kind", QuestionKind.values)
def test_a_required_question_is_required_and_an_optional_one_is_not(kind, client, posting):
    required = QuestionFactory(
        posting=posting, kind=kind, choices=["a"], is_required=True, label="100% sure?"
    )
    QuestionFactory(posting=posting, kind=kind, choices=["a"])
    applicant = Applicant(client, posting)

    assert_refused(applicant.check(), "Answer the question “100% sure?”")

    value = {"yes_no": "no", "number": "0", "date": "2026-01-01", "link": "a.example"}
    applicant.send(**{f"q{required.pk}": value.get(kind, "a")})
    assert Submission.objects.get().answers[1]["value"] is None


@pytest.mark.parametrize(
    ("kind", "typed"),
    [
        (QuestionKind.ONE_CHOICE, "c"),
        (QuestionKind.SEVERAL_CHOICES, ["a", "c"]),
        (QuestionKind.YES_NO, "maybe"),
        (QuestionKind.NUMBER, "many"),
        (QuestionKind.NUMBER, "1e999"),
        (QuestionKind.NUMBER, "NaN"),
        (QuestionKind.DATE, "31.02.2026"),
        (QuestionKind.LINK, "javascript:x"),
        (QuestionKind.SHORT_TEXT, "x" * 501),
    ],
)
def test_an_answer_of_the_wrong_kind_is_refused(kind, typed, client, posting):
    question = QuestionFactory(posting=posting, kind=kind, choices=["a"], label="100% sure?")

    page = Applicant(client, posting).check(**{f"q{question.pk}": typed})

    assert page.status_code == 422
    assert "There is a problem" in text_of(page)


def test_private_questions_say_so(client, posting):
    QuestionFactory(posting=posting, is_private=True, help_text="A year.")

    assert "A year. Interviewers do not see this answer." in text_of(
        Applicant(client, posting).page
    )
