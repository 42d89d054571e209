"""The import page: the report first, the draft on a second press."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from ats.web.mixins import RecruiterRequiredMixin
from ats.web.toasts import toast
from postings.importing.actions import import_posting
from postings.importing.forms import ImportForm
from postings.posting.markdown import render_markdown


class ImportView(RecruiterRequiredMixin):
    def get(self, request: HttpRequest) -> HttpResponse:
        return _page(request, ImportForm())

    def post(self, request: HttpRequest) -> HttpResponse:
        form = ImportForm(request.POST, request.FILES)
        if not form.is_valid():
            return _page(request, form, status=422)
        if request.POST.get("do") == "create" and not request.FILES:
            posting = import_posting(actor=request.user, parsed=form.parsed, now=timezone.now())
            text = _("The draft is made. Look through it before you publish it.")
            return toast(request, redirect("posting-edit", pk=posting.pk), text)
        # The text goes along in the form, so that what was read is what is made.
        again = ImportForm(initial={"text": form.cleaned_data["text"]})
        context = {
            "parsed": form.parsed,
            "groups": list(form.parsed.report.groups()),
            "description": render_markdown(form.parsed.description),
        }
        return _page(request, again, **context)


def _page(
    request: HttpRequest, form: ImportForm, *, status: int = 200, **context: Any
) -> HttpResponse:
    return render(request, "postings/staff/import.html", {"form": form, **context}, status=status)
