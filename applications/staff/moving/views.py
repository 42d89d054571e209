"""Moving an application: by the board's script, by a form, and back again."""

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from applications.candidates.models import Application
from applications.pipeline import actions
from applications.staff.moving.forms import MoveForm, UndoForm
from applications.staff.moving.sentences import not_active, stale
from applications.staff.views import ApplicationActionView, wants_json
from ats.web.mixins import is_fragment_request


class MoveView(ApplicationActionView):
    def get(self, request: HttpRequest, pk: int) -> HttpResponse:
        return self._page(self.application(pk), problem="", status=200)

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        application = self.application(pk)
        form = MoveForm(request.POST)
        if not form.is_valid():
            return self._unclear(application)
        try:
            moved = actions.move_application(
                actor=request.user,
                application_id=pk,
                to_stage_id=form.cleaned_data["to_stage"],
                from_stage_id=form.cleaned_data["from_stage"],
                expected_version=form.cleaned_data["version"],
                now=timezone.now(),
            )
        except actions.StageNotOfPosting:
            return self._unclear(application)
        except actions.StaleMove as refusal:
            return self.refused(pk, stale(application.candidate.name, refusal))
        except actions.NotActive as refusal:
            return self.refused(pk, not_active(application.candidate.name, refusal))
        return self.done(pk, _moved_text(application, moved), undo_url=_undo_url(moved))

    def _unclear(self, application: Application) -> HttpResponse:
        text = _("Choose one of the stages of this posting.")
        if wants_json(self.request) or is_fragment_request(self.request):
            return self.refused(application.pk, text, status=422)
        return self._page(application, problem=text, status=422)

    def _page(self, application: Application, *, problem: str, status: int) -> HttpResponse:
        context = {
            "application": application,
            "stages": application.posting.stages.order_by("position"),
            "problem": problem,
            "next": self.request.GET.get("next", ""),
        }
        name = "dialog" if is_fragment_request(self.request) else "move"
        return render(self.request, f"staff/moving/{name}.html", context, status=status)


class UndoMoveView(ApplicationActionView):
    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        application = self.application(pk)
        form = UndoForm(request.GET)
        if not form.is_valid():
            return self.refused(pk, _("This move cannot be undone any more."), status=422)
        try:
            moved = actions.undo_move(
                actor=request.user,
                application_id=pk,
                expected_version=form.cleaned_data["version"],
                now=timezone.now(),
            )
        except actions.StaleMove as refusal:
            return self.refused(pk, stale(application.candidate.name, refusal))
        except actions.NotActive as refusal:
            return self.refused(pk, not_active(application.candidate.name, refusal))
        except actions.NothingToUndo:
            return self.refused(pk, _("The stage it came from no longer exists."))
        return self.done(pk, _moved_text(application, moved), undo_url=_undo_url(moved))


class CardView(ApplicationActionView):
    """The card as it is now, for a board whose page has changed the application elsewhere."""

    def get(self, request: HttpRequest, pk: int) -> HttpResponse:
        application = self.application(pk)
        return JsonResponse(self._payload(application.pk))


def _moved_text(application: Application, moved: Application) -> str:
    facts = {"name": application.candidate.name, "stage": moved.stage.name}
    return _("%(name)s moved to %(stage)s.") % facts


def _undo_url(moved: Application) -> str:
    return f"{reverse('application-undo-move', args=[moved.pk])}?version={moved.version}"
