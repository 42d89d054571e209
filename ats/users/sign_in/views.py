"""The pages of allauth that we use, answering 422 to a form that was refused."""

from typing import Any

from allauth.account import views as allauth
from django.forms import Form
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse_lazy
from django.utils.translation import gettext as _

from ats.web.mixins import StaffRequiredMixin
from ats.web.toasts import toast


class RefusedForm:
    """Answers 422 to a refused form, and 405 to PUT, which Django would take for POST."""

    http_method_names = ["get", "head", "post"]

    def form_invalid(self, form: Form) -> HttpResponse:
        response: HttpResponse = super().form_invalid(form)  # type: ignore[misc]
        response.status_code = 422
        return response


class SignInView(RefusedForm, allauth.LoginView):
    pass


class SignOutView(allauth.LogoutView):
    pass


class PasswordResetView(RefusedForm, allauth.PasswordResetView):
    pass


class PasswordResetFromKeyView(RefusedForm, allauth.PasswordResetFromKeyView):
    success_url = reverse_lazy("account_login")

    def render_to_response(self, context: dict[str, Any], **kwargs: Any) -> HttpResponse:
        if context.get("token_fail"):
            kwargs["status"] = 404
        return super().render_to_response(context, **kwargs)


class PasswordChangeView(RefusedForm, StaffRequiredMixin, allauth.PasswordChangeView):  # type: ignore[misc]
    success_url = reverse_lazy("settings")

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        user = request.user
        if user.is_authenticated and not user.has_usable_password():
            return redirect("account_reset_password")
        return super().dispatch(request, *args, **kwargs)

    def form_valid(self, form: Form) -> HttpResponse:
        return toast(self.request, super().form_valid(form), _("Your password is changed."))


def too_many_requests(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    return render(None, "errors/429.html", status=429)
