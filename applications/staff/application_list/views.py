"""The list over all postings."""

from django.db.models.functions import Collate, Lower
from django.http import HttpRequest, HttpResponse
from django.utils import timezone

from applications.candidates.queries import flagged_of
from applications.scorecards.queries import seal_of
from applications.staff.application_list import queries
from applications.staff.application_list.drawing import RowDrawer
from applications.staff.application_list.forms import FilterForm, Order
from applications.staff.application_list.rows import row_of
from applications.staff.views import CONTACT_ROLES
from ats.web.mixins import FragmentMixin, RolesRequired
from ats.web.paging import keyset_page
from postings.posting.models import Posting


class ApplicationListView(FragmentMixin, RolesRequired):
    roles = CONTACT_ROLES
    template_name = "staff/application_list/list.html"
    fragment_template_name = "staff/application_list/results.html"

    def get(self, request: HttpRequest) -> HttpResponse:
        postings = Posting.objects.visible_to(request.user).order_by(
            Collate(Lower("title"), "C"), "pk"
        )
        form = FilterForm(request.GET, postings=postings)
        form.is_valid()
        today = timezone.localdate()
        found = queries.matching_applications(request.user, form.cleaned_data, today=today)
        page = keyset_page(
            found,
            order=queries.ORDERS[form.cleaned_data.get("order") or Order.NEWEST],
            after=request.GET.get("after", ""),
            before=request.GET.get("before", ""),
        )
        ids = [application.pk for application in page.rows]
        seals, flagged = seal_of(ids, viewer=request.user), flagged_of(ids)
        count, is_capped = queries.capped_count(found)
        context = {
            "form": form,
            "page": page,
            "rows": RowDrawer().draw(
                row_of(a, seals[a.pk], today=today, is_flagged=a.pk in flagged) for a in page.rows
            ),
            "count": count,
            "is_capped": is_capped,
            "is_filtered": any(form.cleaned_data.values()),
        }
        return self.render_to_response(context)
