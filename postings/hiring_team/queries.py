"""Who works on a posting."""

from dataclasses import dataclass

from django.db.models import QuerySet

from ats.users.models import User
from postings.hiring_team.models import TeamMember, TeamRole
from postings.posting.models import Posting

_ROLE_ORDER = {role: position for position, role in enumerate(TeamRole.values)}


@dataclass(frozen=True, kw_only=True)
class MemberRow:
    user: int
    role: str


def team_of(posting: Posting) -> tuple[MemberRow, ...]:
    """The team, recruiters first."""
    members = sorted(posting.team.all(), key=_place)
    return tuple(MemberRow(user=member.user_id, role=member.role) for member in members)


def _place(member: TeamMember) -> tuple[int, int]:
    return _ROLE_ORDER.get(member.role, 0), member.pk


def possible_members() -> QuerySet[User]:
    """Everyone who can sign in, by name."""
    people: QuerySet[User] = User.objects.filter(is_active=True).order_by("name", "pk")
    return people


def has_recruiter(posting: Posting) -> bool:
    """Whether somebody is on the team who may decide: a recruiter, or an administrator."""
    return any(
        member.user.is_active and (member.role == TeamRole.RECRUITER or member.user.is_admin)
        for member in posting.team.select_related("user")
    )
