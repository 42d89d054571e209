"""Base classes of staff pages."""

import zoneinfo
from typing import Any

from django.conf import settings
from django.contrib.auth.views import redirect_to_login
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import resolve_url
from django.utils import timezone
from django.utils.cache import add_never_cache_headers, patch_vary_headers
from django.utils.translation import gettext as _
from django.views.generic import View
from django.views.generic.base import TemplateResponseMixin
from django_htmx.http import trigger_client_event

STAFF_ROLES = frozenset({"admin", "recruiter", "hiring_manager", "interviewer"})
RECRUITING_ROLES = frozenset({"admin", "recruiter"})


class RolesRequired(View):
    """Lets only `roles` in.

    Anonymous visitors are sent to sign in (htmx gets a 401 with a toast, so that nothing typed is
    swapped away); a role that may not see the page gets a 404, as if it did not exist. Answers are
    never stored by caches, and times are rendered in the person's own zone.
    """

    roles: frozenset[str] = STAFF_ROLES

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        user = request.user
        if not user.is_authenticated:
            return _ask_to_sign_in(request)
        if getattr(user, "role", "") not in self.roles:
            raise Http404
        with timezone.override(_zone_of(user)):
            response = super().dispatch(request, *args, **kwargs)
            if hasattr(response, "render"):
                response.render()  # a lazy response would otherwise be rendered outside the zone
        add_never_cache_headers(response)
        return response


class StaffRequiredMixin(RolesRequired):
    """Every role of the staff; what they see of it is decided by visible_to()."""


class AdminRequiredMixin(RolesRequired):
    roles = frozenset({"admin"})


class RecruiterRequiredMixin(RolesRequired):
    roles = RECRUITING_ROLES


class FragmentMixin(TemplateResponseMixin):
    """One address, two shapes: `fragment_template_name` for htmx, the whole page otherwise.

    `fragments` maps the id of an htmx target to a template, for pages with several.
    """

    request: HttpRequest
    fragment_template_name: str = ""
    fragments: dict[str, str] = {}

    def get_template_names(self) -> list[str]:
        name = ""
        if is_fragment_request(self.request):
            target = self.request.headers.get("HX-Target", "")
            name = self.fragments.get(target, self.fragment_template_name)
        return [name] if name else super().get_template_names()

    def render_to_response(self, context: dict[str, Any], **kwargs: Any) -> HttpResponse:
        response = super().render_to_response(context, **kwargs)
        patch_vary_headers(response, ["HX-Request", "HX-Target"])
        return response


def is_fragment_request(request: HttpRequest) -> bool:
    """Whether htmx wants a part of the page; restoring history wants all of it."""
    headers = request.headers
    return headers.get("HX-Request") == "true" and "HX-History-Restore-Request" not in headers


def _ask_to_sign_in(request: HttpRequest) -> HttpResponseBase:
    if not is_fragment_request(request):
        response: HttpResponseBase = redirect_to_login(
            request.get_full_path(), resolve_url(settings.LOGIN_URL)
        )
        add_never_cache_headers(response)
        return response
    refusal = HttpResponse(status=401)
    text = _("You are signed out. Sign in again in another tab, then repeat this here.")
    return trigger_client_event(refusal, "toast", {"text": text, "tone": "error"})


def _zone_of(user: Any) -> zoneinfo.ZoneInfo:
    try:
        return zoneinfo.ZoneInfo(user.time_zone)
    except (AttributeError, ValueError, zoneinfo.ZoneInfoNotFoundError):
        return zoneinfo.ZoneInfo(settings.TIME_ZONE)
