"""What a program sends in Greenhouse's shape that no application can be made of."""

import base64
import json

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from applications.candidates.models import Submission
from applications.documents.models import Document
from applications.intake.board_apis.tests.conftest import PERSON, basic, problems

HOSTILE = [
    ("name with an address", {"first_name": "Zoë https://spam.example"}, 422),
    ("phone with an address", {"phone": "www.spam.example"}, 422),
    ("list for a name", {"first_name": ["a"]}, 422),
    ("object for an address", {"email": {"a": {"b": 1}}}, 422),
    ("true for a name", {"last_name": True}, 422),
    ("very long name", {"first_name": "x" * 5_000}, 422),
    ("text for objects", {"employments": "x"}, 422),
    ("text for an object", {"data_compliance": "x"}, 422),
    ("nested deeply", {"educations": [{"a": {"b": {"c": {"d": {"e": 1}}}}}]}, 400),
    ("NUL", {"first_name": "Zo\x00ë", "skills": "Py\x00thon"}, 200),
    ("half of a surrogate pair", {"first_name": "Zo\ud800"}, 200),
    ("direction overrides", {"first_name": "\u202eZoë"}, 200),
    ("markup", {"skills": "<script>alert(1)</script>"}, 200),
]


@pytest.mark.parametrize(("sent", "status"), [case[1:] for case in HOSTILE], ids=lambda c: "")
def test_whatever_comes_is_understood_or_refused(greenhouse, sent, status):
    body = json.dumps(PERSON | sent)
    response = greenhouse.client.post(
        greenhouse.url, body, content_type="application/json", headers=basic(greenhouse.secret)
    )

    assert response.status_code == status, response.content
    assert Submission.objects.exists() == (status == 200)


@pytest.mark.parametrize(
    ("body", "content_type", "status"),
    [
        (b" ", "application/json", 400),
        (b"[]", "application/json", 400),
        (b"{", "application/json", 400),
        (b'{"first_name": NaN}', "application/json", 400),
        (b"[" * 100_000, "application/json", 400),
        (b"\xff\xfe\x00", "application/json", 400),
        (b"<a/>", "application/xml", 415),
        (b"hello", "text/plain", 415),
        (b"garbage", "multipart/form-data; boundary=x", 422),
        (b"garbage", "multipart/form-data", 400),
        (b"a=" + b"x" * 3_000_000, "application/x-www-form-urlencoded", 413),
    ],
)
def test_a_body_that_is_none_is_refused(greenhouse, body, content_type, status):
    response = greenhouse.client.post(
        greenhouse.url, body, content_type=content_type, headers=basic(greenhouse.secret)
    )

    assert response.status_code == status, response.content
    assert response.json()["status"] == status
    assert response.json()["error"]


def test_too_much_json_is_not_even_read(greenhouse, monkeypatch):
    monkeypatch.setattr("applications.intake.board_apis.views.LARGEST_JSON", 1_000)
    response = greenhouse.json(skills="x" * 2_000)

    assert response.status_code == 413


def test_two_files_of_one_name_are_refused(greenhouse):
    files = [SimpleUploadedFile(f"cv{n}.txt", b"Ten years.") for n in range(2)]

    assert "resume" in problems(greenhouse.form(resume=files))


def test_a_file_over_the_limit_is_refused(greenhouse, settings):
    settings.UPLOAD_LIMIT_BYTES = 1_000
    large = SimpleUploadedFile("cv.txt", b"x" * 2_000)
    coded = base64.b64encode(b"x" * 2_000).decode()

    assert greenhouse.form(resume=large).status_code == 413
    found = problems(greenhouse.json(resume_content=coded, resume_content_filename="cv.txt"))
    assert "10 MB" in found["resume_content"]
    assert not Document.objects.exists()


@pytest.mark.parametrize("name", ["..", "cv/"])
def test_a_file_name_of_which_nothing_is_left_is_refused_in_the_vendors_shape(greenhouse, name):
    sent = greenhouse.json(resume_content="aGVsbG8=", resume_content_filename=name)
    assert sent.status_code == 422
    assert "resume_content_filename" in problems(sent)
    assert not Submission.objects.exists()


def test_a_form_in_another_encoding_is_refused_in_the_vendors_shape(greenhouse, client, secret):
    sent = client.generic(
        "POST",
        greenhouse.url,
        b"first_name=x",
        content_type="application/x-www-form-urlencoded; charset=utf-16",
        headers=basic(secret),
    )
    assert sent.status_code == 415
    assert sent.json() == {"status": 415, "error": "Send forms in UTF-8."}
