"""A small company with one posting, its people and what they score."""

from dataclasses import dataclass

from ats.organisation.models import Organisation
from ats.users.models import User
from ats.users.tests.helpers import person
from postings.models import Posting, TeamRole
from postings.tests.factories import (
    CriterionFactory,
    CriterionLevelFactory,
    LocationFactory,
    OpeningFactory,
    PostingFactory,
    TeamMemberFactory,
)

LEVELS = ("Needs help with it", "Does it with some help", "Does it alone", "Teaches it to others")


@dataclass(frozen=True)
class Company:
    posting: Posting
    recruiter: User
    manager: User
    interviewer: User


def found_company() -> Company:
    """Write a posting with two teams, anchored criteria and a hiring team of three."""
    Organisation.objects.create(
        pk=1, name="Halyard", contact_email="people@halyard.example", decision_hold_minutes=60
    )
    posting = PostingFactory(title="Backend Lead", slug="backend-lead", with_stages=True)
    LocationFactory(posting=posting, country="PT")
    for team in ("Moorings", "Timetables"):
        OpeningFactory(posting=posting, team=team)
    for name in ("Design of services", "Care for others"):
        criterion = CriterionFactory(posting=posting, name=name)
        for text in LEVELS:
            CriterionLevelFactory(criterion=criterion, text=text)
    return Company(
        posting,
        _member(posting, "Rita Recruiter", "recruiter"),
        _member(posting, "Mia Manager", "hiring_manager"),
        _member(posting, "Ivan Interviewer", "interviewer"),
    )


def _member(posting: Posting, name: str, role: str) -> User:
    user = person(role, name=name, email=f"{name.split()[0].lower()}@halyard.example")
    TeamMemberFactory(posting=posting, user=user, role=TeamRole(role))
    return user
