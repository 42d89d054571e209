"""Before anything else an administrator says whose installation this is."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse

from ats.organisation import queries, rules

Handler = Callable[[HttpRequest], HttpResponse]
STAFF_PAGES = "/staff/"


class FirstStepsMiddleware:
    """Leads an administrator from every staff page to the first steps until they are done."""

    def __init__(self, get_response: Handler) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if request.path.startswith(STAFF_PAGES) and not queries.is_set_up() and _waits(request):
            return redirect("first-steps")
        return self.get_response(request)


def _waits(request: HttpRequest) -> bool:
    user = request.user
    return (
        user.is_authenticated
        and rules.may_change_organisation(user)
        and request.path not in (reverse("first-steps"), reverse("mail-test"))
    )
