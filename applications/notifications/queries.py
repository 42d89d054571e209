"""Who is told, and which mails speak of an application."""

from dataclasses import dataclass

from django.db.models import Q, QuerySet

from applications.candidates.models import Application
from ats.mail.models import Message
from ats.users.models import Role, User
from postings.hiring_team.models import TeamRole
from postings.posting.models import Posting

TOLD = (TeamRole.RECRUITER, TeamRole.HIRING_MANAGER)


@dataclass(frozen=True)
class Recipient:
    user: User
    on_team: bool


def people_to_tell(posting: Posting) -> list[Recipient]:
    """Return recruiters and hiring managers of the team, without a recruiter administrators too.

    Only those who can open the application: an interviewer's account sees assigned ones alone.
    """
    members = list(
        posting.team.filter(user__is_active=True, role__in=TOLD)
        .exclude(user__role=Role.INTERVIEWER)
        .select_related("user")
        .order_by("pk")
    )
    recipients = [Recipient(member.user, on_team=True) for member in members]
    if not any(member.role == TeamRole.RECRUITER for member in members):
        known = {member.user_id for member in members}
        admins = User.objects.filter(role=Role.ADMIN, is_active=True).exclude(pk__in=known)
        recipients += [Recipient(user, on_team=False) for user in admins.order_by("pk")]
    return recipients


def recruiters_to_tell(posting: Posting) -> list[User]:
    """Return the recruiters of the team, or the administrators where it has none."""
    members = posting.team.filter(user__is_active=True, role=TeamRole.RECRUITER)
    recruiters = [member.user for member in members.select_related("user").order_by("pk")]
    admins = User.objects.filter(role=Role.ADMIN, is_active=True).order_by("pk")
    return recruiters or list(admins)


def team_to_tell(posting: Posting) -> list[User]:
    """Return everybody on the hiring team who can sign in."""
    members = posting.team.filter(user__is_active=True).select_related("user").order_by("pk")
    return [member.user for member in members]


def messages_about(applications: QuerySet[Application]) -> QuerySet[Message]:
    """Return the mails about these applications or about what was sent for them."""
    return Message.objects.filter(
        Q(about_type="application", about_id__in=applications.values("pk"))
        | Q(about_type="submission", about_id__in=applications.values("submissions"))
    )
