"""Home: what waits for me?"""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone

from applications.candidates.rules import may_decide
from applications.scorecards.queries import owed_by
from applications.staff.home import queries
from ats.users.models import Role
from ats.web.mixins import StaffRequiredMixin
from postings.lifecycle.queries import waiting_for_review
from postings.stages.models import StageKind

MOST_OWED = 50


class HomeView(StaffRequiredMixin):
    def get(self, request: HttpRequest) -> HttpResponse:
        if may_decide(request.user):
            home = queries.recruiter_home(request.user, now=timezone.now())
            context = {"home": home, "postings": home.postings, "kinds": StageKind.labels}
            return render(request, "staff/home/recruiter.html", context)
        is_manager = request.user.role == Role.HIRING_MANAGER
        context = {
            "owed": queries.some(owed_by(request.user), MOST_OWED),
            "postings": queries.glances(request.user) if is_manager else [],
            "kinds": StageKind.labels,
            "is_manager": is_manager,
            "to_review": queries.some(waiting_for_review(request.user)) if is_manager else None,
        }
        return render(request, "staff/home/reviewer.html", context)
