"""What may be a picture, and what is left of it."""

from io import BytesIO

import pytest
from PIL import Image, ImageFile, PngImagePlugin

from postings.pictures.encoding import MOST_PIXELS, NotAPicture, TooManyPixels, encode
from postings.pictures.tests.samples import picture


def opened(data: bytes) -> Image.Image:
    return Image.open(BytesIO(encode(BytesIO(data)).image))


@pytest.mark.parametrize(
    ("kind", "mode"),
    [
        ("PNG", "RGB"),
        ("PNG", "RGBA"),
        ("PNG", "P"),
        ("PNG", "1"),
        ("PNG", "I;16"),
        ("JPEG", "RGB"),
        ("JPEG", "L"),
        ("JPEG", "CMYK"),
        ("WEBP", "RGB"),
        ("GIF", "P"),
    ],
)
def test_usual_pictures_are_written_anew_as_webp(kind, mode):
    result = opened(picture(kind, mode=mode))
    assert (result.format, result.size) == ("WEBP", (300, 100))


@pytest.mark.parametrize(
    ("size", "expected"),
    [((4000, 1000), (1600, 400)), ((1600, 10), (1600, 10)), ((50, 6000), (50, 6000))],
)
def test_wide_ones_are_made_to_fit(size, expected):
    encoded = encode(BytesIO(picture("JPEG", size)))
    assert (encoded.width, encoded.height) == expected
    assert opened(picture("JPEG", size)).size == expected


def test_a_photo_taken_sideways_stands_upright_and_says_nothing_about_its_place():
    exif = Image.Exif()
    exif[0x0112] = 6  # turn by 90 degrees
    exif[0x010E] = "canary"
    data = picture("JPEG", (300, 100), exif=exif)
    assert b"canary" in data
    encoded = encode(BytesIO(data))
    assert (encoded.width, encoded.height) == (100, 300)
    assert b"canary" not in encoded.image
    assert not opened(data).getexif()


def test_nothing_but_pixels_comes_along():
    info = PngImagePlugin.PngInfo()
    info.add_text("Comment", "canary <script>")
    data = picture(pnginfo=info) + b"<?php canary ?>"
    assert b"canary" not in encode(BytesIO(data)).image


def test_transparency_stays_and_a_drawing_keeps_its_pixels():
    drawing = Image.new("RGBA", (4, 4), (0, 0, 0, 0))
    drawing.putpixel((1, 1), (1, 2, 3, 255))
    out = BytesIO()
    drawing.save(out, "PNG")
    result = opened(out.getvalue()).convert("RGBA")
    assert result.getpixel((0, 0))[3] == 0
    assert result.getpixel((1, 1)) == (1, 2, 3, 255)


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"GIF89a",
        b"<svg xmlns='http://www.w3.org/2000/svg'><script>alert(1)</script></svg>",
        b"%PDF-1.7",
        b"<html><script>alert(1)</script>",
        picture()[:200],
        picture("JPEG")[:300],
        picture("BMP"),
        picture("TIFF"),
        b"\x89PNG\r\n\x1a\n" + b"\xff" * 500,
    ],
    ids=["empty", "cut gif", "svg", "pdf", "html", "cut png", "cut jpeg", "bmp", "tiff", "garbage"],
)
def test_what_is_no_usual_picture_is_refused(data):
    with pytest.raises(NotAPicture):
        encode(BytesIO(data))


def test_a_photo_whose_notes_do_not_fit_together_is_refused():
    exif = Image.Exif()
    exif[0x0112] = 6
    exif[0x010F] = "maker"
    data = picture("JPEG", exif=exif)
    # Now the picture's height would be a text, which turning the picture writes as a number.
    notes = data.replace(b"\x01\x0f\x00\x02", b"\x01\x01\x00\x02")
    assert notes != data
    with pytest.raises(NotAPicture):
        encode(BytesIO(notes))


@pytest.mark.parametrize("size", [(30_000, 10), (10, 8_001), (7_000, 7_000), (20_000, 20_000)])
def test_what_would_unfold_to_too_many_pixels_is_refused_unread(size, monkeypatch):
    bomb = picture(size=size, mode="1")
    assert len(bomb) < 100_000
    monkeypatch.setattr(ImageFile.ImageFile, "load", None)  # unfolding would fail otherwise
    with pytest.raises(TooManyPixels):
        encode(BytesIO(bomb))


def test_the_largest_picture_that_is_taken():
    assert MOST_PIXELS == 8_000 * 5_000
    encoded = encode(BytesIO(picture(size=(8_000, 5_000), mode="1")))
    assert (encoded.width, encoded.height) == (1_600, 1_000)
