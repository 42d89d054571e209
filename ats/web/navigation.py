"""The entries of the staff rail, by role."""

from dataclasses import dataclass

from django.http import HttpRequest
from django.urls import NoReverseMatch, reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

FULL_MENU_ROLES = frozenset({"admin", "recruiter"})


@dataclass(frozen=True)
class Entry:
    url_name: str
    label: Promise
    icon: str
    key: str
    is_minor: bool = False  # on phones only in the account menu


HOME = Entry("home", _("Home"), "house", "g h")
ENTRIES = (
    HOME,
    Entry("posting-list", _("Postings"), "briefcase", "g p"),
    Entry("application-list", _("Applications"), "square-kanban", "g a"),
    Entry("candidate-list", _("Candidates"), "users", "g c"),
    Entry("outbox", _("Outbox"), "send", "g o", is_minor=True),
    Entry("settings", _("Settings"), "settings", "g s", is_minor=True),
)


@dataclass(frozen=True)
class Item:
    label: Promise
    icon: str
    key: str
    url: str
    is_current: bool
    is_minor: bool


def url_or_empty(name: str, *args: object) -> str:
    """Return the address of a route, or "" while no such route exists."""
    try:
        return reverse(name, args=args)
    except NoReverseMatch:
        return ""


def search_url(request: HttpRequest) -> str:
    """Return where the rail's search field leads, "" for roles that have none.

    Until there is a page that searches everything, it is the list of applications.
    """
    if getattr(request.user, "role", "") not in FULL_MENU_ROLES:
        return ""
    return url_or_empty("search") or url_or_empty("application-list")


def staff_items(request: HttpRequest) -> list[Item]:
    """Return the rail of the signed-in person; managers and interviewers have only Home."""
    role = getattr(request.user, "role", "")
    entries = ENTRIES if role in FULL_MENU_ROLES else (HOME,)
    items = []
    for entry in entries:
        if url := url_or_empty(entry.url_name):
            current = request.path == url or (entry is not HOME and request.path.startswith(url))
            items.append(Item(entry.label, entry.icon, entry.key, url, current, entry.is_minor))
    return items
