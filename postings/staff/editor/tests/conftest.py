import pytest

from ats.tests.factories import UserFactory
from postings.models import Posting
from postings.tests.factories import PostingFactory, TeamMemberFactory


@pytest.fixture
def recruiter(db):
    return UserFactory(role="recruiter", name="Rita Ruiz")


@pytest.fixture
def posting(recruiter) -> Posting:
    posting = PostingFactory(draft=True, with_stages=True, title="Cook")
    TeamMemberFactory(posting=posting, user=recruiter)
    return posting


@pytest.fixture
def editor(client, recruiter, posting):
    """The editor in one recruiter's hands."""
    from postings.staff.editor.tests.editor_page import EditorPage

    client.force_login(recruiter)
    return EditorPage(client, posting)
