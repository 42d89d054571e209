"""A body that is far too large is not read, whatever address it is sent to."""

from io import BytesIO

import pytest
from django.test import Client

pytestmark = pytest.mark.django_db


def answer_to(data):
    return Client(raise_request_exception=False).post("/accounts/login/", data)


def test_files_beyond_the_limit_are_not_stored_by_a_page_that_takes_none(settings, monkeypatch):
    settings.LARGEST_BODY_BYTES = 10_000

    def write(*_: object) -> None:
        raise AssertionError("stored")

    monkeypatch.setattr(
        "django.core.files.uploadhandler.TemporaryFileUploadHandler.receive_data_chunk", write
    )
    response = answer_to({"file": BytesIO(b"x" * 20_000)})
    assert response.status_code == 413
    assert "more than we can take" in response.content.decode()


def test_text_beyond_the_limit_is_told_too(settings):
    settings.DATA_UPLOAD_MAX_MEMORY_SIZE = 10_000
    assert answer_to({"login": "x" * 20_000}).status_code == 413


def test_smaller_files_are_read():
    assert answer_to({"file": BytesIO(b"x" * 20_000)}).status_code == 422
