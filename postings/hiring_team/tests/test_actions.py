from datetime import UTC, datetime

import pytest

from ats.tests.factories import UserFactory
from postings.hiring_team.actions import RoleDoesNotFit, UnknownMember, WouldLockOut, set_team
from postings.hiring_team.queries import MemberRow, has_recruiter, team_of
from postings.hiring_team.rules import fits
from postings.posting.models import Posting
from postings.tests.factories import PostingFactory, TeamMemberFactory

NOW = datetime(2026, 5, 4, 12, 0, tzinfo=UTC)
pytestmark = pytest.mark.django_db


def save(posting, *team: MemberRow, actor=None):
    actor = actor or UserFactory(role="recruiter")
    return set_team(actor=actor, posting_id=posting.pk, team=team, now=NOW)


def row(person, role: str) -> MemberRow:
    return MemberRow(user=person.pk, role=role)


def test_whoever_leaves_the_team_sees_the_posting_no_more() -> None:
    posting = PostingFactory()
    stays, leaves, comes = (UserFactory(role="hiring_manager") for _ in range(3))
    for person in (stays, leaves):
        TeamMemberFactory(posting=posting, user=person, role="hiring_manager")
    save(posting, row(stays, "interviewer"), row(comes, "hiring_manager"))
    assert team_of(posting) == (row(comes, "hiring_manager"), row(stays, "interviewer"))
    assert not Posting.objects.visible_to(leaves).exists()
    assert Posting.objects.visible_to(comes).exists()


def test_nobody_is_on_it_twice_and_everybody_exists() -> None:
    person = UserFactory(role="admin")
    for team in ([row(person, "recruiter")] * 2, [MemberRow(user=0, role="recruiter")]):
        with pytest.raises(UnknownMember):
            save(PostingFactory(), *team)


def test_a_deactivated_person_may_stay_but_not_come() -> None:
    member = TeamMemberFactory(user=UserFactory(role="recruiter", is_active=False))
    assert team_of(save(member.posting, row(member.user, "recruiter")))
    with pytest.raises(UnknownMember):
        save(PostingFactory(), row(member.user, "recruiter"))


def test_an_interviewer_does_not_become_the_recruiter_of_a_posting() -> None:
    with pytest.raises(RoleDoesNotFit):
        save(PostingFactory(), row(UserFactory(role="interviewer"), "recruiter"))
    assert fits("interviewer", "recruiter")
    assert not fits("hiring_manager", "interviewer")


def test_a_recruiter_does_not_leave_a_confidential_posting_by_mistake() -> None:
    actor = UserFactory(role="recruiter")
    posting = PostingFactory(is_confidential=True)
    TeamMemberFactory(posting=posting, user=actor)
    with pytest.raises(WouldLockOut):
        save(posting, actor=actor)
    assert team_of(posting) == (row(actor, "recruiter"),)


@pytest.mark.parametrize(
    ("own_role", "role", "is_active", "expected"),
    [
        ("recruiter", "recruiter", True, True),
        ("admin", "interviewer", True, True),
        ("recruiter", "recruiter", False, False),
        ("hiring_manager", "hiring_manager", True, False),
    ],
)
def test_a_posting_has_a_recruiter(own_role, role, is_active, expected) -> None:
    person = UserFactory(role=own_role, is_active=is_active)
    member = TeamMemberFactory(user=person, role=role)
    assert has_recruiter(member.posting) is expected
