from decimal import Decimal

import pytest

from ats.users.models import User
from postings.posting import rules


@pytest.mark.parametrize(
    ("role", "is_active", "may"),
    [
        ("admin", True, True),
        ("recruiter", True, True),
        ("recruiter", False, False),
        ("hiring_manager", True, False),
        ("interviewer", True, False),
    ],
)
def test_who_may_edit(role: str, is_active: bool, may: bool) -> None:
    assert rules.may_edit(User(role=role, is_active=is_active)) is may


@pytest.mark.parametrize(
    ("first", "last", "is_fine"),
    [(None, None, True), (-60, 180, True), (0, 0, True), (-60, None, False), (None, 60, False),
     (180, -60, False), (-721, 0, False), (0, 841, False)],
)  # fmt: skip
def test_windows(first: int | None, last: int | None, is_fine: bool) -> None:
    assert (rules.window_problem(first, last) == "") is is_fine


@pytest.mark.parametrize(
    ("low", "high", "currency", "fields"),
    [
        (None, None, "", []),
        (1, 2, "EUR", []),
        (2, None, "EUR", []),
        (2, 1, "EUR", ["pay_max"]),
        (1, 2, "", ["pay_currency"]),
        (1, 2, "eur", ["pay_currency"]),
        (1, 2, "XYZ", ["pay_currency"]),
        (2, 1, "", ["pay_max", "pay_currency"]),
    ],
)
def test_pay(low: int | None, high: int | None, currency: str, fields: list[str]) -> None:
    amounts = [None if amount is None else Decimal(amount) for amount in (low, high)]
    assert list(rules.pay_problems(*amounts, currency)) == fields
