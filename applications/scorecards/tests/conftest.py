"""A posting with two criteria, an application, and the people around it."""

from types import SimpleNamespace

import pytest

from applications.tests.factories import ApplicationFactory, AssignmentFactory
from ats.tests.factories import UserFactory
from postings.tests.factories import (
    CriterionFactory,
    CriterionLevelFactory,
    PostingFactory,
    TeamMemberFactory,
)


@pytest.fixture
def scene(db: None) -> SimpleNamespace:
    posting = PostingFactory(with_stages=True)
    criteria = [CriterionFactory(posting=posting) for _ in range(2)]
    for criterion in criteria:
        for _ in range(4):
            CriterionLevelFactory(criterion=criterion)
    application = ApplicationFactory(posting=posting)
    people = {
        role: UserFactory(role=role, name=role.title())
        for role in ("admin", "recruiter", "hiring_manager", "interviewer")
    }
    TeamMemberFactory(posting=posting, user=people["hiring_manager"], role="hiring_manager")
    for role in ("hiring_manager", "interviewer"):
        AssignmentFactory(application=application, user=people[role])
    return SimpleNamespace(
        posting=posting,
        criteria=criteria,
        application=application,
        **people,
        full={criteria[0].pk: 3, criteria[1].pk: 4},
    )
