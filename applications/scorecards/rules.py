"""Who may score, and who may see whose scores."""

from collections.abc import Mapping
from typing import TYPE_CHECKING

from applications.candidates.models import Application, ApplicationStatus
from applications.scorecards.models import Scorecard

if TYPE_CHECKING:
    from ats.users.models import User


def is_open(*, own_submitted: bool, submitted: int, assigned: int) -> bool:
    """Say whether a viewer may see others' scores of an application.

    They may once their own card is in, or once every assigned card is. Roles make no
    difference: administrators wait like everyone else.
    """
    return own_submitted or (assigned > 0 and submitted >= assigned)


def may_score(application: Application) -> bool:
    """Say whether cards for this application are still taken (of anybody who may see it)."""
    return application.status == ApplicationStatus.ACTIVE


def may_assign(user: "User") -> bool:
    """Say whether `user` asks others to score, on applications that they may see."""
    return user.role in {"admin", "recruiter", "hiring_manager"}


def is_locked(card: Scorecard) -> bool:
    """Say whether a card can no longer be changed."""
    return card.submitted_at is not None


def missing_criteria(levels: Mapping[int, int], criterion_ids: list[int]) -> list[int]:
    """Return the criteria that a card gives no level for, in the order of the posting."""
    return [pk for pk in criterion_ids if pk not in levels]
