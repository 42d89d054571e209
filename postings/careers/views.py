"""The careers site: server-rendered, without cookies, for everyone."""

from collections.abc import Callable
from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from django.core.cache import caches
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.cache import get_conditional_response, patch_cache_control
from django.utils.translation import get_language
from django.views.generic import TemplateView, View

from ats.organisation.context import organisation_of
from postings.careers import queries
from postings.careers.attribution import Attribution, as_query, read_attribution, with_referrer
from postings.careers.facts import rows_of
from postings.careers.filters import read_filters
from postings.careers.freshness import etag_of, state_of_list
from postings.careers.listing import list_context
from postings.careers.page import find_for_page, posting_context, state_of
from postings.careers.similar import similar_rows
from postings.posting.markdown import render_markdown
from postings.posting.models import Posting
from postings.posting.translations import text_in

OTHERS_SHOWN = 5


class CareersView(View):
    """The open postings, the newest first, narrowed by plain links and found by words."""

    template_name = "careers/list.html"
    route = "careers"

    def get(self, request: HttpRequest) -> HttpResponse:
        now, organisation = timezone.now(), organisation_of(request)
        attribution = attribution_of(request)
        state = state_of_list(now=now)
        asked = (request.get_full_path(), *attribution.items())

        def build() -> HttpResponse:
            context = list_context(
                read_filters(request.GET),
                attribution=attribution,
                cursors=request.GET.dict(),
                now=now,
                state=state,
                route=self.route,
            )
            return render(request, self.template_name, context)

        return revalidated(request, etag_of(organisation, asked, state, now=now), build)


class PostingView(View):
    """One posting with all its facts and its doors; 410 with the open ones once it is over."""

    def get(self, request: HttpRequest, slug: str) -> HttpResponse:
        now, language = timezone.now(), get_language() or "en"
        posting, is_over = find_for_page(slug, now=now, language=language)
        if posting is None:
            raise Http404
        if is_over:
            return over_page(request, posting)
        organisation, attribution = organisation_of(request), attribution_of(request)

        def build() -> HttpResponse:
            context = posting_context(
                posting, organisation=organisation, language=language, attribution=attribution
            )
            return render(request, "careers/posting.html", context)

        asked = (request.get_full_path(), *attribution.items())
        response = revalidated(
            request, etag_of(organisation, asked, state_of(posting), now=now), build
        )
        if not posting.is_listed:
            response["X-Robots-Tag"] = "noindex"
        return response


class PrivacyView(TemplateView):
    template_name = "careers/privacy.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(**privacy_context(self.request), **kwargs)


def privacy_context(request: HttpRequest) -> dict[str, object]:
    """Return what careers/privacy_text.html needs."""
    organisation = organisation_of(request)
    return {
        "organisation": organisation,
        "privacy_notice": render_markdown(organisation.privacy_notice),
    }


def over_page(request: HttpRequest, posting: Posting) -> HttpResponse:
    """Say that a posting is over, and which open ones are like it, or else the newest."""
    now, language = timezone.now(), get_language() or "en"
    if not hasattr(posting, "similar"):
        posting = find_for_page(posting.slug, now=now, language=language)[0] or posting
    rows = similar_rows(getattr(posting, "similar", []))
    is_like_it = bool(rows)
    if not rows:
        newest = queries.open_postings(now=now).order_by(*queries.NEWEST)[:OTHERS_SHOWN]
        rows = rows_of(newest, language=language)
    carried = as_query(attribution_of(request))
    context = {
        "title": text_in(posting, language).title,
        "rows": rows,
        "is_like_it": is_like_it,
        "carried": f"?{carried}" if carried else "",
    }
    return render(request, "careers/over.html", context, status=410)


def attribution_of(request: HttpRequest) -> Attribution:
    """Return where the visitor came from: what the address says, and the site that linked here."""
    own = (request.get_host().partition(":")[0], urlsplit(settings.PUBLIC_URL).hostname or "")
    found = read_attribution(request.GET)
    return with_referrer(found, request.headers.get("Referer", ""), own_hosts=own)


def _kept(etag: str, build: Callable[[], HttpResponse]) -> HttpResponse:
    pages = caches["pages"]
    content = pages.get(etag)
    if content is None:
        content = build().content
        pages.set(etag, content)
    return HttpResponse(content)


def revalidated(request: HttpRequest, etag: str, build: Callable[[], HttpResponse]) -> HttpResponse:
    """Answer 304 where the browser has this page, else send it; caches ask every time.

    A page is built once in each process, and then kept under its ETag.
    """
    response = get_conditional_response(request, etag=etag) or _kept(etag, build)
    response["ETag"] = etag
    patch_cache_control(response, public=True, max_age=0, must_revalidate=True)
    return response
