"""The candidate's own page. What changes something is a POST: mail scanners open every link."""

import zoneinfo
from typing import Any

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.cache import add_never_cache_headers
from django.views.generic import View

from applications.candidates.models import Candidate, Submission
from applications.status_page import actions
from applications.status_page.models import StatusLink
from applications.status_page.queries import find_link, status_page
from ats.web.page_cookies import page_cookie, set_page_cookie

COOKIE = "status"


class OpenView(View):
    """Takes the secret out of the address at once and keeps it in a cookie for this page only."""

    def get(self, request: HttpRequest, token: str) -> HttpResponse:
        if find_link(token) is None:
            return _unknown(request)
        response = redirect("status")
        set_page_cookie(response, COOKIE, token, page="status")
        response["Referrer-Policy"] = "no-referrer"
        add_never_cache_headers(response)
        return response


class LinkRequired(View):
    """Pages for whoever holds a link; `self.link` is theirs."""

    link: StatusLink

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        link = find_link(page_cookie(request, COOKIE))
        if link is None:
            return _unknown(request)
        self.link = link
        response = super().dispatch(request, *args, **kwargs)
        add_never_cache_headers(response)
        return response


class StatusPageView(LinkRequired):
    def get(self, request: HttpRequest) -> HttpResponse:
        now = timezone.now()
        actions.note_opened(link=self.link, now=now)
        return _page(request, self.link)


class WithdrawView(LinkRequired):
    """Asks once more (GET), withdraws (POST)."""

    def get(self, request: HttpRequest) -> HttpResponse:
        page = status_page(self.link.application, now=timezone.now())
        if not page.may_withdraw:
            return redirect("status")
        return render(request, "status_page/withdraw.html", {"page": page})

    def post(self, request: HttpRequest) -> HttpResponse:
        try:
            actions.withdraw_application(
                application_id=self.link.application_id, now=timezone.now()
            )
        except actions.TooLateToWithdraw:
            return _page(request, self.link, status=409, problem="too_late")
        return redirect("status")


class ConfirmView(LinkRequired):
    """The address is theirs, and so is the waiting submission that they name, if any."""

    def post(self, request: HttpRequest) -> HttpResponse:
        named = request.POST.getlist("submission")
        if not all(text.isascii() and text.isdigit() and len(text) < 19 for text in named):
            raise Http404
        try:
            actions.confirm_and_accept(
                application_id=self.link.application_id,
                submission_ids=[int(text) for text in named],
                now=timezone.now(),
            )
        except Submission.DoesNotExist as error:
            raise Http404 from error
        except actions.AlreadyOnPosting:
            return _page(request, self.link, status=409, problem="already_on_posting")
        return redirect("status")


def _page(
    request: HttpRequest, link: StatusLink, *, status: int = 200, problem: str = ""
) -> HttpResponse:
    page = status_page(link.application, now=timezone.now())
    context = {"page": page, "problem": problem}
    with timezone.override(_zone_of(link.application.candidate)):
        return render(request, "status_page/page.html", context, status=status)


def _zone_of(candidate: Candidate) -> zoneinfo.ZoneInfo:
    try:
        return zoneinfo.ZoneInfo(candidate.time_zone or settings.TIME_ZONE)
    except (ValueError, zoneinfo.ZoneInfoNotFoundError):
        return zoneinfo.ZoneInfo(settings.TIME_ZONE)


def _unknown(request: HttpRequest) -> HttpResponse:
    response = render(request, "status_page/unknown.html", status=404)
    response["Referrer-Policy"] = "no-referrer"
    add_never_cache_headers(response)
    return response
