"""Who works on a posting."""

from dataclasses import dataclass

from django.db.models import Exists, OuterRef, Q, QuerySet

from ats.users.models import User
from ats.web.sorting import human_key
from postings.hiring_team.models import TeamMember, TeamRole
from postings.posting.models import Posting
from postings.posting.queries import is_loaded

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


def possible_members() -> list[User]:
    """Everyone who can sign in, and those who are on some team although they cannot, by name."""
    on_a_team = Exists(TeamMember.objects.filter(user=OuterRef("pk")))
    people: QuerySet[User] = User.objects.filter(Q(is_active=True) | on_a_team)
    return sorted(people, key=lambda user: (human_key(user.name), user.pk))


def has_recruiter(posting: Posting) -> bool:
    """Whether somebody is on the team who may decide: a recruiter, or an administrator."""
    return any(
        member.user.is_active and (member.role == TeamRole.RECRUITER or member.user.is_admin)
        for member in _members(posting)
    )


def has_hiring_manager(posting: Posting) -> bool:
    """Whether an active person is on the team as hiring manager."""
    return any(
        member.user.is_active and member.role == TeamRole.HIRING_MANAGER
        for member in _members(posting)
    )


def is_hiring_manager(user: User, posting: Posting) -> bool:
    """Whether `user` can sign in and is the posting's hiring manager, or one of them."""
    return user.is_active and any(
        member.user_id == user.pk and member.role == TeamRole.HIRING_MANAGER
        for member in _members(posting)
    )


def _members(posting: Posting) -> list[TeamMember]:
    loaded = is_loaded(posting, "team")
    return list(posting.team.all() if loaded else posting.team.select_related("user"))
