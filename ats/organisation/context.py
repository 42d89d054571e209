"""The organisation in every template."""

from django.http import HttpRequest
from django.utils.functional import SimpleLazyObject

from ats.organisation.models import Organisation


def organisation(request: HttpRequest) -> dict[str, object]:
    known = getattr(request, "organisation", None)
    return {"organisation": known or SimpleLazyObject(Organisation.objects.current)}
