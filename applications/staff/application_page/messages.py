"""The mails to a candidate about an application, and what became of them."""

from typing import TYPE_CHECKING

from applications.candidates.models import Application
from applications.candidates.rules import may_see_contact
from applications.notifications.queries import messages_about
from ats.mail.models import Message

if TYPE_CHECKING:
    from ats.users.models import User

MOST_MESSAGES = 100
TO_COLLEAGUES = ("team_notice", "team_withdrawal", "assignment")


def messages_of(application: Application, *, viewer: "User") -> list[Message]:
    """Return the mails to the candidate, the latest first; interviewers see none."""
    if not may_see_contact(viewer):
        return []
    about = messages_about(Application.objects.filter(pk=application.pk))
    to_candidate = about.exclude(kind__in=TO_COLLEAGUES)
    return list(to_candidate.defer("body").order_by("-created_at", "-pk")[:MOST_MESSAGES])
