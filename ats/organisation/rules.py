"""Who may change the organisation, and when an installation is ready for use."""

from typing import TYPE_CHECKING

from ats.organisation.models import Organisation

if TYPE_CHECKING:
    from ats.users.models import User


def may_change_organisation(user: "User") -> bool:
    return user.is_active and user.is_admin


def is_set_up(organisation: Organisation) -> bool:
    """Whether the first steps are done: only they give the organisation a name."""
    return bool(organisation.name)
