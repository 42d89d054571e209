"""What all board APIs have in common: CORS for reads, validators, JSON, unknown names."""

import json
from datetime import UTC, datetime
from typing import Any, ClassVar

from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.utils import timezone, translation
from django.utils.cache import get_conditional_response
from django.utils.http import http_date
from django.views.generic import View

from ats.organisation.models import Organisation
from postings.boards import queries

PREFLIGHT_KEPT = 24 * 3600
# Kept by whoever likes, asked for anew each time: a posting that is over is over at once.
CACHING = "public, max-age=0, must-revalidate"


class Unknown(Exception):
    """There is no such board, job, department or office, or the public may not see it."""


class BadQuestion(Exception):
    """A parameter cannot be understood; the text says which."""


class BoardView(View):
    """A read of one board. Anyone may read, from any site, without cookies.

    Labels are English whatever the reader's browser prefers: programs compare them. The texts of
    a posting are in the language that it was written in.
    """

    http_method_names = ["get", "head", "options"]

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        with translation.override("en"):
            return super().dispatch(request, *args, **kwargs)

    def get(self, request: HttpRequest, board: str, **kwargs: Any) -> HttpResponse:
        self.now = timezone.now()
        found = queries.board_named(board, now=self.now)
        if found is None:
            return readable(self.refused(404, self.unknown_board))
        organisation, state = found
        tag = f'"{state.tag}"'
        response = get_conditional_response(request, etag=tag) or self._answer(
            organisation, **kwargs
        )
        response["ETag"] = tag
        return readable(response)

    def options(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        response = readable(HttpResponse(status=204))
        allowed = (name.upper() for name in self.http_method_names if hasattr(self, name))
        response["Allow"] = ", ".join(allowed)
        response["Access-Control-Allow-Methods"] = "GET, HEAD, OPTIONS"
        response["Access-Control-Allow-Headers"] = "Accept, Content-Type, If-None-Match"
        response["Access-Control-Max-Age"] = str(PREFLIGHT_KEPT)
        return response

    def answer(self, organisation: Organisation, **kwargs: Any) -> Any:
        """Return what to write as JSON. Raises Unknown or BadQuestion."""
        raise NotImplementedError

    def refused(self, status: int, message: str) -> HttpResponse:
        """Return a refusal as the vendor words it."""
        raise NotImplementedError

    unknown_board: ClassVar[str] = "Job board not found"
    unknown: ClassVar[str] = "Job not found"

    def _answer(self, organisation: Organisation, **kwargs: Any) -> HttpResponse:
        try:
            return as_json(self.answer(organisation, **kwargs))
        except Unknown:
            return self.refused(404, self.unknown)
        except BadQuestion as problem:
            return self.refused(400, str(problem))


def as_json(content: Any, *, status: int = 200) -> HttpResponse:
    """Return an answer in UTF-8; half of a surrogate pair is written as a question mark."""
    text = json.dumps(content, ensure_ascii=False, separators=(",", ":"))
    return HttpResponse(
        text.encode(errors="replace"), status=status, content_type="application/json; charset=utf-8"
    )


def readable(response: HttpResponse) -> HttpResponse:
    """Let scripts of every site read an answer, and everyone keep it for asking again."""
    response["Access-Control-Allow-Origin"] = "*"
    response["Access-Control-Expose-Headers"] = "ETag"
    response["Cache-Control"] = CACHING
    response["Vary"] = "Accept-Encoding"
    return response


def last_modified(changed_at: datetime) -> str:
    return http_date(changed_at.astimezone(UTC).timestamp())
