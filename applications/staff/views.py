"""What every page that changes an application shares: how it finds it and how it answers."""

from typing import Any

from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.http import url_has_allowed_host_and_scheme
from django_htmx.http import trigger_client_event

from applications.candidates.models import Application
from applications.staff.board.payload import card_payload
from ats.web.mixins import RolesRequired, is_fragment_request
from ats.web.toasts import toast

CONTACT_ROLES = frozenset({"admin", "recruiter", "hiring_manager"})


def wants_json(request: HttpRequest) -> bool:
    """Whether the board's script asks, which puts the card back itself."""
    return request.headers.get("Accept", "").startswith("application/json")


class ApplicationActionView(RolesRequired):
    """Answers a change in the shape its sender can use: script, htmx or a plain form."""

    roles = CONTACT_ROLES

    def visible(self) -> QuerySet[Application]:
        return Application.objects.visible_to(self.request.user).select_related(
            "candidate", "posting", "stage"
        )

    def application(self, pk: int) -> Application:
        return get_object_or_404(self.visible(), pk=pk)

    def done(self, application_id: int, text: str, *, undo_url: str = "") -> HttpResponse:
        """Answer that it worked, with a way back."""
        if wants_json(self.request):
            body = self._payload(application_id) | {"text": text, "undo_url": undo_url}
            return JsonResponse(body)
        if is_fragment_request(self.request):
            response = _changed(HttpResponse(status=204), application_id)
            trigger_client_event(response, "close-dialog")
        else:
            response = redirect(self._next(application_id))
        return toast(self.request, response, text, undo_url=undo_url)

    def refused(self, application_id: int, text: str, *, status: int = 409) -> HttpResponse:
        """Answer that it did not happen and why; nothing on the server was changed."""
        if wants_json(self.request):
            return JsonResponse(self._payload(application_id) | {"text": text}, status=status)
        if is_fragment_request(self.request):
            response = _changed(HttpResponse(status=status), application_id)
            response["HX-Reswap"] = "none"
            return toast(self.request, response, text, tone="error")
        context = {"application": self.application(application_id), "text": text}
        return render(self.request, "staff/conflict.html", context, status=status)

    def _payload(self, application_id: int) -> dict[str, Any]:
        return card_payload(application_id, viewer=self.request.user, now=timezone.now())

    def _next(self, application_id: int) -> str:
        wanted = self.request.POST.get("next", "")
        # Without a slash, redirect() would look for a route of that name.
        if wanted.startswith("/") and url_has_allowed_host_and_scheme(wanted, allowed_hosts=None):
            return wanted
        return reverse("application-detail", args=[application_id])


def _changed(response: HttpResponse, application_id: int) -> HttpResponse:
    """Tell the parts of the page that show this application."""
    trigger_client_event(response, "application-changed", {"id": application_id})
    return response
