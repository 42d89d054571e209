import pytest

from applications.scorecards import rules


@pytest.mark.parametrize(
    ("own_submitted", "submitted", "assigned", "expected"),
    [
        (False, 0, 0, False),
        (False, 0, 2, False),
        (False, 1, 2, False),
        (True, 1, 2, True),
        (False, 2, 2, True),
        (False, 1, 0, False),
    ],
)
def test_is_open(own_submitted: bool, submitted: int, assigned: int, expected: bool) -> None:
    seen = rules.is_open(own_submitted=own_submitted, submitted=submitted, assigned=assigned)
    assert seen is expected


def test_missing_criteria_keeps_the_order_of_the_posting() -> None:
    assert rules.missing_criteria({2: 4}, [3, 2, 1]) == [3, 1]
