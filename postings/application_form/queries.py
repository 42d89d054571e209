"""A posting's own questions as they are stored."""

from dataclasses import dataclass, field
from typing import Any

from postings.posting.models import Posting
from postings.posting.queries import in_order


@dataclass(frozen=True, kw_only=True)
class QuestionRow:
    id: int | None = None
    label: str
    help_text: str = ""
    kind: str
    choices: tuple[str, ...] = ()
    is_required: bool = False
    is_private: bool = False
    knock_out: dict[str, Any] = field(default_factory=dict)  # see knock_out.py


def questions_of(posting: Posting) -> tuple[QuestionRow, ...]:
    return tuple(
        QuestionRow(
            id=row.pk,
            label=row.label,
            help_text=row.help_text,
            kind=row.kind,
            choices=tuple(str(choice) for choice in row.choices),
            is_required=row.is_required,
            is_private=row.is_private,
            knock_out=dict(row.knock_out),
        )
        for row in in_order(posting.questions)
    )
