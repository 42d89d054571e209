"""ODT: an archive that says what it is in its first member, without programs or encryption."""

from typing import BinaryIO
from zipfile import ZIP_STORED

from applications.documents import xml_stream
from applications.documents.checks import archives
from applications.documents.refusals import (
    ContentContradictsName,
    FileDamaged,
    HasActiveContent,
    HasMacros,
    PasswordProtected,
)

# OpenDocument 1.3 part 2, 3.3: `mimetype` is the first member and not compressed.
MIMETYPE = b"application/vnd.oasis.opendocument.text"
_MANIFEST = "META-INF/manifest.xml"
_MANIFEST_NS = "urn:oasis:names:tc:opendocument:xmlns:manifest:1.0"
_PROGRAM_FOLDERS = ("Basic/", "Scripts/")
_OLE_TYPES = ("application/vnd.sun.star.oleobject", "application/x-openoffice-gdimetafile-ole")


class _Manifest(xml_stream.Handler):
    def __init__(self) -> None:
        self.encrypted = False
        self.media_types: set[str] = set()

    def start(self, name: str, attributes: xml_stream.Attributes) -> None:
        if name == f"{_MANIFEST_NS} encryption-data":
            self.encrypted = True
        if media_type := attributes.get(f"{_MANIFEST_NS} media-type"):
            self.media_types.add(media_type)


def check(file: BinaryIO, size: int) -> None:
    """Raise the UploadRefused that fits when the file is not one plain, whole ODT."""
    archive = archives.open_archive(file, size)
    first = min(archive.infolist(), key=lambda member: member.header_offset)
    if first.filename != "mimetype" or first.compress_type != ZIP_STORED or first.file_size > 128:
        raise ContentContradictsName
    if archives.read_small(archive, first).strip() != MIMETYPE:
        raise ContentContradictsName
    manifest = _Manifest()
    archives.read_xml(archive, _MANIFEST, manifest)
    if manifest.encrypted or "encrypted-package" in archive.namelist():
        raise PasswordProtected
    if any(name.startswith(_PROGRAM_FOLDERS) for name in archive.namelist()):
        raise HasMacros
    if manifest.media_types.intersection(_OLE_TYPES):
        raise HasActiveContent
    if "content.xml" not in archive.namelist():
        raise FileDamaged
    archives.check_xml_members(archive)
