"""The mails about an application and what became of them."""

from typing import TYPE_CHECKING

from applications.candidates.models import Application
from applications.candidates.rules import may_see_contact
from applications.notifications.queries import messages_about
from ats.mail.models import Message

if TYPE_CHECKING:
    from ats.users.models import User

MOST_MESSAGES = 100


def messages_of(application: Application, *, viewer: "User") -> list[Message]:
    """Return the mails about an application, the latest first; interviewers see none."""
    if not may_see_contact(viewer):
        return []
    about = messages_about(Application.objects.filter(pk=application.pk))
    return list(about.defer("body").order_by("-created_at", "-pk")[:MOST_MESSAGES])
