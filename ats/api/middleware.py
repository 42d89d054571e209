"""What holds for every answer below /api/, whoever gives it."""

from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _

from ats.api.errors import problem_page


class ApiMiddleware:
    """No answer stays in a cache: it is people's data, and may be gone tomorrow.

    A call over plain HTTP fails instead of being led to HTTPS: its token has been sent in the open,
    and whoever wrote the program should notice (OWASP ASVS 5.0, 4.1.2).
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if not request.path.startswith("/api/"):
            return self.get_response(request)
        if settings.SECURE_SSL_REDIRECT and not request.is_secure():
            response = problem_page("not-allowed", 403, detail=_("Call by HTTPS."))
        else:
            response = self.get_response(request)
        response.headers.setdefault("Cache-Control", "no-store")
        return response
