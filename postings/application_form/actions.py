"""Changing what a posting asks its candidates."""

from collections.abc import Sequence
from datetime import datetime
from typing import TYPE_CHECKING

from postings.application_form import queries
from postings.application_form.knock_out import normal_knock_out
from postings.application_form.queries import QuestionRow
from postings.application_form.rules import form_problem, question_problems
from postings.posting.editing import NOTHING_SEEN, Seen, edited
from postings.posting.models import Posting
from postings.posting.rows import sync_rows

if TYPE_CHECKING:
    from ats.users.models import User


class QuestionsInvalid(Exception):
    """Questions that are incomplete, unlawful or too many; `problems` says why, in sentences."""

    def __init__(self, problems: Sequence[str]) -> None:
        super().__init__(" ".join(problems))
        self.problems = list(problems)


def set_questions(
    *,
    actor: "User | None",
    posting_id: int,
    questions: Sequence[QuestionRow],
    seen: Seen = NOTHING_SEEN,
    now: datetime,
) -> Posting:
    """Set the questions in their order. Answers given before keep the wording they answered.

    Raises QuestionsInvalid, UnknownRow, RepeatedRow, or what `edited` raises.
    """
    if problems := problems_of(questions):
        raise QuestionsInvalid(problems)
    with edited(
        "questions", queries.questions_of, actor=actor, posting_id=posting_id, seen=seen, now=now
    ) as posting:
        sync_rows(posting.questions, questions, unique="label", values=_columns)
    return posting


def problems_of(questions: Sequence[QuestionRow]) -> list[str]:
    """Return all that is wrong with the questions, each sentence with the question it is about."""
    found = [
        f"“{question.label}”: {problem}"
        for question in questions
        for problem in question_problems(question).values()
    ]
    whole = form_problem(questions)
    return [*found, whole] if whole else found


def _columns(question: QuestionRow) -> dict[str, object]:
    return {
        "label": question.label,
        "help_text": question.help_text,
        "kind": question.kind,
        "choices": list(question.choices),
        "is_required": question.is_required,
        "is_private": question.is_private,
        "knock_out": normal_knock_out(question.knock_out),
    }
