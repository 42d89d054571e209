"""Decides in which language a request is answered: address, then browser, then organisation."""

from collections.abc import Callable, Iterator
from typing import cast

from django.conf import settings
from django.db import DatabaseError
from django.http import (
    HttpRequest,
    HttpResponse,
    HttpResponsePermanentRedirect,
    StreamingHttpResponse,
)
from django.utils import translation
from django.utils.cache import patch_vary_headers

from ats.organisation.context import organisation_of
from ats.web import languages

Handler = Callable[[HttpRequest], HttpResponse]


class LanguageMiddleware:
    """Takes the language out of the path, so that the routes need not know of it.

    Stands before everything that gives an answer with words or asks for the session; public pages
    ask for none, so a choice is kept by the address alone and needs no cookie.
    """

    def __init__(self, get_response: Handler) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        named, rest = languages.split_prefix(request.path_info)
        if named and not rest:
            query = request.META.get("QUERY_STRING", "")
            return HttpResponsePermanentRedirect(f"{request.path}/{'?' * bool(query)}{query}")
        if not languages.is_translated(rest):
            # Below a prefix there is nothing of the kind: not found, in that language.
            with translation.override(named or settings.LANGUAGE_CODE):
                return self.get_response(request)
        if named:
            request.path_info = rest
            return self._answer_below_prefix(request, named)
        return self._answer_as_wanted(request)

    def _answer_below_prefix(self, request: HttpRequest, code: str) -> HttpResponse:
        with languages.in_language(code):
            response = self.get_response(request)
        if response.streaming:
            _stream_in_language(cast(StreamingHttpResponse, response), code)
        response.headers.setdefault("Content-Language", code)
        return response

    def _answer_as_wanted(self, request: HttpRequest) -> HttpResponse:
        code = languages.wanted(request.headers.get("Accept-Language", "")) or _default(request)
        with translation.override(code):
            response = self.get_response(request)
        patch_vary_headers(response, ["Accept-Language"])
        response.headers.setdefault("Content-Language", code)
        return response


def _default(request: HttpRequest) -> str:
    try:
        language = organisation_of(request).language
    except DatabaseError:
        return settings.LANGUAGE_CODE
    return languages.known(language) or settings.LANGUAGE_CODE


def _stream_in_language(response: StreamingHttpResponse, code: str) -> None:
    """Keep language and addresses while the answer is still being written."""
    chunks = cast("Iterator[bytes]", response.streaming_content)

    def written() -> Iterator[bytes]:
        with languages.in_language(code):
            yield from chunks

    response.streaming_content = written()
