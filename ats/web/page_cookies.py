"""Cookies that only one public page gets, in whichever language it is read.

A cookie goes to one path and what lies below it, and a page has one path for each language.
"""

from datetime import timedelta

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.urls import reverse

from ats.web.languages import CODES, in_language, root


def set_page_cookie(
    response: HttpResponse, name: str, value: str, *, page: str, max_age: timedelta | None = None
) -> None:
    """Give the page with the URL name `page` a cookie, for each of its addresses."""
    for code, path in _paths(page).items():
        response.set_cookie(
            _name(name, code),
            value,
            max_age=max_age,
            path=path,
            secure=settings.HTTPS,
            httponly=True,
            samesite="Lax",
        )


def page_cookie(request: HttpRequest, name: str) -> str:
    """Return the value of the page's cookie, "" without one."""
    return next(
        (found for code in ("", *CODES) if (found := request.COOKIES.get(_name(name, code)))), ""
    )


def _paths(page: str) -> dict[str, str]:
    paths = {}
    for code in CODES:
        with in_language(code):
            paths[code] = reverse(page)
    start = root()
    any_language = next(iter(paths.values())).removeprefix(f"{start}{CODES[0]}/")
    return {"": start + any_language, **paths}


def _name(name: str, code: str) -> str:
    return f"{name}_{code}" if code else name
