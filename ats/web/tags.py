"""What the template tags of `{% load ui %}` do. Markup of any size lies in components/*.html."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from html import escape
from typing import Any
from zlib import crc32

from django import forms
from django.contrib.messages.storage.base import Message
from django.forms.formsets import BaseFormSet
from django.template.loader import render_to_string
from django.utils import timezone
from django.utils.formats import number_format
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _

from ats.web import icons, navigation, times, toasts
from ats.web.forms import problems

AVATAR_COLOURS = 6
_TAB_STOP = ' tabindex="0"'
icon = icons.icon
icon_store = icons.icon_store
icon_use = icons.icon_use
url_or_empty = navigation.url_or_empty


def when(value: date | None, *, focus: bool = True, short: bool = False) -> str:
    """Write a point in time relatively; hover and keyboard focus show it exactly, with its zone.

    `focus=False` keeps it out of the tab order, for cards and rows that are links themselves;
    `short` writes "3 h" where space is dear.
    """
    if value is None:
        return SafeString("")
    exact, now = escape(times.exact(value)), timezone.now()
    words = times.short(value, now=now) if short else times.relative(value, now=now)
    return mark_safe(  # noqa: S308 - a list has a hundred of them, and format_html is slow
        f'<time class="when{" short" if short else ""}" datetime="{value.isoformat()}"'
        f' title="{exact}" data-exact="{exact}"{_TAB_STOP if focus else ""}>{escape(words)}</time>'
    )


def number(value: object) -> str:
    """Write a number with the language's thousands separator; anything else stays as it is."""
    return number_format(value, force_grouping=True) if isinstance(value, int) else str(value)


def initials(name: str) -> str:
    """Return up to two initials: first and last word of the name."""
    words = str(name).split()
    return "".join(word[0] for word in (words[:1] + words[1:][-1:])).upper() or "?"


def avatar(name: str, *, size: str = "") -> str:
    """Draw the initials of a person on one of a few colours, always the same for a name."""
    colour = crc32(str(name).encode()) % AVATAR_COLOURS
    return format_html(
        '<span class="avatar avatar-{} {}" aria-hidden="true">{}</span>',
        colour,
        size,
        initials(name),
    )


def badge(text: str, *, tone: str = "neutral", icon_name: str = "") -> str:
    """Draw a status pill; tone is neutral, accent, success, warning or danger."""
    picture = icons.icon(icon_name, size=12) if icon_name else ""
    return format_html('<span class="badge {}">{}{}</span>', tone, picture, text)


def bar(value: float, total: float, label: str) -> str:
    """Draw a share as a bar with its label for those who cannot see it."""
    return format_html(
        '<progress class="bar" value="{}" max="{}" aria-label="{}">{}/{}</progress>',
        value,
        total or 1,
        label,
        value,
        total,
    )


def _block(template: str, content: str, **context: object) -> str:
    return render_to_string(f"components/{template}.html", {"content": content, **context})


def notice(content: str, *, tone: str = "info", title: str = "", role: str = "") -> str:
    return _block("notice", content, tone=tone, title=title, role=role)


def details(content: str, summary: str, *, open: bool = False) -> str:
    return _block("details", content, summary=summary, open=open)


def dialog(content: str, id: str, title: str, *, open_now: bool = False, size: str = "") -> str:
    return _block("dialog", content, id=id, title=title, open_now=open_now, size=size)


def menu(
    content: str,
    id: str,
    label: str,
    *,
    icon: str = "",
    button: str = "",
    show_label: bool = True,
    key: str = "",
) -> str:
    return _block(
        "menu",
        content,
        id=id,
        label=label,
        icon=icon,
        button=button,
        show_label=show_label,
        key=key,
    )


def page_header(
    content: str,
    title: str,
    *,
    subtitle: str = "",
    back_url: str = "",
    back_label: str = "",
) -> str:
    return _block(
        "page_header",
        mark_safe(content.strip()),  # noqa: S308 - rendered by a template, escaped there
        title=title,
        subtitle=subtitle,
        back_url=back_url,
        back_label=back_label or _("Back"),
    )


def card(content: str, *, title: str = "", id: str = "", level: int = 2) -> str:
    return _block("card", content, title=title, id=id, level=level)


def error_summary(*sources: forms.BaseForm | BaseFormSet[Any] | None) -> dict[str, object]:
    return {"problems": problems(*sources)}


def rail_items(context: Mapping[str, Any], *, minor: bool = False) -> dict[str, object]:
    """List the rail's entries; `minor` gives only those that phones move to the account menu."""
    request = context.get("request")
    items = navigation.staff_items(request) if request else []
    return {"items": [item for item in items if item.is_minor or not minor], "minor": minor}


def rail_search_url(context: Mapping[str, Any]) -> str:
    request = context.get("request")
    return navigation.search_url(request) if request else ""


def pager(context: Mapping[str, Any], page: object, *, target: str = "") -> dict[str, object]:
    """Draw previous and next for an `ats.web.paging.Page`, keeping the filters of the address."""
    request = context["request"]
    kept = request.GET.copy()
    kept.pop("after", None)
    kept.pop("before", None)
    return {"page": page, "kept": kept.urlencode(), "path": request.path, "target": target}


def undo_url(message: Message) -> str:
    """Return where the Undo button of a Django message posts to, or ""."""
    for tag in (message.extra_tags or "").split():
        if tag.startswith(toasts.UNDO):
            return tag.removeprefix(toasts.UNDO)
    return ""
