"""What Django itself answers with: JSON below /api/, a page elsewhere."""

import logging
import uuid

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _

from ats.api.errors import problem_page
from ats.web import views as pages

log = logging.getLogger(__name__)


def bad_request(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    if _wants_json(request):
        return problem_page("malformed", 400)
    return pages.bad_request(request, exception)


def permission_denied(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    if _wants_json(request):
        return problem_page("not-allowed", 403)
    return pages.permission_denied(request, exception)


def page_not_found(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    if _wants_json(request):
        return problem_page("not-found", 404, detail=_("There is nothing at this address."))
    return pages.page_not_found(request, exception)


def server_error(request: HttpRequest) -> HttpResponse:
    if not _wants_json(request):
        return pages.server_error(request)
    instance = uuid.uuid4().urn
    log.error("internal error %s at %s", instance, request.path)
    return problem_page("internal", 500, instance=instance)


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    if _wants_json(request):
        return problem_page("not-allowed", 403, detail=reason)
    return pages.csrf_failure(request, reason)


def _wants_json(request: HttpRequest) -> bool:
    return request.path.startswith("/api/")
