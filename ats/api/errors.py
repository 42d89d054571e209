"""One error shape for the whole API: RFC 9457, application/problem+json; docs/api.md lists it."""

import json
from collections.abc import Iterator
from typing import Any

from django.core.exceptions import RequestDataTooBig
from django.http import HttpResponse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from rest_framework import exceptions
from rest_framework.response import Response
from rest_framework.settings import api_settings
from rest_framework.views import exception_handler

MEDIA_TYPE = "application/problem+json"
TYPE_PREFIX = "urn:fairlead:problem:"

TITLES = {
    "malformed": gettext_lazy("The request could not be read"),
    "invalid": gettext_lazy("Some values were refused"),
    "not-signed-in": gettext_lazy("Not signed in"),
    "not-allowed": gettext_lazy("Not allowed"),
    "not-found": gettext_lazy("Not found"),
    "method-not-allowed": gettext_lazy("Method not allowed"),
    "not-acceptable": gettext_lazy("Only JSON is spoken here"),
    "stale": gettext_lazy("Somebody else was faster"),
    "conflict": gettext_lazy("Not possible in the present state"),
    "too-large": gettext_lazy("Too large"),
    "unsupported-media-type": gettext_lazy("Media type not supported"),
    "too-many-requests": gettext_lazy("Too many requests"),
    "internal": gettext_lazy("Internal error"),
}
SLUGS = {
    400: "malformed",
    401: "not-signed-in",
    403: "not-allowed",
    404: "not-found",
    405: "method-not-allowed",
    406: "not-acceptable",
    409: "conflict",
    413: "too-large",
    415: "unsupported-media-type",
    429: "too-many-requests",
    500: "internal",
}


class Conflict(exceptions.APIException):
    """The object's state forbids it: 409. `current` says how things stand, in ids and codes."""

    status_code = 409
    default_code = "conflict"
    slug = "conflict"

    def __init__(self, detail: str, *, current: dict[str, Any] | None = None) -> None:
        super().__init__(detail)
        self.current = current or {}


class Stale(Conflict):
    """The caller acted on an older version than the one stored: 409 with what changed."""

    slug = "stale"


class TooLarge(exceptions.APIException):
    status_code = 413
    default_detail = gettext_lazy("The body is larger than this address accepts.")
    default_code = "too_large"


def problem(slug: str, status: int, *, detail: str = "", **members: Any) -> dict[str, Any]:
    """Build a problem document; `members` are further members, as RFC 9457 allows."""
    document = {"type": TYPE_PREFIX + slug, "title": str(TITLES[slug]), "status": status}
    if detail:
        document["detail"] = detail
    return document | members


def problem_response(exc: Exception, context: dict[str, Any]) -> Response | None:
    """Turn what a view raised into a problem document; None lets Django answer with a 500."""
    exc = _as_api_exception(exc)
    response = exception_handler(exc, context)
    if response is None:
        return None
    if isinstance(exc, exceptions.ValidationError):
        document = problem("invalid", response.status_code, errors=list(_field_errors(exc.detail)))
    elif isinstance(exc, Conflict):
        document = problem(exc.slug, exc.status_code, detail=str(exc.detail), current=exc.current)
    else:
        slug = SLUGS.get(response.status_code, "malformed")
        document = problem(slug, response.status_code, detail=_sentence(response.data))
    response.data = document
    response.content_type = MEDIA_TYPE
    return response


def problem_page(slug: str, status: int, *, detail: str = "", **members: Any) -> HttpResponse:
    """Answer with a problem document where no view of the REST framework is at work."""
    document = problem(slug, status, detail=detail, **members)
    return HttpResponse(json.dumps(document), status=status, content_type=MEDIA_TYPE)


def _as_api_exception(exc: Exception) -> Exception:
    if isinstance(exc, RequestDataTooBig):
        return TooLarge()
    if isinstance(exc, RecursionError):
        return exceptions.ParseError(_("The JSON is nested too deeply."))
    return exc


def _sentence(data: Any) -> str:
    return str(data["detail"]) if isinstance(data, dict) and "detail" in data else ""


def _field_errors(detail: Any, path: str = "") -> Iterator[dict[str, str]]:
    """Flatten nested field errors: `locations.0.country`; an empty path is the whole request."""
    if isinstance(detail, dict):
        for key, value in detail.items():
            whole = key == api_settings.NON_FIELD_ERRORS_KEY
            yield from _field_errors(value, path if whole else f"{path}.{key}".lstrip("."))
    elif isinstance(detail, list):
        for index, value in enumerate(detail):
            nested = isinstance(value, dict | list)
            yield from _field_errors(value, f"{path}.{index}".lstrip(".") if nested else path)
    else:
        # It may quote half of a surrogate pair, which JSON can carry and UTF-8 cannot.
        text = str(detail).encode(errors="replace").decode()
        yield {"field": path, "code": getattr(detail, "code", "invalid"), "detail": text}
