"""What all board APIs have in common: CORS for reads, validators, JSON, unknown names."""

import json
from abc import ABC, abstractmethod
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from hashlib import sha256
from typing import Any, ClassVar, TypeVar

from django.http import HttpRequest, HttpResponse, HttpResponseBase, StreamingHttpResponse
from django.utils import timezone, translation
from django.utils.cache import get_conditional_response
from django.utils.http import http_date
from django.views.generic import View

from ats.organisation.models import Organisation
from postings.boards import queries
from postings.boards.texts import sizes_first
from postings.posting.models import Posting

PREFLIGHT_KEPT = 24 * 3600
# Kept by whoever likes, asked for anew each time: a posting that is over is over at once.
JSON = "application/json; charset=utf-8"
IN_ONE_PIECE = 100
CACHING = "public, max-age=0, must-revalidate"


Response = TypeVar("Response", bound=HttpResponseBase)


class Unknown(Exception):
    """There is no such board, job, department or office, or the public may not see it."""


class BadQuestion(Exception):
    """A parameter cannot be understood; the text says which."""


class BoardView(ABC, View):
    """What a board says, and how it refuses, in its vendor's shape.

    Labels are English whatever the reader's browser prefers: programs compare them. The texts of
    a posting are in the language that it was written in.
    """

    unknown_board: ClassVar[str] = "Job board not found"
    unknown: ClassVar[str] = "Job not found"

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        with translation.override("en"):
            return super().dispatch(request, *args, **kwargs)

    def options(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        response = readable(HttpResponse(status=204))
        allowed = (name.upper() for name in self.http_method_names if hasattr(self, name))
        response["Allow"] = ", ".join(allowed)
        response["Access-Control-Allow-Methods"] = "GET, HEAD, OPTIONS"
        response["Access-Control-Allow-Headers"] = "Accept, Content-Type, If-None-Match"
        response["Access-Control-Max-Age"] = str(PREFLIGHT_KEPT)
        return response

    @abstractmethod
    def refused(self, status: int, message: str) -> HttpResponse:
        """Return a refusal as the vendor words it."""


class BoardRead(BoardView):
    """A read of one board. Anyone may read, from any site, without cookies."""

    http_method_names = ["get", "head", "options"]

    def get(self, request: HttpRequest, board: str, **kwargs: Any) -> HttpResponseBase:
        self.now = timezone.now()
        found = queries.board_named(board, now=self.now)
        if found is None:
            return readable(self.refused(404, self.unknown_board))
        organisation, state = found
        tag = _tag_of(request, state.tag)
        unchanged = get_conditional_response(request, etag=tag)
        response: HttpResponseBase = unchanged or self._answer(organisation, **kwargs)
        if response.status_code < 400:
            response["ETag"] = tag
        return readable(response)

    @abstractmethod
    def answer(self, organisation: Organisation, **kwargs: Any) -> Any:
        """Return what to write as JSON, or a Listing. Raises Unknown or BadQuestion."""

    def _answer(self, organisation: Organisation, **kwargs: Any) -> HttpResponseBase:
        try:
            found = self.answer(organisation, **kwargs)
            return found.response() if isinstance(found, Listing) else as_json(found)
        except Unknown:
            return self.refused(404, self.unknown)
        except BadQuestion as problem:
            return self.refused(400, str(problem))


def _tag_of(request: HttpRequest, state: str) -> str:
    """Return the tag of one address: with that of another, a job that never was would be a 304."""
    return f'"{sha256(f"{state} {request.get_full_path()}".encode()).hexdigest()[:32]}"'


@dataclass(frozen=True)
class Listing:
    """Many postings, of which each is written with `entry`, between two pieces of JSON."""

    postings: Sequence[Posting]
    entry: Callable[[Posting], Any]
    before: str = "["
    after: str = "]"

    def response(self) -> HttpResponseBase:
        """Return a long list while it is written: nobody's patience ends before it begins."""
        if len(self.postings) <= IN_ONE_PIECE:
            return HttpResponse(b"".join(self._written()), content_type=JSON)
        return StreamingHttpResponse(spoken(self._written(), "en"), content_type=JSON)

    def _written(self) -> Iterator[bytes]:
        yield self.before.encode()
        between = b""
        for posting in sizes_first(self.postings, at_once=len(self.postings)):
            yield between + as_bytes(self.entry(posting))
            between = b","
        yield self.after.encode()


def spoken(written: Iterator[bytes], language: str) -> Iterator[bytes]:
    """Write in one language for everyone: the view is long over when the last piece is written."""
    while True:
        with translation.override(language):
            piece = next(written, None)
        if piece is None:
            return
        yield piece


def as_bytes(content: Any) -> bytes:
    """Return JSON in UTF-8; half of a surrogate pair is written as a question mark."""
    return json.dumps(content, ensure_ascii=False, separators=(",", ":")).encode(errors="replace")


def as_json(content: Any, *, status: int = 200) -> HttpResponse:
    return HttpResponse(as_bytes(content), status=status, content_type=JSON)


def readable(response: Response) -> Response:
    """Let scripts of every site read an answer, and everyone keep it for asking again."""
    response["Access-Control-Allow-Origin"] = "*"
    response["Access-Control-Expose-Headers"] = "ETag"
    response["Cache-Control"] = CACHING
    response["Vary"] = "Accept-Encoding"
    return response


def last_modified(changed_at: datetime) -> str:
    return http_date(changed_at.astimezone(UTC).timestamp())
