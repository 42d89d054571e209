"""Who changes shared texts."""

from typing import TYPE_CHECKING

from postings.posting.rules import may_edit

if TYPE_CHECKING:
    from ats.users.models import User

MOST_BLOCKS = 50


def may_change_texts(user: "User | None") -> bool:
    """Whoever writes adverts also writes what they share."""
    return may_edit(user)
