from datetime import UTC, datetime

import pytest

from ats.tests.factories import UserFactory
from postings.models import Posting
from postings.tests.factories import PostingFactory, TeamMemberFactory

NOW = datetime(2026, 5, 4, 12, 0, tzinfo=UTC)


@pytest.fixture
def now() -> datetime:
    return NOW


@pytest.fixture
def recruiter(db):
    return UserFactory(role="recruiter", name="Rita Ruiz")


@pytest.fixture
def posting(recruiter) -> Posting:
    """A draft with stages and a recruiter."""
    posting = PostingFactory(
        draft=True, with_stages=True, title="Cook", reference="COOK-1", slug="cook"
    )
    TeamMemberFactory(posting=posting, user=recruiter)
    return posting
