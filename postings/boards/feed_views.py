"""Feeds for programs that look in from time to time, and what they may look at."""

from abc import ABC, abstractmethod
from collections.abc import Iterator
from datetime import datetime
from typing import ClassVar

from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase, StreamingHttpResponse
from django.urls import get_script_prefix
from django.utils import timezone
from django.utils.cache import get_conditional_response
from django.views.generic import View

from ats.organisation.models import Organisation
from ats.web import languages
from postings.boards import feeds, queries
from postings.boards.facts import absolute
from postings.boards.views import last_modified, readable, spoken
from postings.posting.models import Posting
from postings.posting.queries import WITH_TRANSLATIONS

PRIVATE_PATHS = ("/staff/", "/accounts/", "/status/", "/applied/", "/api/")
# Below a language, too.
FORM_PATHS = ("/jobs/*/apply", "/*/jobs/*/apply", "/*/status/", "/*/applied/")


class FeedView(ABC, View):
    """Listed postings as they are read from the database, some hundred at a time.

    Labels are in the language of the organisation, adverts in their own; an address with a
    language wants both in that one.
    """

    http_method_names = ["get", "head"]
    content_type: ClassVar[str]

    def get(self, request: HttpRequest) -> HttpResponseBase:
        now = timezone.now()
        found = queries.current(now=now)
        if found is None:
            raise Http404
        organisation, state = found
        language = asked_language() or organisation.language
        tag, modified = f'"{state.tag}"', int(state.changed_at.timestamp())
        unchanged = get_conditional_response(request, etag=tag, last_modified=modified)
        response: HttpResponseBase
        if unchanged is not None:
            response = unchanged
        else:
            rows = self.postings(now).iterator(chunk_size=feeds.ROWS_AT_ONCE)
            written = self.written(rows, organisation, state)
            response = StreamingHttpResponse(
                spoken(written, language), content_type=self.content_type
            )
        response["Content-Language"] = language
        response["ETag"] = tag
        response["Last-Modified"] = last_modified(state.changed_at)
        return readable(response)

    def postings(self, now: datetime) -> QuerySet[Posting]:
        listed = queries.listed_postings(now=now)
        return listed.prefetch_related(WITH_TRANSLATIONS) if asked_language() else listed

    @abstractmethod
    def written(
        self, postings: Iterator[Posting], organisation: Organisation, state: queries.State
    ) -> Iterator[bytes]:
        """Return the feed bit by bit."""


class SitemapView(FeedView):
    content_type = "application/xml; charset=utf-8"

    def postings(self, now: datetime) -> QuerySet[Posting]:
        return queries.listed_addresses(now=now)

    def written(
        self, postings: Iterator[Posting], organisation: Organisation, state: queries.State
    ) -> Iterator[bytes]:
        return feeds.sitemap(postings, changed_at=state.changed_at)


class AtomView(FeedView):
    content_type = "application/atom+xml; charset=utf-8"

    def written(
        self, postings: Iterator[Posting], organisation: Organisation, state: queries.State
    ) -> Iterator[bytes]:
        return feeds.atom(
            postings, organisation, changed_at=state.changed_at, language=asked_language()
        )


class IndeedView(FeedView):
    content_type = "application/xml; charset=utf-8"

    def written(
        self, postings: Iterator[Posting], organisation: Organisation, state: queries.State
    ) -> Iterator[bytes]:
        return feeds.indeed(
            postings, organisation, changed_at=state.changed_at, language=asked_language()
        )


class RobotsView(View):
    """What concerns nobody but the people who use it; adverts and board APIs are for everyone."""

    def get(self, request: HttpRequest) -> HttpResponse:
        lines = ["User-agent: *"]
        lines += [f"Disallow: {path}" for path in (*PRIVATE_PATHS, *FORM_PATHS)]
        lines += ["", f"Sitemap: {absolute('/sitemap.xml')}", ""]
        return readable(HttpResponse("\n".join(lines), content_type="text/plain; charset=utf-8"))


def asked_language() -> str:
    """Return the language that the address names ("/de/jobs.atom"), or "".

    What a program's library says of languages that it accepts is nobody's wish.
    """
    named = get_script_prefix().removeprefix(languages.root()).rstrip("/")
    return languages.known(named)
