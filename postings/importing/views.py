"""The import page: the report first, the drafts on a second press."""

from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from ats.web.mixins import RecruiterRequiredMixin
from ats.web.toasts import toast
from postings.importing import store
from postings.importing.actions import Outcome, import_jobs
from postings.importing.documents.reading import Document, Job, read_text
from postings.importing.forms import ImportForm
from postings.importing.queries import by_source
from postings.importing.report import Entry, Kind
from postings.importing.text import LIMIT_BYTES
from postings.posting.markdown import render_markdown
from postings.posting.models import Posting


@dataclass(frozen=True)
class JobRow:
    """A job of a document on the page: ticked unless there is a posting of its source."""

    number: int
    job: Job
    known: Posting | None
    is_ticked: bool

    @property
    def groups(self) -> list[tuple[str, tuple[Entry, ...]]]:
        return list(self.job.parsed.report.groups()) if self.job.parsed else []

    @property
    def placed(self) -> int:
        return len(self.job.parsed.report.of(Kind.PLACED)) if self.job.parsed else 0

    @property
    def unsure(self) -> int:
        return len(self.job.parsed.report.of(Kind.UNSURE)) if self.job.parsed else 0


class ImportView(RecruiterRequiredMixin):
    def get(self, request: HttpRequest) -> HttpResponse:
        return self._page(ImportForm())

    def post(self, request: HttpRequest) -> HttpResponse:
        if request.POST.get("document"):
            return self._create_kept(str(request.POST["document"]))
        form = ImportForm(request.POST, request.FILES)
        if not form.is_valid():
            return self._page(form, status=422)
        document = form.document
        if len(document.jobs) > 1 or len(document.text.encode("utf-8", "replace")) > LIMIT_BYTES:
            token = store.keep(document.text, user_id=request.user.pk)
            return self._list(document, token)
        if request.POST.get("do") == "create" and not request.FILES:
            return self._create(list(document.jobs))
        return self._report(document)

    def _report(self, document: Document) -> HttpResponse:
        """One job: its report, with its text in the form, so that what was read is made."""
        (parsed,) = document.readable
        context = {
            "parsed": parsed,
            "kind": document.kind,
            "groups": list(parsed.report.groups()),
            "known": by_source(self.request.user, [parsed.source_url]).get(parsed.source_url),
            "description": render_markdown(parsed.description),
        }
        return self._page(ImportForm(initial={"text": document.text}), **context)

    def _list(
        self, document: Document, token: str, *, problem: str = "", chosen: list[str] | None = None
    ) -> HttpResponse:
        sources = [parsed.source_url for parsed in document.readable]
        known = by_source(self.request.user, sources)
        rows = [
            _row(number, job, known, chosen) for number, job in enumerate(document.jobs, start=1)
        ]
        context = {"document": document, "token": token, "rows": rows, "problem": problem}
        return self._page(ImportForm(), status=422 if problem else 200, **context)

    def _create_kept(self, token: str) -> HttpResponse:
        text = store.kept(token, user_id=self.request.user.pk)
        if not text:
            problem = _("The file is not kept any more. Choose it once again.")
            return self._page(ImportForm(), problem=problem, status=422)
        document = read_text(text)
        chosen = self.request.POST.getlist("job")
        jobs = [job for n, job in enumerate(document.jobs, start=1) if str(n) in chosen]
        if not jobs:
            problem = _("Tick at least one job.")
            return self._list(document, token, problem=problem, chosen=chosen)
        return self._create(jobs)

    def _create(self, jobs: list[Job]) -> HttpResponse:
        outcomes = import_jobs(actor=self.request.user, jobs=jobs, now=timezone.now())
        if len(outcomes) == 1 and outcomes[0].posting:
            text = _("The draft is made. Look through it before you publish it.")
            answer = redirect("posting-edit", pk=outcomes[0].posting.pk)
            return toast(self.request, answer, text)
        return self._done(outcomes)

    def _done(self, outcomes: list[Outcome]) -> HttpResponse:
        made = sum(outcome.posting is not None for outcome in outcomes)
        context = {"outcomes": outcomes, "made": made, "refused": len(outcomes) - made}
        status = 200 if made else 422
        return render(self.request, "postings/staff/import_done.html", context, status=status)

    def _page(self, form: ImportForm, *, status: int = 200, **context: Any) -> HttpResponse:
        context = {"form": form, "has_errors": status == 422, **context}
        return render(self.request, "postings/staff/import.html", context, status=status)


def _row(number: int, job: Job, known: dict[str, Posting], chosen: list[str] | None) -> JobRow:
    there = known.get(job.parsed.source_url) if job.parsed else None
    is_ticked = str(number) in chosen if chosen is not None else there is None
    return JobRow(number, job, there, is_ticked and job.parsed is not None)
