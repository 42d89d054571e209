"""Why the state of a posting was not changed, for people."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from postings.lifecycle import actions
from postings.lifecycle.checks import Missing
from postings.posting.models import PostingStatus


@dataclass(frozen=True)
class Refused:
    """Why the state was not changed."""

    title: str
    reasons: list[Missing]


def _not_ready(error: actions.NotReady) -> Refused:
    return Refused(_("Something is still missing"), error.missing)


def _guarded(error: actions.Guarded) -> Refused:
    reasons = [Missing("", "guard", reason) for reason in error.reasons]
    return Refused(_("That is not possible yet"), reasons)


def _wrong_state(error: actions.WrongState) -> Refused:
    label = PostingStatus(error.status).label
    reason = _("Somebody changed it meanwhile. It is now: %(state)s.") % {"state": label}
    return Refused(_("That is not possible"), [Missing("", "state", reason)])


def _changed(error: actions.StalePosting) -> Refused:
    text = _("%(name)s changed it after you opened this page. Look at it again before you go on.")
    name = error.changed_by or _("Somebody")
    return Refused(_("It is not what you saw"), [Missing("", "stale", text % {"name": name})])


def _not_scheduled(error: actions.NotScheduled) -> Refused:
    reason = Missing("schedule", "publish_at", _("It has no time at which it would be published."))
    return Refused(_("That is not possible"), [reason])


REFUSALS: dict[type[Exception], Callable[[Any], Refused]] = {
    actions.NotReady: _not_ready,
    actions.Guarded: _guarded,
    actions.NeedsReview: _guarded,
    actions.WrongState: _wrong_state,
    actions.StalePosting: _changed,
    actions.NotScheduled: _not_scheduled,
}
