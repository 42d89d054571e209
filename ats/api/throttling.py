"""How often one caller may call: a count per minute, shared by all processes through Redis."""

import time
from typing import TYPE_CHECKING

from django.conf import settings
from rest_framework.request import Request
from rest_framework.throttling import BaseThrottle

from ats.cache import count_hit
from ats.users.models import ApiToken

if TYPE_CHECKING:  # REST framework's views import this module
    from rest_framework.views import APIView

WINDOW_SECONDS = 60


class CallerThrottle(BaseThrottle):
    """Counts by token, else by user: a program that runs wild does not shut out its owner."""

    def allow_request(self, request: Request, view: "APIView") -> bool:
        limit: int = settings.API_REQUESTS_PER_MINUTE
        if not limit:
            return True
        count, self._wait = count_hit(
            _caller(request), window_seconds=WINDOW_SECONDS, at=time.time()
        )
        return count <= limit

    def wait(self) -> float:
        return self._wait


def _caller(request: Request) -> str:
    if isinstance(request.auth, ApiToken):
        return f"api:token:{request.auth.pk}"
    return f"api:user:{request.user.pk}"
