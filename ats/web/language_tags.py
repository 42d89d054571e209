"""Template tags about languages: the links between a page's languages, and `lang` on its parts."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import get_language

from ats.web import languages


@dataclass(frozen=True)
class Choice:
    code: str
    name: str  # as its speakers call it
    url: str
    is_current: bool


def language_switch(context: Mapping[str, Any]) -> dict[str, object]:
    """List this page in every language, with the query that it was asked with."""
    request = context.get("request")
    return {"choices": _choices(request) if request else []}


def language_buttons(context: Mapping[str, Any], form_id: str) -> dict[str, object]:
    """Offer the languages as buttons of a form, by the step "edit": nothing typed is lost."""
    return {**language_switch(context), "form_id": form_id}


def language_links(
    context: Mapping[str, Any], *, among: Iterable[str] = languages.CODES, shown: str = ""
) -> str:
    """Link the page's canonical address and its other languages, for the <head> of a public page.

    `among` are the languages in which the page's own text can be read, `shown` is the one in
    which it is (the page's own unless told): the same English advert below /de/ and /en/ is one
    page for search engines. "x-default" leaves the choice to the browser.
    """
    request = context["request"]
    there = [code for code in languages.CODES if code in {languages.known(name) for name in among}]
    canonical = canonical_url(request, shown)
    links = [("alternate", format_html(' hreflang="{}"', c), page_url(request, c)) for c in there]
    if len(links) > 1:
        links.append(("alternate", SafeString(' hreflang="x-default"'), page_url(request, "")))
    rows = [("canonical", "", canonical), *(links if len(links) > 1 else [])]
    return format_html_join("\n  ", '<link rel="{}"{} href="{}">', rows)


def canonical_url(request: HttpRequest, shown: str = "") -> str:
    """Return the one address of a page, in the language whose text it shows."""
    return page_url(request, languages.known(shown or get_language() or ""))


def page_url(request: HttpRequest, code: str) -> str:
    """Return the absolute address of this page in a language, or in whichever fits for ""."""
    return f"{settings.PUBLIC_URL}{path_in(request, code)}"


def path_in(request: HttpRequest, code: str) -> str:
    """Return this page's path in a language; "" gives the one where the browser decides."""
    path = languages.split_prefix(request.path_info)[1].lstrip("/")
    return f"{languages.root()}{code}/{path}" if code else f"{languages.root()}{path}"


def lang_of(language: str) -> str:
    """Return the attributes for text that is not in the page's language, with a space before."""
    if not language or language == get_language():
        return ""
    direction = "rtl" if languages.is_right_to_left(language) else "ltr"
    return format_html(' lang="{}" dir="{}"', language, direction)


def marked(text: str, language: str) -> str:
    """Return a text with its language around it where that is not the page's."""
    attributes = lang_of(language)
    return format_html("<span{}>{}</span>", attributes, text) if text and attributes else text


def _choices(request: HttpRequest) -> list[Choice]:
    current, query = get_language(), request.META.get("QUERY_STRING", "")
    return [
        Choice(
            code,
            languages.own_name(code),
            f"{path_in(request, code)}{'?' * bool(query)}{query}",
            code == current,
        )
        for code in languages.CODES
    ]
