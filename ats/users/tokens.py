"""Secrets of our own, of which only hashes are kept, and the key in a password-reset link."""

import hashlib
import secrets
from typing import TYPE_CHECKING

from django.contrib.auth.tokens import PasswordResetTokenGenerator

if TYPE_CHECKING:
    from ats.users.models import User

SECRET_BYTES = 32


def new_secret(prefix: str = "") -> str:
    """Make a secret of 256 random bits, safe in an address."""
    return prefix + secrets.token_urlsafe(SECRET_BYTES)


def hash_of(secret: str) -> str:
    """Hash a secret of at least 128 random bits; such a one needs no salt and no slow hash."""
    return hashlib.sha256(secret.encode()).hexdigest()


class PasswordLinkTokens(PasswordResetTokenGenerator):
    """Django's key: dead after use, after a sign-in, and with a changed password or address.

    Ours also dies when the person is deactivated.
    """

    def check_token(self, user: "User | None", token: str | None) -> bool:
        return bool(user and user.is_active) and super().check_token(user, token)
