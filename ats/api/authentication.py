"""Opaque API tokens: `Authorization: Bearer …`."""

from django.utils import timezone
from django.utils.translation import gettext as _
from rest_framework.authentication import BaseAuthentication, get_authorization_header
from rest_framework.exceptions import AuthenticationFailed
from rest_framework.request import Request

from ats.users.api_tokens import actions, queries
from ats.users.models import ApiToken, User


class TokenAuthentication(BaseAuthentication):
    def authenticate(self, request: Request) -> tuple[User, ApiToken] | None:
        words = get_authorization_header(request).split()
        if not words or words[0].lower() != b"bearer":
            return None
        if len(words) != 2:
            raise AuthenticationFailed(_("Send the header as: Authorization: Bearer TOKEN."))
        now = timezone.now()
        token = queries.working_token(words[1].decode("latin-1"), now=now)
        if token is None:
            raise AuthenticationFailed(_("This token is unknown, expired or revoked."))
        actions.note_use(token, now=now)
        return token.user, token

    def authenticate_header(self, request: Request) -> str:
        return "Bearer"
