"""TXT: text in an encoding that we can tell, and not another kind of file renamed."""

import re
from typing import BinaryIO

from applications.documents.extractors.plain_text import decode
from applications.documents.refusals import ContentContradictsName

_OTHER_TEXT_FORMATS = re.compile(
    r"\s*(<!doctype|<html|<svg|<\?xml|<\?php|<script|#!\s*/|%!PS)", re.IGNORECASE
)


def check(file: BinaryIO, size: int) -> None:
    """Raise ContentContradictsName for binary content and for web pages and programs."""
    file.seek(0)
    text = decode(file.read(size))
    if text is None or _OTHER_TEXT_FORMATS.match(text):
        raise ContentContradictsName
