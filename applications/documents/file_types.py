"""Which files we take, and the check that a file is what its name says.

Done in the web process, so it stays cheap: directories and heads are looked at, documents are not
read. Reading happens in the sandbox (see extraction) and has to agree, or the file is held.
"""

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum
from typing import BinaryIO

from applications.documents.checks import opendocument, pdf, plain_text, rtf, word
from applications.documents.file_names import clean_name, extension_of
from applications.documents.refusals import (
    ContentContradictsName,
    FileEmpty,
    FileTooBig,
    OldWordFormat,
    PasswordProtected,
    WrongType,
)


class FileType(StrEnum):
    """A kind of file that we take; its value is the extension."""

    PDF = "pdf"
    DOCX = "docx"
    ODT = "odt"
    RTF = "rtf"
    TXT = "txt"

    @property
    def media_type(self) -> str:
        """What the Content-Type header says."""
        return _MEDIA_TYPES[self]


# As the `accept` of a file field lists them.
ACCEPTED = ",".join(f".{kind}" for kind in FileType)


@dataclass(frozen=True, slots=True)
class CheckedFile:
    """A file whose extension, first bytes and structure agree."""

    name: str  # cleaned, for showing
    file_type: FileType
    size: int  # bytes


_MEDIA_TYPES = {
    FileType.PDF: "application/pdf",
    FileType.DOCX: "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    FileType.ODT: "application/vnd.oasis.opendocument.text",
    FileType.RTF: "application/rtf",
    FileType.TXT: "text/plain",
}

_ZIP, _OLE = "zip", "ole"
_SIGNATURES = (
    (b"%PDF-", FileType.PDF.value),
    (b"{\\rtf", FileType.RTF.value),
    (b"PK\x03\x04", _ZIP),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", _OLE),
)
_EXPECTED = {
    FileType.PDF: FileType.PDF.value,
    FileType.RTF: FileType.RTF.value,
    FileType.DOCX: _ZIP,
    FileType.ODT: _ZIP,
    FileType.TXT: None,
}
_CHECKS: dict[FileType, Callable[[BinaryIO, int], None]] = {
    FileType.PDF: pdf.check,
    FileType.DOCX: word.check,
    FileType.ODT: opendocument.check,
    FileType.RTF: rtf.check,
    FileType.TXT: plain_text.check,
}
# The stream in which Office keeps a document that it encrypted, see [MS-OFFCRYPTO] 2.3.4.4.
_ENCRYPTED_STREAM = "EncryptedPackage".encode("utf-16-le")


def check_file(file: BinaryIO, *, name: str, size: int, limit: int) -> CheckedFile:
    """Return what the file is, once its extension, first bytes and structure agree.

    `size` and `limit` are in bytes. Raises an UploadRefused that says what to do.
    """
    cleaned = clean_name(name)
    file_type = _type_of_name(cleaned)
    if size == 0:
        raise FileEmpty
    if size > limit:
        raise FileTooBig
    found = _signature(file)
    if found == _OLE and file_type is not FileType.TXT:
        raise PasswordProtected if _is_encrypted_office(file, size) else OldWordFormat
    if found != _EXPECTED[file_type]:
        raise ContentContradictsName
    _CHECKS[file_type](file, size)
    return CheckedFile(cleaned, file_type, size)


def _type_of_name(name: str) -> FileType:
    extension = extension_of(name)
    if extension == "doc":
        raise OldWordFormat
    try:
        return FileType(extension)
    except ValueError:
        raise WrongType from None


def _signature(file: BinaryIO) -> str | None:
    file.seek(0)
    head = file.read(128)
    stripped = head.removeprefix(b"\xef\xbb\xbf").lstrip()
    for magic, found in _SIGNATURES:
        # Blanks before the head are common in PDF and impossible in the others.
        if head.startswith(magic) or (found == FileType.PDF and stripped.startswith(magic)):
            return found
    return None


def _is_encrypted_office(file: BinaryIO, size: int) -> bool:
    file.seek(0)
    return _ENCRYPTED_STREAM in file.read(size)
