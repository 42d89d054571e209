"""Ends sign-ins whose time is over. Stands before the middleware that looks who is signed in."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse
from django.utils import timezone

from ats.users.sign_in import sessions

FOR_STAFF = ("/staff/", "/api/", "/accounts/")


class SessionLimitsMiddleware:
    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        # Public pages must not load a session, which would be a query.
        if request.path.startswith(FOR_STAFF) and request.session.session_key:
            now = timezone.now()
            if sessions.is_over(request.session, now=now):
                request.session.flush()
            else:
                sessions.note_use(request.session, now=now)
        return self.get_response(request)
