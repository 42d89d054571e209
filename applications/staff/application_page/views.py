"""The page of one application, which is also what the side panel shows."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.utils.translation import gettext as _

from applications.candidates.models import Application, Submission
from applications.intake.actions import accept_submission
from applications.scorecards.queries import reviewer_choices
from applications.staff.application_page.history import history_of
from applications.staff.application_page.messages import messages_of
from applications.staff.application_page.queries import page_of
from applications.staff.views import ApplicationActionView
from ats.web.mixins import (
    RECRUITING_ROLES,
    FragmentMixin,
    StaffRequiredMixin,
    is_fragment_request,
)


class ApplicationView(FragmentMixin, StaffRequiredMixin):
    template_name = "staff/application_page/page.html"
    fragment_template_name = "staff/application_page/application.html"

    def get(self, request: HttpRequest, pk: int) -> HttpResponse:
        application = visible_application(request, pk)
        page = page_of(application, viewer=request.user, today=timezone.localdate())
        return self.render_to_response({"page": page, "application": application})


class HistoryView(FragmentMixin, StaffRequiredMixin):
    """What happened and what was written to the candidate; loaded when it comes into sight."""

    template_name = "staff/application_page/history_page.html"
    fragment_template_name = "staff/application_page/history.html"

    def get(self, request: HttpRequest, pk: int) -> HttpResponse:
        application = visible_application(request, pk)
        context = {
            "application": application,
            "lines": history_of(application, viewer=request.user),
            "messages_sent": messages_of(application, viewer=request.user),
        }
        return self.render_to_response(context)


class AskView(ApplicationActionView):
    """Whom to ask for a scorecard; what comes of it is `scorecards.views.ReviewerView`'s."""

    def get(self, request: HttpRequest, pk: int) -> HttpResponse:
        application = self.application(pk)
        context = {"application": application, "people": reviewer_choices(application)}
        name = "ask_dialog" if is_fragment_request(request) else "ask"
        return render(request, f"staff/application_page/{name}.html", context)


class AcceptSubmissionView(ApplicationActionView):
    """A recruiter lets a further submission count, although its address is not confirmed."""

    roles = RECRUITING_ROLES

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        visible = Submission.objects.filter(application__in=self.visible().values("pk"))
        submission = get_object_or_404(visible, pk=pk)
        accept_submission(actor=request.user, submission_id=pk, now=timezone.now())
        return self.done(submission.application_id, _("The further submission counts now."))


def visible_application(request: HttpRequest, pk: int) -> Application:
    visible = Application.objects.visible_to(request.user)
    related = ("candidate", "posting", "stage", "opening")
    return get_object_or_404(visible.select_related(*related), pk=pk)
