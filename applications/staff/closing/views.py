"""Closing a posting: who still waits for an answer, and one answer to all of them."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from applications.candidates.models import Application
from applications.closing import actions
from applications.closing.queries import (
    Group,
    groups_of,
    latest_answer,
    unanswered,
    with_language,
)
from applications.notifications.texts import default_bulk_answer
from applications.staff.closing.forms import CloseForm, ids_of, new_key
from applications.staff.closing.rules import spoken
from ats.organisation.context import organisation_of
from ats.web.languages import own_name
from ats.web.mixins import RECRUITING_ROLES, RolesRequired, is_fragment_request
from ats.web.toasts import toast
from postings.lifecycle.actions import Guarded, WrongState, close_posting
from postings.lifecycle.rules import is_possible
from postings.posting.models import Posting

# So many people are listed with a box each; of more, whole stages can be left out.
MOST_LISTED = 200


@dataclass(frozen=True)
class StageOf:
    """How many wait in a stage, and whether it is left out."""

    pk: int
    name: str
    count: int
    is_left_out: bool


@dataclass(frozen=True)
class Person:
    application: Application
    language: str
    is_left_out: bool


@dataclass(frozen=True)
class LeftOut:
    people: set[int]
    stages: set[int]


class ClosePostingView(RolesRequired):
    """Shows who waits; closes, answers everybody, or shows how far that has come."""

    roles = RECRUITING_ROLES

    def get(self, request: HttpRequest, pk: int) -> HttpResponse:
        return self.page(self.posting(pk), fragment=is_fragment_request(request))

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        posting = self.posting(pk)
        if request.POST.get("do") == "answer":
            return self.answer(posting)
        return self.close(posting)

    def posting(self, pk: int) -> Posting:
        return get_object_or_404(Posting.objects.visible_to(self.request.user), pk=pk)

    def close(self, posting: Posting) -> HttpResponse:
        try:
            close_posting(actor=self.request.user, posting_id=posting.pk, now=timezone.now())
        except Guarded as error:
            return self.page(posting, reasons=error.reasons, status=409)
        except WrongState:
            return self.page(self.posting(posting.pk), status=409)
        text = _("“%(title)s” is closed.") % {"title": posting.title}
        return toast(self.request, redirect("posting-detail", pk=posting.pk), text)

    def answer(self, posting: Posting) -> HttpResponse:
        groups = groups_of(posting.pk)
        form = CloseForm(_languages(groups), self.request.POST)
        left_out = LeftOut(
            ids_of(self.request.POST.getlist("except")),
            ids_of(self.request.POST.getlist("except_stage")),
        )
        if groups and not form.is_valid():
            return self.page(posting, form=form, left_out=left_out, status=422)
        if not groups or not form.is_valid():
            return redirect("posting-close", pk=posting.pk)
        try:
            self.start(posting, form, left_out)
        except actions.AlreadyRunning:
            return self.page(posting, status=409)
        except actions.NobodyLeft:
            form.add_error(None, _("Nobody is left to answer: take somebody back in."))
            return self.page(posting, form=form, left_out=left_out, status=422)
        return redirect("posting-close", pk=posting.pk)

    def start(self, posting: Posting, form: CloseForm, left_out: LeftOut) -> None:
        data = form.cleaned_data
        actions.start_bulk_answer(
            actor=self.request.user,
            posting_id=posting.pk,
            key=data["key"],
            reason=data["reason"],
            texts=form.texts(),
            seen_at=data["seen_at"],
            left_out=left_out.people,
            left_out_stages=left_out.stages,
            now=timezone.now(),
        )

    def page(
        self,
        posting: Posting,
        *,
        form: CloseForm | None = None,
        left_out: LeftOut | None = None,
        reasons: Sequence[str] = (),
        fragment: bool = False,
        status: int = 200,
    ) -> HttpResponse:
        latest = latest_answer(posting.pk)
        context: dict[str, Any] = {
            "posting": posting,
            "reasons": reasons,
            "latest": latest,
            "is_running": latest is not None and latest.finished_at is None,
            "may_close": is_possible("close", posting.status),
            "hold_minutes": organisation_of(self.request).decision_hold_minutes,
        }
        if not context["is_running"] and context["may_close"]:
            context |= _waiting(posting, form, left_out)
        name = "progress" if fragment and context["is_running"] else "page"
        if fragment and not context["is_running"]:
            # What polls has come to its end: the page as it is now takes its place.
            response = HttpResponse(status=200)
            response["HX-Refresh"] = "true"
            return response
        return render(self.request, f"staff/closing/{name}.html", context, status=status)


def _waiting(posting: Posting, form: CloseForm | None, left_out: LeftOut | None) -> dict[str, Any]:
    """Who waits, with the answer and the choice of people as they were sent or as they begin."""
    groups = groups_of(posting.pk)
    total = sum(group.count for group in groups)
    languages = _languages(groups)
    people = list(with_language(unanswered(posting.pk))[:MOST_LISTED]) if total else []
    left_out = left_out or _left_out_at_first(groups, people, are_all_listed=len(people) == total)
    rows = [
        Person(
            application=application,
            language=own_name(spoken(application.language)),
            is_left_out=application.pk in left_out.people,
        )
        for application in people
    ]
    return {
        "total": total,
        "title": _people_text(total),
        "people": rows,
        "not_listed": total - len(rows),
        "stages": _stages(groups, left_out),
        "has_offers": any(group.is_offer for group in groups),
        "languages": languages,
        "form": form or _fresh(posting, languages),
        "has_errors": form is not None and bool(form.errors),
    }


def _left_out_at_first(
    groups: Iterable[Group], people: Iterable[Application], *, are_all_listed: bool
) -> LeftOut:
    """Nobody is turned down by oversight who has an offer, listed or not."""
    stages = {group.stage_id for group in groups if group.is_offer}
    if not are_all_listed:
        return LeftOut(set(), stages)
    return LeftOut({person.pk for person in people if person.stage_id in stages}, set())


def _fresh(posting: Posting, languages: Iterable[str]) -> CloseForm:
    initial = {"key": new_key(), "seen_at": timezone.now().isoformat()}
    for code in languages:
        initial[f"subject_{code}"], initial[f"body_{code}"] = default_bulk_answer(posting, code)
    return CloseForm(languages, initial=initial)


def _languages(groups: Iterable[Group]) -> list[str]:
    """The languages that people are written to in, the most spoken first."""
    counts: Counter[str] = Counter()
    for group in groups:
        counts[spoken(group.language)] += group.count
    return [code for code, _count in counts.most_common()]


def _stages(groups: Iterable[Group], left_out: LeftOut) -> list[StageOf]:
    counts: dict[tuple[int, str], int] = {}
    for group in groups:
        stage = (group.stage_id, group.stage)
        counts[stage] = counts.get(stage, 0) + group.count
    return [StageOf(pk, name, count, pk in left_out.stages) for (pk, name), count in counts.items()]


def _people_text(total: int) -> str:
    text = ngettext(
        "%(count)s person waits for an answer", "%(count)s people wait for an answer", total
    )
    return text % {"count": total}
