"""People: the list, and one of them over time."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone

from applications.scorecards.queries import seal_of
from applications.staff.application_list.rows import row_of
from applications.staff.candidates import queries
from applications.staff.views import CONTACT_ROLES
from ats.web.mixins import FragmentMixin, RolesRequired
from ats.web.paging import keyset_page


class CandidateListView(FragmentMixin, RolesRequired):
    roles = CONTACT_ROLES
    template_name = "staff/candidates/list.html"
    fragment_template_name = "staff/candidates/results.html"

    def get(self, request: HttpRequest) -> HttpResponse:
        typed = request.GET.get("q", "")[:200].replace("\x00", "")
        page = keyset_page(
            queries.matching_candidates(request.user, typed),
            order=("-id",),
            after=request.GET.get("after", ""),
            before=request.GET.get("before", ""),
        )
        return self.render_to_response({"page": page, "q": typed})


class CandidateView(RolesRequired):
    roles = CONTACT_ROLES

    def get(self, request: HttpRequest, pk: int) -> HttpResponse:
        candidate = get_object_or_404(queries.matching_candidates(request.user, ""), pk=pk)
        applications = list(candidate.applications.all())
        seals = seal_of([application.pk for application in applications], viewer=request.user)
        today = timezone.localdate()
        context = {
            "candidate": candidate,
            "rows": [row_of(a, seals[a.pk], today=today) for a in applications],
        }
        return render(request, "staff/candidates/candidate.html", context)
