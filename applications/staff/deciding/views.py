"""Rejecting, hiring and taking it back, as pages and as dialogs over the board."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from applications.candidates.models import Application
from applications.decisions import actions
from applications.decisions.models import Decision, DecisionKind
from applications.decisions.queries import seats_of
from applications.notifications.texts import default_answer
from applications.staff.deciding.forms import AnswerForm, HireForm, RejectForm
from applications.staff.moving.sentences import not_active, stale
from applications.staff.views import ApplicationActionView
from ats.organisation.context import organisation_of
from ats.web.mixins import RECRUITING_ROLES, is_fragment_request


class DecisionView(ApplicationActionView):
    """A form with the answer; a change by somebody else in between loses nothing typed."""

    roles = RECRUITING_ROLES
    kind: DecisionKind

    def make_form(self, application: Application, *args: Any, **kwargs: Any) -> AnswerForm:
        raise NotImplementedError

    def decide(self, application: Application, answer: dict[str, Any]) -> Decision:
        raise NotImplementedError

    def get(self, request: HttpRequest, pk: int) -> HttpResponse:
        application = self.application(pk)
        subject, body = default_answer(self.kind, application)
        initial = {"subject": subject, "body": body, "version": application.version}
        form = self.make_form(application, initial=initial)
        return self._page(application, form)

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        application = self.application(pk)
        form = self.make_form(application, request.POST)
        if not form.is_valid():
            return self._page(application, form, status=422)
        answer = dict(form.cleaned_data)
        answer["expected_version"] = answer.pop("version")
        try:
            decision = self.decide(application, answer)
        except actions.StaleMove as refusal:
            text = stale(application.candidate.name, refusal)
            return self._again(pk, form, text, version=refusal.current_version)
        except actions.NotActive as refusal:
            return self.refused(pk, not_active(application.candidate.name, refusal))
        except actions.NoSeatLeft:
            text = _("The last seat there was taken meanwhile. Choose another one.")
            return self._again(pk, form, text, version=application.version)
        undo_url = reverse("decision-undo", args=[decision.pk])
        return self.done(pk, _decided_text(application, decision), undo_url=undo_url)

    def _again(self, pk: int, form: AnswerForm, text: str, *, version: int) -> HttpResponse:
        """Show the form as it was typed, with what changed, ready to be sent once more."""
        application = self.application(pk)
        data = {**form.cleaned_data, "version": version}
        return self._page(application, self.make_form(application, data), text=text, status=409)

    def _page(
        self, application: Application, form: AnswerForm, *, text: str = "", status: int = 200
    ) -> HttpResponse:
        context = {
            "application": application,
            "form": form,
            "kind": self.kind,
            "changed": text,
            "hold_minutes": organisation_of(self.request).decision_hold_minutes,
            "is_dialog": is_fragment_request(self.request),
        }
        name = "dialog" if context["is_dialog"] else "page"
        return render(self.request, f"staff/deciding/{name}.html", context, status=status)


class RejectView(DecisionView):
    kind = DecisionKind.REJECT

    def make_form(self, application: Application, *args: Any, **kwargs: Any) -> RejectForm:
        return RejectForm(*args, **kwargs)

    def decide(self, application: Application, answer: dict[str, Any]) -> Decision:
        return actions.reject_application(
            actor=self.request.user, application_id=application.pk, now=timezone.now(), **answer
        )


class HireView(DecisionView):
    kind = DecisionKind.HIRE

    def make_form(self, application: Application, *args: Any, **kwargs: Any) -> HireForm:
        seats = seats_of([application.posting_id])[application.posting_id]
        return HireForm(seats, *args, **kwargs)

    def decide(self, application: Application, answer: dict[str, Any]) -> Decision:
        return actions.hire_application(
            actor=self.request.user,
            application_id=application.pk,
            opening_id=answer.pop("opening"),
            now=timezone.now(),
            **answer,
        )


class UndoDecisionView(ApplicationActionView):
    roles = RECRUITING_ROLES

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        decision = get_object_or_404(
            Decision.objects.filter(application__in=self.visible().values("pk")), pk=pk
        )
        application_id = decision.application_id
        try:
            actions.undo_decision(actor=request.user, decision_id=pk, now=timezone.now())
        except actions.AnswerAlreadySent:
            return self.refused(application_id, _("Too late: the answer has gone out already."))
        except actions.PostingOver:
            text = _("This posting was closed meanwhile. Reopen it to change it.")
            return self.refused(application_id, text)
        except actions.AppliedAgain:
            text = _("This person has applied for the posting again; go on with that application.")
            return self.refused(application_id, text)
        return self.done(application_id, _("Taken back. The answer will not be sent."))


def _decided_text(application: Application, decision: Decision) -> str:
    facts = {
        "name": application.candidate.name,
        "time": date_format(timezone.localtime(decision.answer_due_at), "H:i"),
    }
    if decision.kind == DecisionKind.HIRE:
        text = _("%(name)s is hired. The answer goes out at %(time)s.") % facts
        return f"{text} {_last_seat(application)}".strip()
    return _("%(name)s is rejected. The answer goes out at %(time)s.") % facts


def _last_seat(application: Application) -> str:
    """Propose closing when nobody else can be hired."""
    rows = seats_of([application.posting_id])[application.posting_id]
    if any(row.left for row in rows):
        return ""
    return _("That was the last seat: once everybody has an answer, close the posting.")
