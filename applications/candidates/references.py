"""References that people read out over the phone: "7KQ3-MX9P"."""

import re
import secrets

# Crockford's base32: no I, L, O or U, so nothing is mistaken for 1 or 0 and no word appears.
ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
GROUPS, GROUP_LENGTH = 2, 4
_MISREAD = str.maketrans({"I": "1", "L": "1", "O": "0"})


def new_reference() -> str:
    """Return a random reference of 40 bits; uniqueness is the database's to hold."""
    groups = ("".join(secrets.choice(ALPHABET) for _ in range(GROUP_LENGTH)) for _ in range(GROUPS))
    return "-".join(groups)


def normalise_reference(typed: str) -> str:
    """Return a reference as it is stored from what somebody typed, in any case and grouping."""
    plain = re.sub(r"[\s\-–]+", "", typed).upper().translate(_MISREAD)
    return "-".join(
        plain[start : start + GROUP_LENGTH] for start in range(0, len(plain), GROUP_LENGTH)
    )
