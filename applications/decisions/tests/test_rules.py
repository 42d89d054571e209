from datetime import UTC, date, datetime

import pytest

from applications.candidates.models import Application
from applications.decisions.models import Decision
from applications.decisions.rules import DueState, due_state, visible_outcome

NOW = datetime(2026, 3, 12, 9, 0, tzinfo=UTC)
TODAY = date(2026, 3, 12)


@pytest.mark.parametrize(
    ("day", "state"),
    [
        (date(2026, 3, 11), DueState.OVERDUE),
        (date(2026, 3, 12), DueState.SOON),
        (date(2026, 3, 15), DueState.SOON),
        (date(2026, 3, 16), DueState.LATER),
    ],
)
def test_overdue_begins_the_day_after_the_promised_one(day, state):
    assert due_state(day, today=TODAY) is state


@pytest.mark.parametrize(
    ("status", "decision", "seen"),
    [
        ("active", None, "active"),
        ("withdrawn", None, "withdrawn"),
        ("rejected", Decision(), "active"),
        ("hired", Decision(), "active"),
        ("rejected", Decision(answered_at=NOW), "rejected"),
        ("rejected", Decision(failed_at=NOW), "rejected"),
        ("hired", Decision(answered_at=NOW), "hired"),
    ],
)
def test_candidates_learn_of_a_decision_only_from_its_answer(status, decision, seen):
    assert visible_outcome(Application(status=status), decision) == seen
