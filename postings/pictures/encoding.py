"""Pictures: an upload is read as pixels and written anew, so that nothing else comes along."""

import struct
import warnings
from dataclasses import dataclass
from io import BytesIO
from typing import BinaryIO

from PIL import ExifTags, Image, ImageOps, UnidentifiedImageError

LARGEST_UPLOAD_BYTES = 10 * 1024 * 1024
LONGEST_SIDE = 8_000  # pixels
MOST_PIXELS = 40_000_000
WIDEST = 1_600  # twice the width of an advert's column, for dense screens
FORMATS = ("PNG", "JPEG", "WEBP", "GIF")
# Drawings are kept to the pixel up to this size; a photo saved as PNG is not.
_LARGEST_LOSSLESS = 400_000
CONTENT_TYPE = "image/webp"
# What Pillow raises at broken pictures, and at photos whose notes (EXIF) do not fit together.
_BROKEN = (
    *(UnidentifiedImageError, OSError, ValueError, SyntaxError, EOFError),
    *(struct.error, TypeError, LookupError, ArithmeticError),
)


class NotAPicture(Exception):
    """Not a picture in one of FORMATS, or a broken one."""


class TooManyPixels(Exception):
    """The picture is larger than LONGEST_SIDE or MOST_PIXELS; None where it would not even say."""

    def __init__(self, width: int | None = None, height: int | None = None) -> None:
        super().__init__(width, height)
        self.width = width
        self.height = height


@dataclass(frozen=True)
class Encoded:
    """A picture as it is stored: WebP, at most WIDEST pixels wide, upright, without metadata."""

    image: bytes
    width: int
    height: int


def encode(file: BinaryIO) -> Encoded:
    """Return the first frame of a picture. Raises NotAPicture or TooManyPixels.

    The size is taken from the head of the file, before anything is unfolded.
    """
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", Image.DecompressionBombWarning)
            with Image.open(file, formats=FORMATS) as picture:
                _require_size(picture.width, picture.height)
                is_drawing = picture.format in ("PNG", "GIF")
                # JPEG can be unfolded at a half or a quarter of its size.
                picture.draft("RGB", (2 * WIDEST, 2 * WIDEST))
                _shrink_lying(picture)
                upright = ImageOps.exif_transpose(picture)
                pixels = upright.convert("RGBA" if upright.has_transparency_data else "RGB")
    except Image.DecompressionBombError as error:
        raise TooManyPixels from error
    except _BROKEN as error:
        raise NotAPicture from error
    pixels.thumbnail((WIDEST, LONGEST_SIDE))
    pixels.info.clear()
    return Encoded(_written(pixels, is_drawing=is_drawing), pixels.width, pixels.height)


def _shrink_lying(picture: Image.Image) -> None:
    """Make a picture smaller before it is turned: turning all its pixels takes them twice over."""
    if picture.mode in ("1", "P"):  # colours of a palette cannot be mixed
        return
    is_on_its_side = picture.getexif().get(ExifTags.Base.Orientation, 1) in (5, 6, 7, 8)
    picture.thumbnail((LONGEST_SIDE, WIDEST) if is_on_its_side else (WIDEST, LONGEST_SIDE))


def _require_size(width: int, height: int) -> None:
    if max(width, height) > LONGEST_SIDE or width * height > MOST_PIXELS:
        raise TooManyPixels(width, height)


def _written(pixels: Image.Image, *, is_drawing: bool) -> bytes:
    if is_drawing:
        out = BytesIO()
        pixels.save(out, "WEBP", lossless=True, method=4)
        if out.tell() <= _LARGEST_LOSSLESS:
            return out.getvalue()
    out = BytesIO()
    pixels.save(out, "WEBP", quality=82, method=4)
    return out.getvalue()
