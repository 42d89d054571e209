"""The logo: what may be one, and how it is served."""

from io import BytesIO

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.utils import timezone
from PIL import Image, PngImagePlugin

from ats.organisation import logos
from ats.organisation.actions import remove_logo, set_logo
from ats.organisation.models import Logo, Organisation
from ats.users.tests.helpers import person


def picture(kind="PNG", size=(300, 100), mode="RGB", **options) -> bytes:
    out = BytesIO()
    Image.new(mode, size, "teal" if mode != "P" else 3).save(out, kind, **options)
    return out.getvalue()


def opened(data: bytes) -> Image.Image:
    return Image.open(BytesIO(data))


@pytest.mark.parametrize("kind", ["PNG", "JPEG", "WEBP", "GIF"])
def test_usual_pictures_become_png(kind):
    result = opened(logos.reencode(BytesIO(picture(kind))))
    assert (result.format, result.size) == ("PNG", (300, 100))


@pytest.mark.parametrize(
    ("size", "expected"), [((4800, 1600), (480, 160)), ((100, 3000), (5, 160)), ((1, 1), (1, 1))]
)
def test_large_ones_are_made_to_fit(size, expected):
    assert opened(logos.reencode(BytesIO(picture(size=size)))).size == expected


def test_nothing_but_pixels_comes_along():
    info = PngImagePlugin.PngInfo()
    info.add_text("Comment", "canary <script>")
    data = picture(pnginfo=info) + b"<?php canary ?>"
    assert b"canary" in data
    result = logos.reencode(BytesIO(data))
    assert b"canary" not in result


def test_transparency_stays():
    result = opened(logos.reencode(BytesIO(picture(mode="RGBA"))))
    assert result.mode == "RGBA"


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"GIF89a",
        b"<svg xmlns='http://www.w3.org/2000/svg'><script>alert(1)</script></svg>",
        b"%PDF-1.7",
        picture()[:200],
        picture("BMP"),
        picture("TIFF"),
        b"\x89PNG\r\n\x1a\n" + b"\xff" * 500,
    ],
    ids=["empty", "cut gif", "svg", "pdf", "cut png", "bmp", "tiff", "garbage"],
)
def test_what_is_no_usual_picture_is_refused(data):
    with pytest.raises(logos.NotAnImage):
        logos.reencode(BytesIO(data))


def test_a_picture_that_unfolds_to_too_many_pixels_is_refused_unread():
    bomb = picture(size=(20_000, 20_000), mode="1")
    assert len(bomb) < 100_000
    with pytest.raises(logos.TooManyPixels):
        logos.reencode(BytesIO(bomb))


@pytest.fixture
def logo(db):
    set_logo(actor=person("admin"), image=logos.reencode(BytesIO(picture())), now=timezone.now())
    return Organisation.objects.get()


def test_everybody_sees_it(logo):
    response = Client().get(logo.logo_url)
    assert response.status_code == 200
    assert response["Content-Type"] == "image/png"
    assert response["X-Content-Type-Options"] == "nosniff"
    assert "immutable" in response["Cache-Control"]
    assert opened(response.content).size == (300, 100)
    assert not response.cookies


def test_it_is_not_sent_twice(logo):
    etag = Client().get(logo.logo_url)["ETag"]
    response = Client().get(logo.logo_url, headers={"If-None-Match": etag})
    assert (response.status_code, response.content) == (304, b"")


@pytest.mark.parametrize("address", ["/logo", "/logo?v=", "/logo?v=old"])
def test_an_address_without_its_version_is_not_kept_for_ever(logo, address):
    assert "immutable" not in Client().get(address)["Cache-Control"]


def test_another_image_has_another_address(logo):
    set_logo(actor=person("admin"), image=picture(size=(9, 9)), now=timezone.now())
    assert Organisation.objects.get().logo_url != logo.logo_url
    assert Logo.objects.count() == 1


def test_removed_it_is_gone(logo):
    remove_logo(actor=person("admin"), now=timezone.now())
    assert Organisation.objects.get().logo_url == ""
    assert Client().get("/logo").status_code == 404


def upload(data, name="logo.png"):
    return SimpleUploadedFile(name, data, "image/png")


@pytest.mark.django_db
def test_the_settings_page_takes_it(logo):
    page = Client()
    page.force_login(person("admin"))
    data = {
        "name": "Tidewater",
        "contact_email": "jobs@example.org",
        "decision_hold_minutes": "60",
        "reply_within_days": "21",
        "privacy_notice": "We use it to decide.",
    }
    answer = page.post(
        "/staff/settings/organisation", {**data, "logo": upload(picture(size=(50, 50)))}
    )
    assert answer.status_code == 302
    assert Organisation.objects.get().logo != logo.logo
    page.post("/staff/settings/organisation", {**data, "remove_logo": "on"})
    assert Organisation.objects.get().logo == ""


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("data", "words"),
    [
        (b"<svg/>", "no picture that we can read"),
        (b"\0" * (2 * 1024 * 1024 + 1), "larger than 2 MB"),
    ],
)
def test_the_settings_page_says_what_is_wrong_with_it(data, words):
    page = Client()
    page.force_login(person("admin"))
    answer = page.post("/staff/settings/organisation", {"name": "T", "logo": upload(data)})
    assert answer.status_code == 422
    assert words in answer.content.decode()


@pytest.mark.django_db
def test_a_good_logo_is_kept_when_another_field_is_wrong():
    page = Client()
    page.force_login(person("admin"))
    answer = page.post("/staff/first-steps", {"name": "", "logo": upload(picture())})
    assert answer.status_code == 422
    organisation = Organisation.objects.get()
    assert organisation.logo and not organisation.name
    assert organisation.logo_url in answer.content.decode()
