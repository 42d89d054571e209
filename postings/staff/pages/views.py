"""List, overview and life of postings."""

from collections.abc import Callable
from dataclasses import dataclass
from urllib.parse import urlencode

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from ats.web.mixins import RecruiterRequiredMixin, StaffRequiredMixin
from ats.web.paging import keyset_page
from ats.web.toasts import toast
from postings.copying.actions import create_from_template
from postings.copying.forms import BeginForm
from postings.copying.models import PostingTemplate
from postings.copying.views import made_response
from postings.criteria.queries import criteria_of
from postings.lifecycle import actions
from postings.lifecycle.forms import ReturnForm
from postings.lifecycle.queries import review_of, why_it_waits
from postings.lifecycle.rules import may_change
from postings.posting import seats
from postings.posting.editing import Seen
from postings.posting.markdown import render_markdown
from postings.posting.models import Posting, PostingStatus
from postings.posting.queries import in_order
from postings.posting.rules import is_editable, may_edit
from postings.staff.editor.queries import editable
from postings.staff.pages import queries
from postings.staff.pages.buttons import buttons_for
from postings.staff.pages.facts import facts_of
from postings.staff.pages.refusals import REFUSALS, Refused

MOST_TO_COPY = 8


@dataclass(frozen=True)
class Tab:
    label: str
    count: int
    url: str
    is_current: bool


class PostingListView(StaffRequiredMixin):
    def get(self, request: HttpRequest) -> HttpResponse:
        query = " ".join(request.GET.get("q", "").replace("\x00", "").split())[:100]
        status = request.GET.get("status", "")
        status = status if status in PostingStatus.values else ""
        page = keyset_page(
            queries.listed(request.user, status=status, query=query),
            order=queries.NEWEST,
            after=request.GET.get("after", ""),
            before=request.GET.get("before", ""),
        )
        context = {
            "page": page,
            "rows": [queries.Row(posting) for posting in page.rows],
            "tabs": _tabs(queries.counts_by_status(request.user, query=query), status, query),
            "status": status,
            "query": query,
            "may_edit": may_edit(request.user),
        }
        return render(request, "postings/staff/list.html", context)


def _tabs(counts: dict[str, int], current: str, query: str) -> list[Tab]:
    labels = {"": _("All"), **{status.value: str(status.label) for status in PostingStatus}}
    tabs = []
    for status, label in labels.items():
        kept = urlencode({k: v for k, v in (("status", status), ("q", query)) if v})
        url = f"{reverse('posting-list')}?{kept}" if kept else reverse("posting-list")
        tabs.append(Tab(label, counts[status], url, status == current))
    return tabs


class PostingCreateView(RecruiterRequiredMixin):
    """A new posting: empty, from a template, or as a copy of one that is found here."""

    def get(self, request: HttpRequest) -> HttpResponse:
        form = BeginForm(initial={"template": request.GET.get("template", "")}, viewer=request.user)
        return self._page(request, form)

    def post(self, request: HttpRequest) -> HttpResponse:
        form = BeginForm(request.POST, viewer=request.user)
        if not form.is_valid():
            return self._page(request, form, status=422)
        template_id = form.cleaned_data.get("template")
        try:
            return self._make(request, form.cleaned_data["title"], template_id)
        except PostingTemplate.DoesNotExist:
            form.add_error("template", _("Somebody deleted this template meanwhile."))
            return self._page(request, form, status=409)

    def _make(self, request: HttpRequest, title: str, template_id: int | None) -> HttpResponse:
        common = {"actor": request.user, "title": title, "now": timezone.now()}
        if template_id is None:
            return redirect("posting-edit", pk=actions.create_posting(**common).pk)
        made = create_from_template(template_id=template_id, **common)
        return made_response(request, made, _("The draft is made from the template."))

    def _page(self, request: HttpRequest, form: BeginForm, status: int = 200) -> HttpResponse:
        query = " ".join(request.GET.get("q", "").replace("\x00", "").split())[:100]
        found = queries.listed(request.user, query=query).order_by(*queries.NEWEST)
        context = {"form": form, "query": query, "found": found[:MOST_TO_COPY]}
        return render(request, "postings/staff/create.html", context, status=status)


class PostingDetailView(StaffRequiredMixin):
    def get(self, request: HttpRequest, pk: int) -> HttpResponse:
        return overview(request, pk)


