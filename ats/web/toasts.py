"""Short confirmations, with a way back."""

from typing import TypeVar

from django.contrib import messages
from django.http import HttpRequest, HttpResponseBase
from django_htmx.http import trigger_client_event

Response = TypeVar("Response", bound=HttpResponseBase)
UNDO = "undo:"


def toast(
    request: HttpRequest,
    response: Response,
    text: str,
    *,
    undo_url: str = "",
    tone: str = "success",
) -> Response:
    """Show `text` once the response has arrived: in place for htmx, on the next page otherwise.

    `undo_url` is POSTed to by the toast's Undo button; `tone` is success, info, warning or error.
    """
    if request.headers.get("HX-Request") == "true":
        detail = {"text": text, "undo_url": undo_url, "tone": tone}
        trigger_client_event(response, "toast", detail)
    else:
        level = {"info": messages.INFO, "warning": messages.WARNING, "error": messages.ERROR}
        tags = f"{UNDO}{undo_url}" if undo_url else ""
        messages.add_message(request, level.get(tone, messages.SUCCESS), text, extra_tags=tags)
    return response
