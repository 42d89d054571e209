"""The mails about somebody's applications, to them and to the team."""

from applications.candidates.models import Candidate, Submission
from applications.notifications.queries import messages_about
from ats.mail.actions import erase_messages


def collect(candidate: Candidate) -> list[dict[str, object]]:
    """Return every mail about the person's applications; secret links were never stored."""
    messages = messages_about(candidate.applications.all()).order_by("created_at", "pk")
    return [
        {
            "kind": message.kind,
            "to": message.recipient_email,
            "subject": message.subject,
            "body": message.body,
            "state": message.state,
            "created_at": message.created_at,
            "sent_at": message.sent_at,
        }
        for message in messages
    ]


def erase(candidate: Candidate) -> None:
    """Blank these mails, and never send those that are still waiting."""
    applications = list(candidate.applications.values_list("pk", flat=True))
    sent_in = Submission.objects.filter(application__in=applications)
    erase_messages(about_type="application", about_ids=applications)
    erase_messages(about_type="submission", about_ids=list(sent_in.values_list("pk", flat=True)))
