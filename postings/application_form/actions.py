"""Changing what a posting asks its candidates."""

from collections.abc import Sequence
from datetime import datetime
from typing import TYPE_CHECKING

from postings.application_form import queries
from postings.application_form.queries import QuestionRow
from postings.application_form.rules import choices_problem
from postings.posting.editing import NOTHING_SEEN, Seen, edited
from postings.posting.models import Posting
from postings.posting.rows import sync_rows

if TYPE_CHECKING:
    from ats.users.models import User


class ChoicesInvalid(Exception):
    """A question's choices do not fit its kind."""


def set_questions(
    *,
    actor: "User | None",
    posting_id: int,
    questions: Sequence[QuestionRow],
    seen: Seen = NOTHING_SEEN,
    now: datetime,
) -> Posting:
    """Set the questions in their order. Answers given before keep the wording they answered.

    Raises ChoicesInvalid, UnknownRow, or what `edited` raises.
    """
    if any(choices_problem(question.kind, question.choices) for question in questions):
        raise ChoicesInvalid
    with edited(
        actor=actor,
        posting_id=posting_id,
        section="questions",
        stored=queries.questions_of,
        seen=seen,
        now=now,
    ) as posting:
        sync_rows(posting.questions, questions, unique="label", values=_columns)
    return posting


def _columns(question: QuestionRow) -> dict[str, object]:
    return {
        "label": question.label,
        "help_text": question.help_text,
        "kind": question.kind,
        "choices": list(question.choices),
        "is_required": question.is_required,
        "is_private": question.is_private,
    }
