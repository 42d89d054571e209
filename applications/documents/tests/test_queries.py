import pytest
from django.template.loader import render_to_string

from applications.documents.models import DocumentState, DocumentText
from applications.documents.queries import document_rows
from applications.documents.rules import TEXT_SHOWN
from applications.tests.factories import (
    SENT_AT,
    ApplicationFactory,
    AssignmentFactory,
    DocumentFactory,
    SubmissionFactory,
)
from ats.testing.queries import assert_same_queries
from ats.tests.factories import UserFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def submission():
    return SubmissionFactory(application=ApplicationFactory())


@pytest.fixture
def recruiter():
    return UserFactory()


def rows_of(submission, viewer):
    return document_rows(submission.application_id, viewer=viewer)


def shown(submission, viewer) -> str:
    page = render_to_string("documents/list.html", {"rows": rows_of(submission, viewer)})
    return " ".join(page.split())


def with_text(submission, text: str, **columns):
    document = DocumentFactory(submission=submission, **columns)
    DocumentText.objects.create(document=document, text=text, extracted_at=SENT_AT)
    return document


def test_a_checked_document_shows_its_name_size_and_text(submission, recruiter):
    with_text(submission, "Worked at <Acme>", original_name="cv <1>.pdf", size=48_213)
    page = shown(submission, recruiter)
    assert "cv &lt;1&gt;.pdf" in page
    assert "PDF, 47.1 KB" in page.replace("\xa0", " ")
    assert "Worked at &lt;Acme&gt;" in page
    assert "/file" in page


def test_a_document_in_quarantine_says_so_and_has_no_link(submission, recruiter):
    DocumentFactory(submission=submission, state=DocumentState.QUARANTINED)
    page = shown(submission, recruiter)
    assert "being checked" in page
    assert "/file" not in page


def test_a_scan_says_that_no_text_was_found(submission, recruiter):
    DocumentFactory(submission=submission, state_reason="no_text")
    assert "No text could be read" in shown(submission, recruiter)


def test_a_held_document_says_why_and_offers_a_way_on(submission, recruiter):
    DocumentFactory(submission=submission, state=DocumentState.HELD, state_reason="encrypted")
    page = shown(submission, recruiter)
    assert "held" in page
    assert "opens only with a password" in page
    assert "Check again" in page
    assert "Download unchecked" in page


def test_a_missing_file_is_not_offered(submission, recruiter):
    DocumentFactory(submission=submission, state=DocumentState.HELD, state_reason="file_missing")
    assert "Download" not in shown(submission, recruiter)


def test_nothing_sent_is_said(submission, recruiter):
    assert "No files were sent." in shown(submission, recruiter)


def test_a_file_from_an_unconfirmed_address_is_marked(submission, recruiter):
    waiting = SubmissionFactory(application=submission.application, waiting=True)
    DocumentFactory(submission=waiting)
    assert "address not confirmed" in shown(submission, recruiter)


def test_a_long_text_is_cut_and_says_where_it_goes_on(submission, recruiter):
    with_text(submission, "ä" * TEXT_SHOWN)
    with_text(submission, "ä" * (TEXT_SHOWN + 1))
    longer, exact = rows_of(submission, recruiter)
    assert (exact.has_more, len(exact.text)) == (False, TEXT_SHOWN)
    assert (longer.has_more, len(longer.text)) == (True, TEXT_SHOWN)
    assert "Read the whole text" in shown(submission, recruiter)


def test_an_interviewer_sees_no_documents(submission):
    interviewer = UserFactory(role="interviewer")
    AssignmentFactory(application=submission.application, user=interviewer)
    DocumentFactory(submission=submission)
    assert rows_of(submission, interviewer) == []


def test_more_documents_need_no_more_statements(submission, recruiter):
    def make(count: int) -> None:
        while submission.documents.count() < count:
            with_text(submission, "text")

    assert_same_queries(make=make, act=lambda: shown(submission, recruiter), most=1)
