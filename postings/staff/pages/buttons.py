"""What leads on from a posting's state, as buttons and links of its header."""

from dataclasses import dataclass

from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from ats.users.models import User
from ats.web.navigation import url_or_empty
from postings.lifecycle.queries import offered_actions
from postings.posting.models import Posting, PostingStatus

# label, icon, look; in the order of a posting's life
_LOOKS: dict[str, tuple[str | Promise, str, str]] = {
    "send_for_review": (_("Send for review"), "send", ""),
    "publish": (_("Publish"), "send", "primary"),
    "approve": (_("Approve for its time"), "calendar-check", ""),
    "return_to_draft": (_("Return to draft"), "undo-2", ""),
    "pause": (_("Pause"), "pause", ""),
    "reopen": (_("Reopen"), "rotate-ccw", "primary"),
    "close": (_("Close"), "circle-x", "danger"),
    "archive": (_("Archive"), "archive", ""),
    "unarchive": (_("Take out of the archive"), "archive-restore", ""),
}
# Pages of their own, because there is something to say or to decide first.
_PAGES = frozenset({"return_to_draft", "close"})


@dataclass(frozen=True)
class Button:
    """`version` is what its presser has seen, where that matters; None elsewhere."""

    action: str
    label: str | Promise
    icon: str
    look: str
    url: str
    is_link: bool
    version: int | None = None


def buttons_for(posting: Posting, user: User) -> list[Button]:
    """Return what `user` may do with a posting now. Uses a prefetched team."""
    offered = offered_actions(posting, user)
    buttons = [_button(action, posting) for action in offered]
    return [button for button in buttons if button.url]


def _button(action: str, posting: Posting) -> Button:
    label, icon, look = _LOOKS[action]
    name = f"posting-{action.replace('_', '-')}"
    # The page for closing belongs to the app that knows the applicants.
    url = url_or_empty(name, posting.pk) if action == "close" else reverse(name, args=[posting.pk])
    seen = posting.version if posting.status == PostingStatus.IN_REVIEW else None
    return Button(action, label, icon, look, url, action in _PAGES, seen)
