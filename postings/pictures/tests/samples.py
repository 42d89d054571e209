"""Pictures for tests."""

from io import BytesIO
from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone
from PIL import Image

from postings.models import Picture
from postings.pictures.actions import add_picture
from postings.pictures.encoding import encode


def picture(
    kind: str = "PNG", size: tuple[int, int] = (300, 100), mode: str = "RGB", **options: Any
) -> bytes:
    out = BytesIO()
    Image.new(mode, size, "teal" if mode in ("RGB", "RGBA", "CMYK") else 1).save(
        out, kind, **options
    )
    return out.getvalue()


def upload(data: bytes | None = None, name: str = "yard.png") -> SimpleUploadedFile:
    return SimpleUploadedFile(name, picture() if data is None else data, "image/png")


def stored_picture(actor: Any = None) -> Picture:
    return add_picture(
        actor=actor,
        encoded=encode(BytesIO(picture())),
        original_name="yard.png",
        now=timezone.now(),
    )
