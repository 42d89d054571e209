"""List, overview and life of postings."""

from collections.abc import Callable
from dataclasses import dataclass
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from ats.web.mixins import RecruiterRequiredMixin, StaffRequiredMixin
from ats.web.paging import keyset_page
from ats.web.toasts import toast
from postings.criteria.queries import criteria_of
from postings.lifecycle import actions
from postings.lifecycle.rules import Missing, possible_actions
from postings.posting import seats
from postings.posting.forms import CreateForm
from postings.posting.labels import pay_label, places_label, window_label
from postings.posting.markdown import render_markdown
from postings.posting.models import Posting, PostingStatus
from postings.posting.queries import in_order
from postings.posting.rules import may_edit
from postings.staff.editor.queries import editable
from postings.staff.pages import queries

Facts = list[tuple[str, str]]


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
    def get(self, request: HttpRequest) -> HttpResponse:
        return render(request, "postings/staff/create.html", {"form": CreateForm()})

    def post(self, request: HttpRequest) -> HttpResponse:
        form = CreateForm(request.POST)
        if not form.is_valid():
            return render(request, "postings/staff/create.html", {"form": form}, status=422)
        posting = actions.create_posting(
            actor=request.user, title=form.cleaned_data["title"], now=timezone.now()
        )
        return redirect("posting-edit", pk=posting.pk)


@dataclass(frozen=True)
class Refused:
    """Why the state was not changed."""

    title: str
    reasons: list[Missing]


class PostingDetailView(StaffRequiredMixin):
    def get(self, request: HttpRequest, pk: int) -> HttpResponse:
        return overview(request, pk)


def overview(
    request: HttpRequest, pk: int, *, refused: Refused | None = None, status: int = 200
) -> HttpResponse:
    posting = get_object_or_404(editable(request.user), pk=pk)
    is_editor = may_edit(request.user)
    context = {
        "posting": posting,
        "facts": _facts(posting),
        "team": sorted(posting.team.all(), key=lambda member: member.user.name),
        "stages": in_order(posting.stages),
        "questions": in_order(posting.questions),
        "criteria": criteria_of(posting),
        "description": render_markdown(posting.description),
        "possible": possible_actions(posting.status) if is_editor else [],
        "may_edit": is_editor,
        "is_filled": is_editor and _is_filled(posting),
        "refused": refused,
        "has_errors": refused is not None,
    }
    return render(request, "postings/staff/detail.html", context, status=status)


def _is_filled(posting: Posting) -> bool:
    """Whether closing can be proposed: it is at work, and the last seat is taken."""
    is_at_work = posting.status in (PostingStatus.OPEN, PostingStatus.PAUSED)
    return is_at_work and seats.is_filled(posting.openings.all())


def _facts(posting: Posting) -> Facts:
    days = posting.apply_by_on
    return [
        (_("Reference"), posting.reference),
        (_("Company"), posting.company),
        (_("Department"), posting.department.name if posting.department else ""),
        (_("Employment type"), posting.get_employment_type_display()),
        (_("Workplace"), posting.get_workplace_type_display()),
        (_("Where"), places_label(posting.locations.all())),
        (_("Working hours within"), window_label(posting)),
        (_("Openings"), queries.Row(posting).openings),
        (_("Reports to"), posting.reports_to),
        (_("Pay"), pay_label(posting)),
        (_("Résumé"), posting.get_resume_policy_display()),
        (_("Answer within"), _("%(days)d days") % {"days": posting.reply_within_days}),
        (_("Apply by"), date_format(days, "j F Y") if days else ""),
    ]


_ACTIONS: dict[str, Callable[..., Posting]] = {
    "publish": actions.publish_posting,
    "pause": actions.pause_posting,
    "reopen": actions.reopen_posting,
    "close": actions.close_posting,
}
_DONE: dict[str, str | Promise] = {
    "publish": gettext_lazy("“%(title)s” is open: candidates can apply."),
    "pause": gettext_lazy("“%(title)s” is paused: nobody can apply for now."),
    "reopen": gettext_lazy("“%(title)s” is open again."),
    "close": gettext_lazy("“%(title)s” is closed."),
}


class LifecycleView(RecruiterRequiredMixin):
    """A button that opens, pauses or closes a posting."""

    http_method_names = ["post"]
    action = ""

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        posting = get_object_or_404(Posting.objects.visible_to(request.user), pk=pk)
        try:
            _ACTIONS[self.action](actor=request.user, posting_id=pk, now=timezone.now())
        except actions.NotReady as error:
            refused = Refused(_("Something is still missing"), error.missing)
        except actions.Guarded as error:
            reasons = [Missing("", "guard", reason) for reason in error.reasons]
            refused = Refused(_("That is not possible yet"), reasons)
        except actions.WrongState as error:
            label = PostingStatus(error.status).label
            reason = _("Somebody changed it meanwhile. It is now: %(state)s.") % {"state": label}
            refused = Refused(_("That is not possible"), [Missing("", "state", reason)])
        else:
            text = str(_DONE[self.action]) % {"title": posting.title}
            return toast(request, redirect("posting-detail", pk=pk), text)
        return overview(request, pk, refused=refused, status=409)
