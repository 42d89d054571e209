"""The careers site: server-rendered, without cookies, for everyone."""

from typing import Any

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.generic import TemplateView, View

from ats.organisation.models import Organisation
from ats.web.paging import keyset_page
from postings.careers import queries
from postings.careers.facts import facts_of, rows_of, summary_of
from postings.posting.markdown import render_markdown

OTHERS_SHOWN = 5


class CareersView(TemplateView):
    """The open postings, newest first, narrowed by plain links."""

    template_name = "careers/list.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        now, asked = timezone.now(), self.request.GET
        department, workplace = asked.get("department", ""), asked.get("workplace", "")
        page = keyset_page(
            queries.open_postings(now=now, department=department, workplace=workplace),
            order=queries.NEWEST,
            after=asked.get("after", ""),
            before=asked.get("before", ""),
        )
        return super().get_context_data(
            page=page,
            rows=rows_of(page.rows),
            facets=queries.facets(now=now),
            department=department,
            workplace=workplace,
            is_narrowed=bool(department or workplace),
            canonical=canonical_url(reverse("careers")),
            source=source_of(self.request),
            **kwargs,
        )


class PostingView(View):
    """One posting with all its facts and its doors; 410 with the open ones once it is over."""

    def get(self, request: HttpRequest, slug: str) -> HttpResponse:
        posting, is_over = queries.find_posting(slug, now=timezone.now())
        if posting is None:
            raise Http404
        if is_over:
            return over_page(request, title=posting.title)
        context = {
            "posting": posting,
            "facts": facts_of(posting),
            "description": render_markdown(posting.description),
            "canonical": canonical_url(reverse("careers-posting", args=[slug])),
            "summary": summary_of(posting),
            "source": source_of(request),
        }
        return render(request, "careers/posting.html", context)


class PrivacyView(TemplateView):
    template_name = "careers/privacy.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(**privacy_context(), **kwargs)


def privacy_context() -> dict[str, object]:
    """Return what careers/privacy_text.html needs."""
    organisation = Organisation.objects.current()
    return {
        "organisation": organisation,
        "privacy_notice": render_markdown(organisation.privacy_notice),
    }


def over_page(request: HttpRequest, *, title: str) -> HttpResponse:
    """Say that a posting is over and which ones are open."""
    others = queries.open_postings(now=timezone.now()).order_by(*queries.NEWEST)[:OTHERS_SHOWN]
    context = {"title": title, "rows": rows_of(others), "source": source_of(request)}
    return render(request, "careers/over.html", context, status=410)


def canonical_url(path: str) -> str:
    """Return the one address that search engines should keep for a page."""
    return f"{settings.PUBLIC_URL}{path}"


def source_of(request: HttpRequest) -> str:
    """Return where the visitor came from, as the address says; kept by links, not by a cookie."""
    named = request.GET.get("source") or request.GET.get("utm_source") or ""
    return "".join(c for c in named if c.isprintable()).strip()[:100]