def overview(
    request: HttpRequest, pk: int, *, refused: Refused | None = None, status: int = 200
) -> HttpResponse:
    posting = get_object_or_404(editable(request.user), pk=pk)
    now, is_editor = timezone.now(), may_edit(request.user)
    context = {
        "posting": posting,
        "facts": facts_of(posting),
        "team": sorted(posting.team.all(), key=lambda member: member.user.name),
        "stages": in_order(posting.stages),
        "questions": in_order(posting.questions),
        "criteria": criteria_of(posting),
        "description": render_markdown(posting.description),
        "possible": buttons_for(posting, request.user),
        "review": review_of(posting),
        "waits_for": why_it_waits(posting, now) if posting.schedule_waits_since else [],
        "may_edit": is_editor,
        "is_editable": is_editable(posting),
        "is_filled": is_editor and _is_filled(posting),
        "refused": refused,
        "has_errors": refused is not None,
    }
    return render(request, "postings/staff/detail.html", context, status=status)


def _is_filled(posting: Posting) -> bool:
    """Whether closing can be proposed: it is at work, and the last seat is taken."""
    is_at_work = posting.status in (PostingStatus.OPEN, PostingStatus.PAUSED)
    return is_at_work and seats.is_filled(posting.openings.all())


_ACTIONS: dict[str, Callable[..., Posting]] = {
    "send_for_review": actions.send_for_review,
    "publish": actions.publish_posting,
    "approve": actions.approve_posting,
    "pause": actions.pause_posting,
    "reopen": actions.reopen_posting,
    "archive": actions.archive_posting,
    "unarchive": actions.unarchive_posting,
}
_DONE: dict[str, str | Promise] = {
    "send_for_review": gettext_lazy("“%(title)s” is in review: its hiring team is told."),
    "publish": gettext_lazy("“%(title)s” is open: candidates can apply."),
    "approve": gettext_lazy("“%(title)s” is approved and opens at its time."),
    "return_to_draft": gettext_lazy("“%(title)s” is a draft again."),
    "pause": gettext_lazy("“%(title)s” is paused: nobody can apply for now."),
    "reopen": gettext_lazy("“%(title)s” is open again."),
    "archive": gettext_lazy("“%(title)s” is archived: the list shows it under “Archived”."),
    "unarchive": gettext_lazy("“%(title)s” is among the closed postings again."),
}


class LifecycleView(StaffRequiredMixin):
    """A button that takes a posting on to another state; who may not press it gets a 404."""

    http_method_names = ["post"]
    action = ""

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        posting = get_object_or_404(Posting.objects.visible_to(request.user), pk=pk)
        return self.change(posting, _ACTIONS[self.action])

    def change(
        self, posting: Posting, action: Callable[..., Posting], **more: object
    ) -> HttpResponse:
        """Carry out an action and say how it went."""
        seen = _seen(self.request)
        try:
            action(
                actor=self.request.user,
                posting_id=posting.pk,
                seen=seen,
                now=timezone.now(),
                **more,
            )
        except actions.NotAllowed as error:
            raise Http404 from error
        except tuple(REFUSALS) as error:
            refused = REFUSALS[type(error)](error)
            return overview(self.request, posting.pk, refused=refused, status=409)
        text = str(_DONE[self.action]) % {"title": posting.title}
        return toast(self.request, redirect("posting-detail", pk=posting.pk), text)


class ReturnToDraftView(LifecycleView):
    """Ends a review, with a word to whoever had sent it."""

    http_method_names = ["get", "head", "post"]
    action = "return_to_draft"

    def get(self, request: HttpRequest, pk: int) -> HttpResponse:
        return self.page(self.posting(pk), ReturnForm())

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        posting, form = self.posting(pk), ReturnForm(request.POST)
        if not form.is_valid():
            return self.page(posting, form, status=422)
        return self.change(posting, actions.return_to_draft, note=form.cleaned_data["note"])

    def posting(self, pk: int) -> Posting:
        posting = get_object_or_404(Posting.objects.visible_to(self.request.user), pk=pk)
        if not may_change(self.action, self.request.user, posting):
            raise Http404
        return posting

    def page(self, posting: Posting, form: ReturnForm, *, status: int = 200) -> HttpResponse:
        context = {"posting": posting, "form": form, "review": review_of(posting)}
        return render(self.request, "postings/staff/return.html", context, status=status)


def _seen(request: HttpRequest) -> Seen:
    """What the presser of a button had in front of them, where the page says it."""
    version = str(request.POST.get("version", ""))
    is_version = version.isascii() and version.isdigit() and len(version) < 10
    return Seen(version=int(version) if is_version else None)
