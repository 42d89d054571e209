import pytest

from ats.files.responses import attachment_response, content_disposition
from ats.files.storage import Area

AREA = Area("things")


@pytest.fixture
def stored(settings, tmp_path):
    settings.PRIVATE_FILES_DIR = tmp_path
    return AREA.open(AREA.save([b"<script>alert(1)</script>"]).name)


def respond(stored):
    return attachment_response(
        stored,
        ascii_name="resume-7KQ3.txt",
        filename="Müller 'CV'.txt",
        media_type="text/plain",
    )


def test_the_content_arrives_whole(stored):
    response = respond(stored)
    assert b"".join(response.streaming_content) == b"<script>alert(1)</script>"
    assert response["Content-Length"] == "25"


def test_no_browser_renders_sniffs_or_keeps_it(stored):
    response = respond(stored)
    assert response["Content-Disposition"].startswith("attachment;")
    assert response["Content-Security-Policy"] == "sandbox; default-src 'none'"
    assert response["X-Content-Type-Options"] == "nosniff"
    assert response["Cache-Control"] == "no-store"
    assert response["Content-Type"] == "text/plain"


def test_both_names_are_given_and_the_persons_is_encoded():
    assert content_disposition("resume.pdf", "Müller 'CV'.pdf") == (
        "attachment; filename=\"resume.pdf\"; filename*=UTF-8''M%C3%BCller%20%27CV%27.pdf"
    )


def test_no_name_ends_the_header():
    value = content_disposition("resume.pdf", 'a"\r\nSet-Cookie: x=1; b.pdf')
    assert "\r" not in value
    assert "\n" not in value
    assert value.count('"') == 2
