"""What an invited person sees: the link, then a page on which to choose a password."""

from typing import Any

from allauth.account.utils import perform_login
from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.cache import add_never_cache_headers
from django.views.generic import FormView, View

from ats.users.people import actions, queries
from ats.users.people.forms import AcceptForm

# The __Host- prefix would demand the path "/"; this secret is for one path only.
COOKIE = "__Secure-invitation" if settings.HTTPS else "invitation"
COOKIE_AGE_SECONDS = 3600


class OpenInvitationView(View):
    """Takes the secret out of the address at once. Changes nothing: mail scanners come by, too."""

    http_method_names = ["get", "head"]

    def get(self, request: HttpRequest, secret: str) -> HttpResponse:
        response = redirect("invitation")
        response.set_cookie(
            COOKIE,
            secret,
            max_age=COOKIE_AGE_SECONDS,
            path=reverse("invitation"),
            secure=settings.HTTPS,
            httponly=True,
            samesite="Lax",
        )
        response["Referrer-Policy"] = "no-referrer"
        add_never_cache_headers(response)
        return response


class AcceptInvitationView(FormView):  # type: ignore[type-arg]
    http_method_names = ["get", "head", "post"]
    template_name = "users/accept.html"
    form_class = AcceptForm

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        self.secret = request.COOKIES.get(COOKIE, "")
        self.invitation = queries.usable_invitation(self.secret, now=timezone.now())
        response = (
            super().dispatch(request, *args, **kwargs) if self.invitation else _unusable(request)
        )
        add_never_cache_headers(response)
        return response

    def get_form_kwargs(self) -> dict[str, Any]:
        assert self.invitation
        return super().get_form_kwargs() | {"person": self.invitation.user}

    def form_valid(self, form: AcceptForm) -> HttpResponse:
        try:
            person = actions.accept_invitation(
                secret=self.secret, **form.cleaned_data, now=timezone.now()
            )
        except actions.InvitationUnusable:
            return _unusable(self.request)
        response: HttpResponse = perform_login(self.request, person)
        response.delete_cookie(COOKIE, path=reverse("invitation"))
        return response

    def form_invalid(self, form: AcceptForm) -> HttpResponse:
        return self.render_to_response(self.get_context_data(form=form), status=422)


def _unusable(request: HttpRequest) -> HttpResponse:
    return render(request, "users/invitation_unusable.html", status=404)
