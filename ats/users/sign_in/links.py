"""The link with which somebody sets a new password; its key is computed, never stored."""

from allauth.account.utils import user_pk_to_url_str
from django.conf import settings
from django.urls import reverse

from ats.users.models import User
from ats.users.tokens import PasswordLinkTokens


def password_link(user: User) -> str:
    """Return a link that works once, for PASSWORD_RESET_TIMEOUT seconds from now."""
    arguments = [user_pk_to_url_str(user), PasswordLinkTokens().make_token(user)]
    return f"{settings.PUBLIC_URL}{reverse('account_reset_password_from_key', args=arguments)}"
