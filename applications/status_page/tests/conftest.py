import pytest
from django.utils import timezone

from applications.status_page.actions import mint_link
from applications.tests.factories import SENT_AT, ApplicationFactory, SubmissionFactory
from postings.tests.factories import PostingFactory


@pytest.fixture
def application(db):
    posting = PostingFactory(title="Backend Lead", with_stages=True)
    application = ApplicationFactory(posting=posting, submitted_at=timezone.now())
    SubmissionFactory(application=application)
    return application


@pytest.fixture
def holder(client, application):
    """A browser in which the link from the mail was opened."""
    token = mint_link(application_id=application.pk, now=SENT_AT)
    client.get(f"/status/{token}")
    return client
