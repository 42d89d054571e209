"""The file of a résumé, with everything that can be wrong with it."""

import resource
from contextlib import contextmanager

import pytest

from applications.candidates.models import Application, Submission
from applications.documents.models import Document
from applications.intake.tests.conftest import Applicant
from applications.intake.tests.pages import CV, assert_refused, cv, text_of
from postings.models import ResumePolicy
from postings.tests.factories import PostingFactory

pytestmark = pytest.mark.django_db


def test_a_required_resume_cannot_be_got_around(client):
    posting = PostingFactory(with_stages=True, resume_policy=ResumePolicy.REQUIRED)
    applicant = Applicant(client, posting)

    assert_refused(applicant.send(door="profile"), "Choose your résumé.")


def test_a_file_is_ignored_where_none_is_asked_for(client):
    posting = PostingFactory(with_stages=True, resume_policy=ResumePolicy.NOT_ASKED)
    applicant = Applicant(client, posting)

    assert applicant.send(door="resume", resume=cv()).status_code == 303

    assert Document.objects.count() == 0
    assert Application.objects.get().door == "profile"


@pytest.mark.parametrize(
    ("file", "message"),
    [
        (None, "Choose your résumé, or choose above"),
        (cv("cv.exe", b"MZ" + CV), "We can read PDF, DOCX, ODT, RTF and TXT."),
        (cv(content=b""), "This file is empty."),
        (cv("cv.pdf", b"%PDF-1.7\nbroken"), "This file is damaged"),
        (cv("cv.pdf", CV), "not what the end of its name says"),
        (cv("cv.doc", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + CV), "old Word format"),
        (cv(content=b"x" * (10 * 1024 * 1024 + 1)), "This file is larger than 10 MB."),
    ],
)
def test_each_trouble_with_a_file_has_its_own_message(file, message, applicant):
    typed = {"door": "resume"} | ({"resume": file} if file else {})

    page = applicant.check(**typed)

    assert_refused(page, message)
    assert 'value="Zoë Łukasiewicz"' in text_of(page)
    assert Document.objects.count() == 0


def test_a_file_survives_a_mistake_elsewhere(applicant):
    page = applicant.check(door="resume", resume=cv(), email="")
    assert "zoe-cv.txt" in text_of(page)
    assert "Choose another file to replace it" in text_of(page)

    applicant.check(email="zoe@example.net")
    applicant.send()

    assert Submission.objects.get().documents.get().original_name == "zoe-cv.txt"


def test_another_file_replaces_the_first(applicant):
    applicant.check(door="resume", resume=cv("old.txt"))
    applicant.check(resume=cv("new.txt"))
    applicant.send()

    assert [d.original_name for d in Document.objects.all()] == ["new.txt"]


def test_a_bad_file_does_not_replace_a_good_one(applicant):
    applicant.check(door="resume", resume=cv("good.txt"))

    page = applicant.check(resume=cv("bad.pdf", CV))

    assert page.status_code == 422
    assert [d.original_name for d in Document.objects.all()] == ["good.txt"]
    assert applicant.check().status_code == 200


@contextmanager
def no_room_for_files():
    """No process may write a file of more than 100 bytes, which is what a full disk feels like."""
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (100, hard))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))


def test_a_full_disk_is_said_and_nothing_is_lost(applicant, tmp_path):
    with no_room_for_files():
        page = applicant.check(door="resume", resume=cv())

    assert_refused(page, "We have no room for your file just now.", status=507)
    assert 'value="Zoë Łukasiewicz"' in text_of(page)
    assert [path for path in tmp_path.rglob("*") if path.is_file()] == []
    assert applicant.check(resume=cv()).status_code == 200


def test_a_file_swept_away_before_sending_is_asked_for_again(applicant):
    applicant.check(door="resume", resume=cv())
    Document.objects.all().delete()

    assert_refused(applicant.send(), "Choose your résumé, or choose above")


def test_a_body_far_above_the_limit_is_not_read(client, posting, settings):
    settings.LARGEST_BODY_BYTES = 1000

    page = client.post(f"/jobs/{posting.slug}/apply", {"resume": cv(content=b"x" * 2000)})

    assert page.status_code == 413
    assert "your answers are still there" in text_of(page)


def test_more_text_than_a_form_can_hold_is_said(client, posting):
    page = client.post(f"/jobs/{posting.slug}/apply", {"about": "x" * (2 * 1024 * 1024 + 1)})

    assert page.status_code == 413


@pytest.mark.parametrize(
    ("body", "boundary", "status"),
    [
        (b"", "; boundary=x", 422),
        (b"--x\r\nbroken", "; boundary=x", 422),
        (b"\xff\xfe\x00", "; boundary=x", 422),
        (b"--x\r\nbroken", "", 400),
    ],
)
def test_a_body_that_is_no_form_is_no_failure(body, boundary, status, client, posting):
    page = client.post(
        f"/jobs/{posting.slug}/apply", data=body, content_type=f"multipart/form-data{boundary}"
    )

    assert page.status_code == status
