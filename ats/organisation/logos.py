"""Logos: whatever was uploaded is read as pixels and written anew, so nothing else comes along."""

from io import BytesIO
from typing import BinaryIO

from PIL import Image, UnidentifiedImageError

LARGEST_UPLOAD_BYTES = 2 * 1024 * 1024
MOST_PIXELS = 20_000_000
FORMATS = ("PNG", "JPEG", "WEBP", "GIF")
BOX = (480, 160)  # twice the size at which pages show it, for dense screens


class NotAnImage(Exception):
    """Not a picture in one of FORMATS, or a broken one."""


class TooManyPixels(Exception):
    """The picture unfolds to more than MOST_PIXELS."""


def reencode(file: BinaryIO) -> bytes:
    """Return the first frame as a small PNG without metadata. Raises NotAnImage, TooManyPixels."""
    try:
        with Image.open(file, formats=FORMATS) as picture:
            if picture.width * picture.height > MOST_PIXELS:
                raise TooManyPixels
            small = picture.convert("RGBA")
    except (UnidentifiedImageError, OSError, ValueError, SyntaxError, EOFError) as error:
        raise NotAnImage from error
    except Image.DecompressionBombError as error:
        raise TooManyPixels from error
    small.thumbnail(BOX)
    small.info.clear()
    out = BytesIO()
    small.save(out, "PNG", optimize=True)
    return out.getvalue()
