"""Error pages: plain, without the database, so that they work when nothing else does."""

from django.core.exceptions import RequestDataTooBig
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from ats.web.navigation import url_or_empty


def bad_request(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    return _error_page(request, 413 if isinstance(exception, RequestDataTooBig) else 400)


def permission_denied(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    return _error_page(request, 403)


def page_not_found(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    return _error_page(request, 404)


def server_error(request: HttpRequest) -> HttpResponse:
    return _error_page(request, 500)


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    return _error_page(request, 403, template="errors/csrf.html")


def _error_page(request: HttpRequest, status: int, *, template: str = "") -> HttpResponse:
    # Rendered without a request, hence without context processors and their queries.
    is_staff = request.path.startswith("/staff/")
    start = "/staff/" if is_staff else url_or_empty("careers") or "/"
    return render(None, template or f"errors/{status}.html", {"start": start}, status=status)
