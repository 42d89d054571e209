"""Opaque API tokens: `Authorization: Bearer …`."""

import hashlib

from django.utils import timezone
from django.utils.translation import gettext as _
from rest_framework.authentication import BaseAuthentication, get_authorization_header
from rest_framework.exceptions import AuthenticationFailed
from rest_framework.request import Request

from ats.users.models import ApiToken, User


def token_hash(secret: str) -> str:
    """Hash a secret of at least 128 random bits; such a one needs no salt and no slow hash."""
    return hashlib.sha256(secret.encode()).hexdigest()


class TokenAuthentication(BaseAuthentication):
    def authenticate(self, request: Request) -> tuple[User, ApiToken] | None:
        words = get_authorization_header(request).split()
        if not words or words[0].lower() != b"bearer":
            return None
        if len(words) != 2:
            raise AuthenticationFailed(_("Send the header as: Authorization: Bearer TOKEN."))
        token = (
            ApiToken.objects.select_related("user")
            .filter(
                token_hash=token_hash(words[1].decode("latin-1")),
                revoked_at=None,
                expires_at__gt=timezone.now(),
                user__is_active=True,
            )
            .first()
        )
        if token is None:
            raise AuthenticationFailed(_("This token is unknown, expired or revoked."))
        return token.user, token

    def authenticate_header(self, request: Request) -> str:
        return "Bearer"
