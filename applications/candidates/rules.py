"""Who may see contact data and move people; how names and addresses are compared."""

import unicodedata
from typing import TYPE_CHECKING

from ats.users.models import Role

if TYPE_CHECKING:
    from ats.users.models import User

CONTACT_ROLES = frozenset({Role.ADMIN, Role.RECRUITER, Role.HIRING_MANAGER})
NAME_LENGTH = 200

# Letters that Unicode does not take apart into a letter and an accent.
_STROKED = str.maketrans(
    {"ø": "o", "đ": "d", "ł": "l", "ħ": "h", "ı": "i", "æ": "ae", "œ": "oe", "þ": "th", "ð": "d"}
)


def may_see_contact(user: "User") -> bool:
    """Say whether addresses, phone, private answers, documents and messages are for `user`."""
    return user.is_active and user.role in CONTACT_ROLES


def may_move(user: "User") -> bool:
    """Say whether `user` may move applications between stages (of what they can see)."""
    return user.is_active and user.role in CONTACT_ROLES


def may_decide(user: "User") -> bool:
    """Say whether `user` may reject, hire and write to candidates."""
    return user.is_active and user.role in {Role.ADMIN, Role.RECRUITER}


def fold(name: str) -> str:
    """Return a name for comparing and prefix search: no case, no accents, single spaces.

    "Zoë  Łukasiewicz" becomes "zoe lukasiewicz". At most 200 characters, as the column holds.
    """
    apart = unicodedata.normalize("NFKD", name.casefold())
    plain = "".join(c for c in apart if not unicodedata.combining(c)).translate(_STROKED)
    return " ".join(plain.casefold().split())[:NAME_LENGTH]


def fold_email(address: str) -> str:
    """Return an address as it is stored and compared: trimmed, lower case, otherwise untouched.

    Dots and "+tags" stay, because only the receiving server knows whether they matter.
    """
    return address.strip().lower()
