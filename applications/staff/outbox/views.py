"""The Outbox: every mail and what became of it."""

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from applications.staff.outbox import queries
from applications.staff.outbox.forms import FilterForm
from applications.staff.outbox.rows import body_parts, draw
from ats.mail.actions import NotRetryable, retry_message
from ats.mail.models import Message
from ats.organisation.context import organisation_of
from ats.web.mixins import FragmentMixin, RecruiterRequiredMixin
from ats.web.paging import keyset_page
from ats.web.toasts import toast

NEWEST_FIRST = ("-created_at", "-id")


class OutboxView(FragmentMixin, RecruiterRequiredMixin):
    template_name = "staff/outbox/list.html"
    fragment_template_name = "staff/outbox/results.html"

    def get(self, request: HttpRequest) -> HttpResponse:
        form = FilterForm(request.GET)
        form.is_valid()
        filters = form.cleaned_data
        visible = queries.visible_messages(request.user)
        page = keyset_page(
            queries.filtered(visible, **filters),
            order=NEWEST_FIRST,
            after=request.GET.get("after", ""),
            before=request.GET.get("before", ""),
        )
        rows = queries.with_applications(page.rows, viewer=request.user)
        context = {
            "form": form,
            "page": page,
            "rows": [draw(row) for row in rows],
            "is_filtered": any(filters.values()),
            "failed": queries.failed_count(visible),
            "writes_files": _writes_files(request),
        }
        return self.render_to_response(context)


class OutboxMessageView(RecruiterRequiredMixin):
    def get(self, request: HttpRequest, pk: int) -> HttpResponse:
        return _page(request, _visible(request, pk))


class OutboxRetryView(RecruiterRequiredMixin):
    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        message = _visible(request, pk)
        try:
            retry_message(actor=request.user, message_id=message.pk, now=timezone.now())
        except NotRetryable:
            message.refresh_from_db()
            text = _("Nothing was changed: meanwhile this mail is no longer waiting.")
            return _page(request, message, refusal=text, status=409)
        response = redirect("outbox-message", pk=message.pk)
        return toast(request, response, _("The mail goes out as soon as possible."))


def _visible(request: HttpRequest, pk: int) -> Message:
    return get_object_or_404(queries.visible_messages(request.user), pk=pk)


def _page(
    request: HttpRequest, message: Message, *, refusal: str = "", status: int = 200
) -> HttpResponse:
    (row,) = queries.with_applications([message], viewer=request.user)
    context = {
        "mail": draw(row),
        "parts": body_parts(message),
        "refusal": refusal,
        "writes_files": _writes_files(request),
    }
    return render(request, "staff/outbox/message.html", context, status=status)


def _writes_files(request: HttpRequest) -> bool:
    """Whether mails end as files here, because no mail server is set."""
    return not (settings.EMAIL_URL or organisation_of(request).smtp_url)
