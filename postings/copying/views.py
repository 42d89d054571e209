"""History, duplicates and templates of postings."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from ats.web.mixins import RecruiterRequiredMixin
from ats.web.paging import keyset_page
from ats.web.toasts import toast
from postings.copying import actions, queries
from postings.copying.forms import NameForm
from postings.copying.models import PostingTemplate
from postings.copying.rules import template_problem
from postings.copying.sections import KINDS
from postings.posting.editing import Seen, StalePosting
from postings.posting.models import Posting, Revision
from postings.posting.plain import DoesNotFit
from postings.posting.rules import is_editable
from postings.posting.sections import fingerprint


def visible(request: HttpRequest, pk: int) -> Posting:
    return get_object_or_404(Posting.objects.visible_to(request.user), pk=pk)


class HistoryView(RecruiterRequiredMixin):
    def get(self, request: HttpRequest, pk: int) -> HttpResponse:
        posting = visible(request, pk)
        page = queries.history_page(
            posting,
            viewer=request.user,
            after=request.GET.get("after", ""),
            before=request.GET.get("before", ""),
        )
        context = {"posting": posting, "page": page, "is_editable": is_editable(posting)}
        return render(request, "copying/history.html", context)


class RevisionView(RecruiterRequiredMixin):
    """A section as it was once, what restoring it would change, and the button that does it."""

    def get(self, request: HttpRequest, pk: int, revision_pk: int) -> HttpResponse:
        posting = visible(request, pk)
        return _revision_page(request, posting, _revision(posting, revision_pk))

    def post(self, request: HttpRequest, pk: int, revision_pk: int) -> HttpResponse:
        posting = visible(request, pk)
        revision = _revision(posting, revision_pk)
        seen = str(request.POST.get("seen", ""))[:64]
        try:
            restored = actions.restore_section(
                actor=request.user,
                posting_id=posting.pk,
                revision_id=revision.pk,
                seen=Seen(section=seen or "unknown"),
                now=timezone.now(),
            )
        except StalePosting as stale:
            posting.refresh_from_db()
            return _revision_page(request, posting, revision, status=409, stale=stale)
        except actions.PostingClosed:
            problem = _("This posting was closed meanwhile. Reopen it to change it.")
            return _revision_page(request, posting, revision, status=409, problem=problem)
        except actions.Refused as refused:
            return _revision_page(request, posting, revision, status=422, problem=refused.reason)
        response = redirect("posting-history", pk=posting.pk)
        return toast(request, response, _restored_text(restored, revision))


def _revision(posting: Posting, pk: int) -> Revision:
    found: Revision = get_object_or_404(posting.revisions.select_related("actor"), pk=pk)
    return found


def _revision_page(
    request: HttpRequest,
    posting: Posting,
    revision: Revision,
    *,
    status: int = 200,
    stale: StalePosting | None = None,
    problem: str = "",
) -> HttpResponse:
    context: dict[str, Any] = {
        "posting": posting,
        "revision": revision,
        "title": revision.section,
        "is_editable": is_editable(posting),
        "stale": stale,
        "problem": problem,
        "has_errors": status != 200,
    }
    try:
        context |= _compared(posting, revision)
    except (DoesNotFit, KeyError):
        context["is_unreadable"] = True
    return render(request, "copying/revision.html", context, status=status)


def _compared(posting: Posting, revision: Revision) -> dict[str, Any]:
    kind = KINDS[revision.section]
    stored, then = kind.stored(posting), kind.from_json(revision.value)
    return {
        "title": kind.title,
        "seen": fingerprint(stored),
        "lines": queries.lines_now(kind, stored, then),
        "then": queries.lines_then(kind, then),
    }


def _restored_text(restored: actions.Restored, revision: Revision) -> str:
    title = KINDS[revision.section].title
    if not restored.was_changed:
        return _("“%(section)s” says that already.") % {"section": title}
    text = _("“%(section)s” is restored.") % {"section": title}
    return f"{text} {left_out_text(restored.left_out)}".strip()


def left_out_text(left_out: list[str]) -> str:
    if not left_out:
        return ""
    return _("Left out: %(names)s.") % {"names": ", ".join(left_out)}


class DuplicateView(RecruiterRequiredMixin):
    http_method_names = ["post"]

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        posting = visible(request, pk)
        made = actions.duplicate_posting(
            actor=request.user, posting_id=posting.pk, now=timezone.now()
        )
        text = _("This is a copy of “%(title)s”, as a draft.") % {"title": posting.title}
        return made_response(request, made, text)


def made_response(request: HttpRequest, made: actions.Made, text: str) -> HttpResponse:
    """To the editor of a new posting, saying what could not be taken along."""
    response = redirect("posting-edit", pk=made.posting.pk)
    tone = "warning" if made.left_out else "success"
    return toast(request, response, f"{text} {left_out_text(made.left_out)}".strip(), tone=tone)


class TemplateListView(RecruiterRequiredMixin):
    def get(self, request: HttpRequest) -> HttpResponse:
        page = keyset_page(
            queries.templates(request.user),
            order=("name", "pk"),
            after=request.GET.get("after", ""),
            before=request.GET.get("before", ""),
        )
        return render(request, "copying/templates.html", {"page": page})


class TemplateSaveView(RecruiterRequiredMixin):
    """Keeps a posting as a template."""

    def get(self, request: HttpRequest, pk: int) -> HttpResponse:
        posting = visible(request, pk)
        return self._page(request, posting, NameForm(initial={"name": posting.title[:100]}))

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        posting, form = visible(request, pk), NameForm(request.POST)
        if form.is_valid():
            try:
                template = actions.save_template(
                    actor=request.user,
                    posting_id=posting.pk,
                    name=form.cleaned_data["name"],
                    now=timezone.now(),
                )
            except actions.NameTaken:
                form.add_taken()
            except actions.Refused as refused:
                form.add_error(None, refused.reason)
            else:
                text = _("The template “%(name)s” is saved.") % {"name": template.name}
                return toast(request, redirect("posting-template-list"), text)
        return self._page(request, posting, form, status=422)

    def _page(
        self, request: HttpRequest, posting: Posting, form: NameForm, status: int = 200
    ) -> HttpResponse:
        context = {"posting": posting, "form": form, "problem": template_problem(posting)}
        return render(request, "copying/save_template.html", context, status=status)


class TemplateRenameView(RecruiterRequiredMixin):
    def get(self, request: HttpRequest, pk: int) -> HttpResponse:
        template = get_object_or_404(queries.templates(request.user), pk=pk)
        return self._page(request, template, NameForm(initial={"name": template.name}))

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        template, form = (
            get_object_or_404(queries.templates(request.user), pk=pk),
            NameForm(request.POST),
        )
        if form.is_valid():
            try:
                actions.rename_template(
                    actor=request.user,
                    template_id=template.pk,
                    name=form.cleaned_data["name"],
                    now=timezone.now(),
                )
            except actions.NameTaken:
                form.add_taken()
            except PostingTemplate.DoesNotExist:
                return toast(request, redirect("posting-template-list"), _gone(), tone="warning")
            else:
                text = _("The template is renamed.")
                return toast(request, redirect("posting-template-list"), text)
        return self._page(request, template, form, status=422)

    def _page(
        self, request: HttpRequest, template: PostingTemplate, form: NameForm, status: int = 200
    ) -> HttpResponse:
        context = {"template": template, "form": form}
        return render(request, "copying/rename_template.html", context, status=status)


class TemplateDeleteView(RecruiterRequiredMixin):
    http_method_names = ["post"]

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        template = get_object_or_404(queries.templates(request.user), pk=pk)
        try:
            actions.delete_template(actor=request.user, template_id=pk, now=timezone.now())
        except PostingTemplate.DoesNotExist:
            return toast(request, redirect("posting-template-list"), _gone(), tone="warning")
        text = _("The template “%(name)s” is deleted.") % {"name": template.name}
        return toast(request, redirect("posting-template-list"), text)


def _gone() -> str:
    return _("Somebody deleted this template meanwhile.")
