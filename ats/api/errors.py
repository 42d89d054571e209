"""One error shape for the whole API: RFC 9457, application/problem+json."""

from typing import Any

from rest_framework.response import Response
from rest_framework.views import exception_handler


def problem_response(exc: Exception, context: dict[str, Any]) -> Response | None:
    """Turn what a view raised into a problem document; None lets Django answer with a 500."""
    response = exception_handler(exc, context)
    if response is None:
        return None
    problem: dict[str, Any] = {
        "type": "about:blank",
        "title": response.status_text,
        "status": response.status_code,
    }
    if isinstance(response.data, dict) and set(response.data) == {"detail"}:
        problem["detail"] = response.data["detail"]
    else:
        problem["errors"] = response.data
    response.data = problem
    response.content_type = "application/problem+json"
    return response
