"""A posting in any state as the world would see it, stored or as it is being written."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render

from ats.organisation.context import organisation_of
from ats.web.languages import in_language, own_name
from ats.web.mixins import RecruiterRequiredMixin
from postings.careers.page import posting_context
from postings.posting.markdown import render_markdown
from postings.posting.models import Posting
from postings.posting.queries import WITH_OPENINGS, WITH_PLACES
from postings.posting.rules import LONGEST_DESCRIPTION, is_editable
from postings.posting.translations import languages_of
from postings.staff.editor.as_typed import apply_typed
from postings.text_blocks.queries import WITH_TEXTS


class PreviewView(RecruiterRequiredMixin):
    """GET shows what is stored, POST what stands in the forms, or the description alone."""

    def get(self, request: HttpRequest, pk: int) -> HttpResponse:
        return _page(request, _posting(request, pk), language=request.GET.get("language", ""))

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        posting = _posting(request, pk)
        if "whole" not in request.POST:
            typed = str(request.POST.get("description-description", ""))[:LONGEST_DESCRIPTION]
            preview = render_markdown(typed)
            return render(request, "postings/editor/preview.html", {"preview": preview})
        return _page(request, posting, wrong=apply_typed(posting, request.POST), is_live=True)


def _posting(request: HttpRequest, pk: int) -> Posting:
    visible = Posting.objects.visible_to(request.user).select_related("department")
    return get_object_or_404(
        visible.prefetch_related(WITH_PLACES, WITH_OPENINGS, WITH_TEXTS, "translations"), pk=pk
    )


def _page(
    request: HttpRequest, posting: Posting, *, language: str = "", **context: Any
) -> HttpResponse:
    languages = languages_of(posting)
    shown = language if language in languages else posting.language
    with in_language(shown) as code:
        page = posting_context(
            posting,
            organisation=organisation_of(request),
            language=code,
            is_preview=True,
        )
        names = [(each, own_name(each), each == shown) for each in languages]
        page |= {"preview_languages": names, "is_editable": is_editable(posting), **context}
        return render(request, "postings/preview.html", page)
