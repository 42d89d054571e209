"""What the lifecycle of postings asks us before it goes on."""

from datetime import datetime

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from applications.closing.queries import unanswered
from postings.lifecycle import guards
from postings.posting.models import Posting

NAMED = 3


def everyone_has_an_answer(posting: Posting, now: datetime) -> str:
    """Forbid closing while somebody waits: nobody is left without an answer.

    The posting is locked, and whoever applies locks it, too: nobody slips in between.
    """
    waiting = unanswered(posting.pk)
    count = waiting.count()
    if not count:
        return ""
    names = ", ".join(application.candidate.name for application in waiting[:NAMED])
    if count > NAMED:
        names = _("%(names)s and %(more)s more") % {"names": names, "more": count - NAMED}
    text = ngettext(
        "%(count)s person still waits for an answer: %(names)s. Reject or hire them first.",
        "%(count)s people still wait for an answer: %(names)s. Reject or hire them first.",
        count,
    )
    return text % {"count": count, "names": names}


def register() -> None:
    """Let the lifecycle ask; called once when the app is ready."""
    guards.register("close", everyone_has_an_answer)
