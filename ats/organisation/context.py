"""The organisation of a request: in every template, and for views."""

from functools import partial

from django.http import HttpRequest
from django.utils.functional import SimpleLazyObject

from ats.organisation.models import Organisation


def organisation(request: HttpRequest) -> dict[str, object]:
    return {"organisation": SimpleLazyObject(partial(organisation_of, request))}


def organisation_of(request: HttpRequest) -> Organisation:
    """Return the organisation as it was when this request first asked for it; do not change it."""
    known: Organisation | None = getattr(request, "organisation", None)
    if known is None:
        known = request.organisation = Organisation.objects.current()  # type: ignore[attr-defined]
    return known
