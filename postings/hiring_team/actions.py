"""Changing who works on a posting."""

from collections.abc import Sequence
from datetime import datetime

from ats.users.models import User
from postings.hiring_team import queries, rules
from postings.hiring_team.models import TeamMember
from postings.hiring_team.queries import MemberRow
from postings.posting.actions import WouldLockOut, sees
from postings.posting.editing import NOTHING_SEEN, Seen, edited
from postings.posting.models import Posting


class UnknownMember(Exception):
    """A person is named who does not exist or cannot sign in, or is named twice."""


class RoleDoesNotFit(Exception):
    """A person's own role does not allow the place on the team."""


def set_team(
    *,
    actor: User | None,
    posting_id: int,
    team: Sequence[MemberRow],
    seen: Seen = NOTHING_SEEN,
    now: datetime,
) -> Posting:
    """Set who is on the hiring team; it counts at once, also in pages that are open.

    Raises UnknownMember, RoleDoesNotFit, WouldLockOut, or what `edited` raises.
    """
    with edited(
        "team", queries.team_of, actor=actor, posting_id=posting_id, seen=seen, now=now
    ) as posting:
        existing = {member.user_id: member for member in posting.team.all()}
        _check(team, kept=set(existing))
        wanted = {row.user: row.role for row in team}
        posting.team.exclude(user_id__in=wanted).delete()
        for row in team:
            TeamMember.objects.update_or_create(
                posting=posting, user_id=row.user, defaults={"role": row.role}
            )
        if not sees(actor, posting):
            raise WouldLockOut
    return posting


def _check(team: Sequence[MemberRow], *, kept: set[int]) -> None:
    """People who were deactivated may stay on a team, but are not added to one."""
    ids = [row.user for row in team]
    people = User.objects.in_bulk(ids)
    known = {pk for pk, person in people.items() if person.is_active or pk in kept}
    if len(set(ids)) < len(ids) or not set(ids) <= known:
        raise UnknownMember
    if not all(rules.fits(row.role, people[row.user].role) for row in team):
        raise RoleDoesNotFit
