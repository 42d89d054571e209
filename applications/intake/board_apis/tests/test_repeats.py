"""What is sent again, at once or later, is one application."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from applications.candidates.models import Application, Candidate, Submission
from applications.documents.models import Document
from applications.intake.board_apis.tests.conftest import Greenhouse
from applications.intake.tests.test_concurrency import at_once
from ats.events.models import Event


def test_sent_again_it_is_the_same_application(greenhouse):
    answers = [greenhouse.json(resume_text="Ten years.").json() for _ in range(3)]

    assert answers == [{"success": "Candidate saved successfully"}] * 3
    assert Submission.objects.count() == 1
    assert Document.objects.count() == 1


def test_a_form_with_a_file_is_known_by_its_content(greenhouse):
    def send(content):
        return greenhouse.form(resume=SimpleUploadedFile("cv.txt", content))

    assert [send(content).status_code for content in (b"One.", b"One.", b"Two.")] == [200] * 3
    assert Submission.objects.count() == 2
    assert Application.objects.count() == 1
    assert not Document.objects.filter(submission=None).exists()


def test_a_key_makes_one_of_what_differs(greenhouse):
    key = {"Idempotency-Key": "form-7"}
    for skills in ("Python", "Python, Go"):
        assert greenhouse.json(headers=key, skills=skills).status_code == 200

    assert Submission.objects.count() == 1


def test_a_key_used_for_two_people_loses_neither(greenhouse):
    key = {"Idempotency-Key": "form-7"}
    for address in ("a@example.net", "b@example.net"):
        assert greenhouse.json(headers=key, email=address).status_code == 200

    assert Application.objects.count() == 2


def test_a_refused_one_may_be_sent_again(greenhouse):
    key = {"Idempotency-Key": "form-7"}
    assert greenhouse.json(headers=key, skills=None).status_code == 422
    assert greenhouse.json(headers=key).status_code == 200


def test_two_programs_do_not_share_keys(client, posting, token_for):
    for secret in (token_for("apply"), token_for("apply")):
        key = {"Idempotency-Key": "1"}
        assert Greenhouse(client, posting, secret).json(headers=key).status_code == 200

    assert Submission.objects.count() == 2
    assert Application.objects.count() == 1


@pytest.mark.django_db(transaction=True)
def test_twenty_at_once_are_one_application(posting, secret):
    def send(number):
        response = Greenhouse(Client(), posting, secret).form(
            resume=SimpleUploadedFile("cv.txt", b"Ten years."),
            cover_letter=SimpleUploadedFile("letter.txt", b"Dear all."),
        )
        return response.status_code, response.json()

    answers = at_once(20, send)

    assert answers == [(200, {"success": "Candidate saved successfully"})] * 20
    for model in (Candidate, Application, Submission):
        assert model.objects.count() == 1
    kinds = Submission.objects.get().documents.values_list("kind", flat=True)
    assert sorted(kinds) == ["other", "resume"]
    assert Document.objects.count() == 2
    assert Event.objects.filter(verb="application.submitted").count() == 1
