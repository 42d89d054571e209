"""RTF: whole, and without embedded objects, which is how programs travel in it."""

import re
from typing import BinaryIO

from applications.documents.refusals import FileDamaged, HasActiveContent

# RTF 1.9.1: \objdata carries an OLE object, \objupdate opens it unasked, \objautlink fetches it.
_OBJECTS = re.compile(rb"\\(objdata|objupdate|objautlink|objlink|objocx)(?![a-z])", re.IGNORECASE)
_REMOTE_TEMPLATE = re.compile(rb"\\\*\s*\\template\s+(https?:|ftp:|\\\\\\\\)", re.IGNORECASE)


def check(file: BinaryIO, size: int) -> None:
    """Raise FileDamaged or HasActiveContent. Reads the file whole: it is at most 10 MB."""
    file.seek(0)
    content = file.read(size)
    if not content.rstrip(b"\0\r\n\t \x1a").endswith(b"}"):
        raise FileDamaged
    if _OBJECTS.search(content) or _REMOTE_TEMPLATE.search(content):
        raise HasActiveContent
