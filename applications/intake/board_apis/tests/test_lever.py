import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from applications.candidates.models import Application, Submission
from postings.models import Posting


def test_an_application_arrives_and_is_named(lever, posting):
    response = lever.json(
        phone="+49 561 1",
        org="Porto Lift",
        urls={"GitHub": "https://github.com/zoe", "Own": "zoe.example.net"},
        comments="I can start in May.",
        timezone="Europe/Lisbon",
        source="Harbour board",
        referer="https://news.example.net/",
        acceptLanguage="es-ES,es;q=0.9",
        consent={"marketing": True, "store": {"compliancePolicyId": "p-1"}},
        ip="203.0.113.5",
        userAgent="x",
        silent="true",
    )

    submission = Submission.objects.get()
    assert response.json() == {"ok": True, "applicationId": submission.reference}
    assert (submission.name, submission.email) == ("Zoë Łukasiewicz", "zoe@example.net")
    assert submission.time_zone == "Europe/Lisbon"
    assert submission.profile["links"] == ["https://github.com/zoe", "https://zoe.example.net"]
    assert submission.profile["recent_work"][0]["employer"] == "Porto Lift"
    assert submission.profile["about"] == "I can start in May."
    assert submission.source == "Harbour board"
    assert submission.attribution == {"source": "Harbour board", "referrer": "news.example.net"}
    assert submission.language == "es"
    assert {answer["label"]: answer["value"] for answer in submission.answers} == {
        "Consent: marketing": True,
        "Consent: store (p-1)": True,
    }
    assert Application.objects.get().posting == posting


def test_a_form_says_the_same_by_brackets(lever):
    response = lever.form(
        **{
            "urls[GitHub]": "https://github.com/zoe",
            "consent[store]": "true",
            "resume": SimpleUploadedFile("cv.txt", b"Ten years at sea."),
        }
    )

    assert response.status_code == 200, response.content
    submission = Submission.objects.get()
    assert submission.profile["links"] == ["https://github.com/zoe"]
    assert submission.documents.get().state == "quarantined"
    assert submission.answers[0]["label"] == "Consent: store"


def test_what_is_wrong_is_told_in_their_words(lever):
    response = lever.json(name="", email="x", urls="x", consent=[1])

    assert response.status_code == 400
    said = response.json()
    assert said["ok"] is False
    assert {problem["field"] for problem in said["errors"]} == {"name", "email", "urls", "consent"}
    assert not Submission.objects.exists()


def test_required_questions_are_enforced_here_too(lever, questions):
    assert lever.json().status_code == 400
    name = f"question_{questions['notice'].pk}"
    assert lever.json(**{name: "Soon"}).status_code == 200


@pytest.mark.parametrize("status", ["paused", "closed", "draft", "archived"])
def test_what_takes_no_applications_is_a_404_in_their_words(lever, status):
    Posting.objects.update(status=status)
    response = lever.json()

    assert response.status_code == 404
    assert response.json() == {"ok": False, "error": "Document not found"}


def test_an_unlisted_posting_takes_applications(lever):
    Posting.objects.update(is_listed=False)

    assert lever.json().status_code == 200
    assert lever.client.get(lever.url).status_code == 404


def test_a_confidential_one_does_not(lever):
    Posting.objects.update(is_confidential=True)

    assert lever.json().status_code == 404
