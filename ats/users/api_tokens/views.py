"""The page on which people make and end the tokens of their programs."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.generic import FormView, TemplateView, View

from ats.users.api_tokens import actions, queries, rules
from ats.users.api_tokens.forms import TokenForm
from ats.users.models import ApiToken
from ats.web.mixins import StaffRequiredMixin
from ats.web.paging import keyset_page
from ats.web.toasts import toast


class TokensView(StaffRequiredMixin, TemplateView):
    template_name = "users/tokens.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        page = keyset_page(
            queries.manageable_tokens(self.request.user),
            order=("-created_at", "-id"),
            after=self.request.GET.get("after", ""),
            before=self.request.GET.get("before", ""),
        )
        now = timezone.now()
        rows = [(token, rules.is_expired(token, now=now)) for token in page.rows]
        return super().get_context_data(page=page, rows=rows, **kwargs)


class TokenCreateView(StaffRequiredMixin, FormView):
    """Shows the secret once, as the answer to the form: it is stored nowhere, not in a session."""

    http_method_names = ["get", "head", "post"]
    template_name = "users/token_create.html"
    form_class = TokenForm

    def form_valid(self, form: TokenForm) -> HttpResponse:
        token, secret = actions.create_token(
            actor=self.request.user, **form.cleaned_data, now=timezone.now()
        )
        self.template_name = "users/token_created.html"
        return self.render_to_response({"token": token, "secret": secret})

    def form_invalid(self, form: TokenForm) -> HttpResponse:
        return self.render_to_response(self.get_context_data(form=form), status=422)


class TokenRevokeView(StaffRequiredMixin, View):
    """Asks first: a program that loses its token stops working."""

    http_method_names = ["get", "head", "post"]

    def get(self, request: HttpRequest, pk: int) -> HttpResponse:
        return render(request, "users/token_revoke.html", {"token": self.token(pk)})

    def token(self, pk: int) -> ApiToken:
        return get_object_or_404(queries.manageable_tokens(self.request.user), pk=pk)

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        token = self.token(pk)
        actions.revoke_token(actor=request.user, token=token, now=timezone.now())
        text = _("“%(name)s” no longer works.") % {"name": token.name}
        return toast(request, redirect("tokens"), text)
