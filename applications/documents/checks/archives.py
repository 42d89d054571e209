"""What must hold of a zip archive before any member of it is unpacked.

DOCX and ODT are zip archives. The limits come from the archive's own directory, whose size is
itself looked at first; Python never unpacks more of a member than the directory declares.
"""

import stat
import struct
import zipfile
import zlib
from pathlib import PurePosixPath
from typing import BinaryIO
from zipfile import ZipFile

from applications.documents import xml_stream
from applications.documents.refusals import (
    FileDamaged,
    HasActiveContent,
    PasswordProtected,
    UnpacksTooBig,
)

# A résumé has 15 to 60 members; one with hundreds of pictures still has fewer than 2,000.
MOST_MEMBERS = 2_000
LARGEST_DIRECTORY = 1024 * 1024
LARGEST_UNPACKED = 100 * 1024 * 1024
LARGEST_XML_MEMBER = 20 * 1024 * 1024
# XML packs about 20:1, blank bitmaps 200:1; bombs 1,000:1. Small files may pack as they like.
HIGHEST_RATIO = 200
RATIO_COUNTS_FROM = 10 * 1024 * 1024

_END = struct.Struct("<4s4H2LH")
_LOCAL = struct.Struct("<4s5H3L2H")
_ZIP64_ALLOWANCE = 76  # its two records between the directory and the end record
_ENCRYPTED_FLAG = 0x1
_UNPACKING_ERRORS = (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, OSError)
_XML_SUFFIXES = (".xml", ".rels", ".vml", ".rdf")


def open_archive(file: BinaryIO, size: int) -> ZipFile:
    """Return the archive once its directory is found harmless.

    Raises FileDamaged, PasswordProtected, UnpacksTooBig or HasActiveContent.
    """
    _check_end_record(file, size)
    try:
        archive = ZipFile(file)
    except (zipfile.BadZipFile, NotImplementedError, ValueError, UnicodeError) as error:
        raise FileDamaged from error
    members = archive.infolist()
    _check_names(members)
    _check_sizes(members)
    _check_layout(file, members)
    return archive


def check_xml_members(archive: ZipFile) -> None:
    """Refuse document type declarations in every XML member, whatever its encoding."""
    for member in archive.infolist():
        if not member.filename.lower().endswith(_XML_SUFFIXES):
            continue
        if member.file_size > LARGEST_XML_MEMBER:
            raise UnpacksTooBig
        read_xml(archive, member.filename, handler=None)


def read_xml(archive: ZipFile, name: str, handler: xml_stream.Handler | None) -> None:
    """Feed a member to the handler, or without one read it only up to its root element.

    Raises FileDamaged where it is missing or broken, HasActiveContent for a document type.
    """
    try:
        with archive.open(name) as stream:
            if handler is None:
                xml_stream.check_prolog(stream)
            else:
                xml_stream.read(stream, handler)
    except xml_stream.HasDoctype as error:
        raise HasActiveContent from error
    except (KeyError, xml_stream.XmlRefused, *_UNPACKING_ERRORS) as error:
        raise FileDamaged from error


def read_small(archive: ZipFile, member: zipfile.ZipInfo) -> bytes:
    """Return the content of a member whose declared size was found small. Raises FileDamaged."""
    try:
        return archive.read(member)
    except _UNPACKING_ERRORS as error:
        raise FileDamaged from error


def _check_end_record(file: BinaryIO, size: int) -> None:
    """The end record is the last thing in the file, and the directory before it is small.

    Checked by hand since zipfile reads the whole directory at once and skips what follows it.
    """
    if size < _END.size:
        raise FileDamaged
    file.seek(size - _END.size)
    signature, _, _, _, count, length, offset, comment = _END.unpack(file.read(_END.size))
    if signature != b"PK\x05\x06" or comment:
        raise FileDamaged
    if count > MOST_MEMBERS or length > LARGEST_DIRECTORY:
        raise UnpacksTooBig
    if not 0 <= size - _END.size - offset - length <= _ZIP64_ALLOWANCE:
        raise FileDamaged


def _check_names(members: list[zipfile.ZipInfo]) -> None:
    names = [member.filename for member in members]
    # Two members of one name: one program reads the first, another the last.
    if not names or len({name.lower() for name in names}) != len(names):
        raise FileDamaged
    for member in members:
        if _escapes(member.orig_filename) or stat.S_ISLNK(member.external_attr >> 16):
            raise HasActiveContent
        if member.flag_bits & _ENCRYPTED_FLAG:
            raise PasswordProtected


def _escapes(name: str) -> bool:
    return (
        name.startswith("/")
        or "\\" in name
        or "\0" in name
        or ":" in name
        or ".." in PurePosixPath(name).parts
    )


def _check_sizes(members: list[zipfile.ZipInfo]) -> None:
    packed = sum(member.compress_size for member in members)
    unpacked = sum(member.file_size for member in members)
    if unpacked > LARGEST_UNPACKED:
        raise UnpacksTooBig
    if unpacked > RATIO_COUNTS_FROM and unpacked > HIGHEST_RATIO * packed:
        raise UnpacksTooBig


def _check_layout(file: BinaryIO, members: list[zipfile.ZipInfo]) -> None:
    """Members lie one after another from the first byte on: no overlap, nothing in front."""
    known = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)
    if any(member.compress_type not in known for member in members):
        raise FileDamaged
    free_from = 0
    for member in sorted(members, key=lambda member: member.header_offset):
        if member.header_offset < free_from or (free_from == 0 and member.header_offset != 0):
            raise FileDamaged
        free_from = member.header_offset + _local_header_length(file, member) + member.compress_size


def _local_header_length(file: BinaryIO, member: zipfile.ZipInfo) -> int:
    file.seek(member.header_offset)
    header = file.read(_LOCAL.size)
    if len(header) != _LOCAL.size or header[:4] != b"PK\x03\x04":
        raise FileDamaged
    name_length, extra_length = _LOCAL.unpack(header)[-2:]
    return _LOCAL.size + int(name_length) + int(extra_length)
