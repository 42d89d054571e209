import pytest
from django.urls import reverse

from applications.documents.files import files
from applications.documents.models import Document, DocumentState, DocumentText
from applications.documents.tests.samples import GOOD
from applications.tests.factories import SENT_AT, AssignmentFactory, DocumentFactory
from ats.tests.factories import UserFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def document(store) -> Document:
    """A checked résumé whose file exists."""
    stored = files.save([GOOD["pdf"]])
    return DocumentFactory(stored_name=stored.name, original_name="Zoë.exe.pdf")


def download(client, document: Document, role: str = "recruiter"):
    client.force_login(UserFactory(role=role))
    return client.get(reverse("document-download", args=[document.pk]))


def hold(document: Document, reason: str = "damaged") -> None:
    document.state, document.state_reason = DocumentState.HELD, reason
    document.save()


def test_a_recruiter_downloads_the_very_bytes(client, document):
    response = download(client, document)
    assert response.status_code == 200
    assert b"".join(response.streaming_content) == GOOD["pdf"]


def test_the_download_has_our_name_and_renders_nowhere(client, document):
    response = download(client, document)
    reference = document.application.reference
    assert response["Content-Disposition"] == (
        f"attachment; filename=\"{reference}-{document.pk}.pdf\"; filename*=UTF-8''Zo%C3%AB_exe.pdf"
    )
    assert response["Content-Type"] == "application/pdf"
    assert response["Content-Security-Policy"] == "sandbox; default-src 'none'"
    assert response["X-Content-Type-Options"] == "nosniff"
    assert "no-store" in response["Cache-Control"]


def test_an_interviewer_gets_no_document_of_an_assigned_application(client, document):
    interviewer = UserFactory(role="interviewer")
    AssignmentFactory(application=document.application, user=interviewer)
    client.force_login(interviewer)
    for name in ("document-download", "document-text"):
        assert client.get(reverse(name, args=[document.pk])).status_code == 404


def test_a_hiring_manager_of_another_posting_gets_nothing(client, document):
    assert download(client, document, role="hiring_manager").status_code == 404


def test_nobody_downloads_without_signing_in_whatever_they_claim(client, document):
    response = client.get(
        reverse("document-download", args=[document.pk]),
        headers={"referer": "http://testserver/staff/", "origin": "http://testserver"},
    )
    assert response.status_code == 302


def test_the_stored_name_is_no_address(client, document):
    client.force_login(UserFactory(role="admin"))
    for folder in ("/media/", "/files/", "/static/", "/staff/documents/", "/"):
        assert client.get(folder + document.stored_name).status_code == 404


def test_a_document_in_quarantine_is_not_given_out(client, document):
    document.state = DocumentState.QUARANTINED
    document.save()
    assert download(client, document, role="admin").status_code == 404


def test_a_held_document_is_only_for_those_who_write_to_candidates(client, document):
    hold(document)
    assert download(client, document, role="recruiter").status_code == 200
    manager = UserFactory(role="hiring_manager")
    document.application.posting.team.create(user=manager, role="hiring_manager")
    client.force_login(manager)
    assert client.get(reverse("document-download", args=[document.pk])).status_code == 404


def test_a_document_whose_file_is_gone_is_not_found(client, document):
    files.delete(document.stored_name)
    assert download(client, document).status_code == 404


def test_a_document_of_an_unsent_form_is_nobodys(client, store):
    document = DocumentFactory(submission=None, application=None)
    assert download(client, document, role="admin").status_code == 404


def test_the_whole_text_is_shown_as_text(client, document):
    DocumentText.objects.create(document=document, text="<b>bold</b>", extracted_at=SENT_AT)
    client.force_login(UserFactory())
    page = client.get(reverse("document-text", args=[document.pk]))
    assert "&lt;b&gt;bold&lt;/b&gt;" in page.text


def test_a_document_without_text_has_no_text_page(client, document):
    client.force_login(UserFactory())
    assert client.get(reverse("document-text", args=[document.pk])).status_code == 404


def test_a_held_document_is_sent_back_for_checking(client, document):
    hold(document, "no_sandbox")
    client.force_login(UserFactory())
    address = reverse("document-check-again", args=[document.pk])
    page = client.post(address, follow=True)
    assert "being checked again" in page.text
    document.refresh_from_db()
    assert document.state == DocumentState.QUARANTINED
    assert "not held any more" in client.post(address, follow=True).text


def test_checking_again_needs_a_post(client, document):
    hold(document)
    client.force_login(UserFactory())
    assert client.get(reverse("document-check-again", args=[document.pk])).status_code == 405
