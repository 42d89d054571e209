"""How allauth is bent to our ways: nobody registers, and no mail leaves but through our queue."""

from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from django.core.exceptions import ImproperlyConfigured
from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from ats.users.models import User
from ats.users.sign_in import actions, sessions, throttling


class AccountAdapter(DefaultAccountAdapter):  # type: ignore[misc]
    error_messages = DefaultAccountAdapter.error_messages | {
        "email_password_mismatch": _("E-mail address or password is wrong."),
        "enter_current_password": _("This is not your current password."),
        "too_many_login_attempts": _(
            "There were too many failed attempts. Wait some minutes, or reset your password."
        ),
    }

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        return False

    def pre_authenticate(self, request: HttpRequest, **credentials: Any) -> None:
        self._attempt = throttling.take_attempt(request, credentials.get("email", ""))
        if self._attempt is None:
            actions.log_refusal("throttled", ip=self.get_client_ip(request))
            raise self.validation_error("too_many_login_attempts")

    def _rollback_login_failed_rl_usage(self) -> None:
        throttling.return_attempt(self._attempt or [])

    def authentication_failed(self, request: HttpRequest, **credentials: Any) -> None:
        actions.log_refusal("wrong_password", ip=self.get_client_ip(request))

    def post_login(self, request: HttpRequest, user: User, **kwargs: Any) -> HttpResponse:
        response: HttpResponse = super().post_login(request, user, **kwargs)
        actions.record_sign_in(user=user, now=timezone.now())
        throttling.remember_device(response, user.email)
        return response

    def login(self, request: HttpRequest, user: User) -> None:
        super().login(request, user)
        sessions.begin(request.session, now=timezone.now())

    def set_password(self, user: User, password: str) -> None:
        actions.change_password(user=user, password=password, now=timezone.now())

    def send_password_reset_mail(self, user: User, email: str, context: dict[str, Any]) -> None:
        actions.request_password_reset(user=user, now=timezone.now())

    def send_mail(self, template_prefix: str, email: str, context: dict[str, Any]) -> None:
        raise ImproperlyConfigured(f"{template_prefix}: mail goes through ats.mail alone.")

    def is_ajax(self, request: HttpRequest) -> bool:
        return False  # these pages speak HTML only

    def add_message(self, *args: Any, **kwargs: Any) -> None:
        """Say nothing: "signed in as …" tells people what they see anyway."""
