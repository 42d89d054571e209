"""A reviewer's own card, and asking others for theirs."""

from typing import Any

from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from applications.candidates.models import Application
from applications.profiles.queries import profile_of
from applications.scorecards import actions, queries, rules
from applications.scorecards.forms import ScorecardForm, initial_of
from ats.web.mixins import StaffRequiredMixin
from ats.web.toasts import toast


class ScorecardView(StaffRequiredMixin):
    """One's own card for an application: draft, hand in, read again."""

    def setup(self, request: HttpRequest, *args: Any, **kwargs: Any) -> None:
        super().setup(request, *args, **kwargs)
        self.kwargs = kwargs

    def get(self, request: HttpRequest, pk: int) -> HttpResponse:
        application = self._application()
        card = queries.own_card(application, viewer=request.user)
        form = ScorecardForm(queries.criteria_of(application), initial=initial_of(card))
        return self._page(application, form, status=200)

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        application = self._application()
        form = ScorecardForm(queries.criteria_of(application), request.POST)
        if not form.is_valid():
            return self._page(application, form, status=422)
        try:
            return self._keep(application, form)
        except actions.Incomplete as gaps:
            form.mark_missing(criteria=gaps.criteria, recommendation=gaps.recommendation)
            return self._page(application, form, status=422)
        except actions.AlreadySubmitted:
            form.add_error(None, _("You have handed in this scorecard already; it is locked."))
        except actions.ApplicationNotActive:
            form.add_error(None, _("This application is no longer active, so it takes no scores."))
        return self._page(application, form, status=409)

    def _keep(self, application: Application, form: ScorecardForm) -> HttpResponse:
        is_draft = self.request.POST.get("action") == "draft"
        action = actions.save_scorecard if is_draft else actions.submit_scorecard
        action(
            actor=self.request.user,
            application_id=application.pk,
            levels=form.levels,
            recommendation=form.cleaned_data["recommendation"],
            note=form.cleaned_data["note"],
            now=timezone.now(),
        )
        if is_draft:
            response = redirect("scorecard", pk=application.pk)
            return toast(self.request, response, _("Draft saved. Nobody else sees it."))
        response = redirect(f"{reverse('application-detail', args=[application.pk])}#scores")
        return toast(self.request, response, _("Scorecard handed in."))

    def _application(self) -> Application:
        return get_object_or_404(
            visible_applications(self.request).select_related("candidate", "posting"),
            pk=self.kwargs["pk"],
        )

    def _page(self, application: Application, form: ScorecardForm, *, status: int) -> HttpResponse:
        card = queries.own_card(application, viewer=self.request.user)
        return TemplateResponse(
            self.request,
            "scorecards/scorecard.html",
            {
                "application": application,
                "form": form,
                "card": card,
                "is_locked": card is not None and rules.is_locked(card),
                "takes_scores": rules.may_score(application),
                "panel": queries.panel_of(application, viewer=self.request.user),
                "profile": profile_of(application.pk),
            },
            status=status,
        )


class ReviewerView(StaffRequiredMixin):
    """Asks somebody for a scorecard, or takes the request back."""

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        if not rules.may_assign(request.user):
            raise Http404
        application = get_object_or_404(visible_applications(request), pk=pk)
        response = redirect(f"{reverse('application-detail', args=[pk])}#scores")
        text, tone = self._change(request, application)
        return toast(request, response, text, tone=tone)

    def _change(self, request: HttpRequest, application: Application) -> tuple[str, str]:
        is_removal = request.POST.get("action") == "remove"
        change = actions.unassign_reviewer if is_removal else actions.assign_reviewer
        try:
            change(
                actor=request.user,
                application_id=application.pk,
                user_id=_whole_number(request.POST.get("user", "")),
                now=timezone.now(),
            )
        except actions.ReviewerCannotSee:
            return _("Choose somebody who works on this posting, or an interviewer."), "error"
        except actions.ReviewerHasSubmitted:
            return _("Their scorecard is in already, so the request stays."), "error"
        except actions.CannotStepBack:
            return _("A card is in already. Ask a colleague to take your request back."), "error"
        except actions.ApplicationNotActive:
            return _("This application is no longer active, so it takes no scores."), "error"
        return (_("Request taken back.") if is_removal else _("Asked for a scorecard.")), "success"


def visible_applications(request: HttpRequest) -> QuerySet[Application]:
    return Application.objects.visible_to(request.user)


def _whole_number(text: str) -> int:
    return int(text) if text.isascii() and text.isdigit() and len(text) < 18 else 0
