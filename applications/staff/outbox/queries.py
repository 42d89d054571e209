"""The mails that somebody may see, with the applications that they are about."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.db.models import Exists, OuterRef, Q, QuerySet

from applications.candidates.models import Application, Submission
from applications.candidates.rules import may_decide
from ats.mail.models import Message, MessageState

if TYPE_CHECKING:
    from ats.users.models import User

FAILED_CAP = 100


@dataclass(frozen=True)
class Row:
    message: Message
    application: Application | None


def visible_messages(viewer: "User") -> QuerySet[Message]:
    """Return what `viewer` may see in the Outbox.

    Administrators see every mail; recruiters those about applications that they may see, so
    neither invitations nor what belongs to confidential postings; others none.
    """
    if not may_decide(viewer):
        return Message.objects.none()
    if viewer.is_admin:
        return Message.objects.all()
    # Asked row by row, so that the first page costs the same however many applications there are.
    applications = Application.objects.visible_to(viewer)
    about = {"pk": OuterRef("about_id")}
    sent_for = Submission.objects.filter(**about, application__in=applications.values("pk"))
    return Message.objects.filter(
        Q(Exists(applications.filter(**about)), about_type="application")
        | Q(Exists(sent_for), about_type="submission")
    )


def filtered(messages: QuerySet[Message], *, state: str = "", kind: str = "") -> QuerySet[Message]:
    """Limit to a state and a kind, where they are given, and leave the text in the database."""
    conditions = {key: value for key, value in {"state": state, "kind": kind}.items() if value}
    return messages.filter(**conditions).defer("body")


def failed_count(messages: QuerySet[Message]) -> int:
    """Count the mails that failed for good, up to 100."""
    return messages.filter(state=MessageState.FAILED)[:FAILED_CAP].count()


def with_applications(messages: list[Message], *, viewer: "User") -> list[Row]:
    """Add to each mail the application that it is about, if `viewer` may see that."""
    about = {message.pk: _application_id(message) for message in messages}
    sent_for = {m.about_id or 0 for m in messages if m.about_type == "submission"}
    owners = dict(Submission.objects.filter(pk__in=sent_for).values_list("pk", "application_id"))
    for message in messages:
        if message.about_type == "submission":
            about[message.pk] = owners.get(message.about_id or 0)
    wanted = {pk for pk in about.values() if pk}
    applications = (
        Application.objects.visible_to(viewer)
        .filter(pk__in=wanted)
        .select_related("candidate", "posting")
        .in_bulk()
    )
    return [Row(message, applications.get(about[message.pk] or 0)) for message in messages]


def _application_id(message: Message) -> int | None:
    return message.about_id if message.about_type == "application" else None
