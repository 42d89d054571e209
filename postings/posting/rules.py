"""Who may edit a posting, and what its facts must fulfil; pages and API ask the same."""

from decimal import Decimal
from typing import TYPE_CHECKING

import pycountry
from django.utils.translation import gettext as _

from postings.posting.models import Posting, PostingStatus

if TYPE_CHECKING:
    from ats.users.models import User

MOST_ROWS = 50
LONGEST_DESCRIPTION = 120_000
WESTERNMOST, EASTERNMOST = -720, 840  # minutes from UTC
HIGHEST_AMOUNT = Decimal("9999999999.99")


def may_edit(user: "User | None") -> bool:
    """Administrators and recruiters edit postings; None is the system itself."""
    return user is None or (user.is_active and user.role in ("admin", "recruiter"))


def is_editable(posting: Posting) -> bool:
    """A closed or archived posting stays as it was; it has to be reopened first."""
    return posting.status not in (PostingStatus.CLOSED, PostingStatus.ARCHIVED)


def has_public_address(posting: Posting) -> bool:
    """Whether links to it may be out in the world, so that its address has to stay."""
    return posting.published_at is not None


def window_problem(first: int | None, last: int | None) -> str:
    """Say what is wrong with a working hours window, or ""."""
    if first is None and last is None:
        return ""
    if first is None or last is None:
        return _("Give both ends of the working hours, or neither.")
    if not WESTERNMOST <= first <= last <= EASTERNMOST:
        return _("The working hours run from west to east: the first offset is the lower one.")
    return ""


def pay_problems(low: Decimal | None, high: Decimal | None, currency: str) -> dict[str, str]:
    """Say what is wrong with a pay range, by field."""
    problems = {}
    if low is not None and high is not None and low > high:
        problems["pay_max"] = _("The upper end of the pay is below the lower one.")
    if currency and not is_currency(currency):
        problems["pay_currency"] = _("Give the currency by its three letters, such as EUR.")
    elif not currency and (low is not None or high is not None):
        problems["pay_currency"] = _("Say in which currency that is.")
    return problems


def is_currency(code: str) -> bool:
    """Whether `code` is an ISO 4217 code in capitals."""
    return code.isupper() and pycountry.currencies.get(alpha_3=code) is not None
