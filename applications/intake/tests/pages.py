"""What the tests of the pages share."""

from html import unescape

from django.core.files.uploadedfile import SimpleUploadedFile

from applications.candidates.models import Application

CV = b"Zoe. Engineer at Porto Lift since 2021. Python, patience.\n" * 5


def cv(name="zoe-cv.txt", content=CV):
    return SimpleUploadedFile(name, content)


def text_of(response):
    return unescape(response.content.decode())


def assert_refused(response, message, status=422):
    text = text_of(response)
    assert response.status_code == status
    assert "There is a problem" in text
    assert "<title>Error:" in text
    assert text.count(message) >= 2  # in the summary and at the field
    assert Application.objects.count() == 0
