"""DOCX: an archive whose content types name one plain Word document and no program."""

from typing import BinaryIO
from zipfile import ZipFile

from applications.documents import xml_stream
from applications.documents.checks import archives
from applications.documents.refusals import (
    ContentContradictsName,
    FileDamaged,
    HasActiveContent,
    HasMacros,
)

CONTENT_TYPES = "[Content_Types].xml"
_TYPES = "http://schemas.openxmlformats.org/package/2006/content-types"
_RELATIONS = "http://schemas.openxmlformats.org/package/2006/relationships"
# ECMA-376 part 1, 11.3.10. Templates and everything macro-enabled have other types.
MAIN_PART = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
_MACRO_MARKS = ("macroenabled", "vbaproject", "activex")
# A link in the text may point outside; a template or an embedded file may not. Templates on the
# writer's own disk are left: every document made from one names it, and elsewhere it is dead.
_OUTSIDE_FORBIDDEN = ("attachedtemplate", "oleobject", "package", "frame", "subdocument")
_REMOTE = ("http:", "https:", "ftp:", "mhtml:", "\\\\", "//", "file://///", "file:\\\\\\\\")


class _ContentTypes(xml_stream.Handler):
    def __init__(self) -> None:
        self.of_part: dict[str, str] = {}
        self.of_extension: dict[str, str] = {}

    def start(self, name: str, attributes: xml_stream.Attributes) -> None:
        content_type = attributes.get("ContentType", "").strip().lower()
        if name == f"{_TYPES} Override":
            self.of_part[attributes.get("PartName", "").lstrip("/").lower()] = content_type
        elif name == f"{_TYPES} Default":
            self.of_extension[attributes.get("Extension", "").lower()] = content_type


class _OutsideRelations(xml_stream.Handler):
    def __init__(self) -> None:
        self.found: list[tuple[str, str]] = []

    def start(self, name: str, attributes: xml_stream.Attributes) -> None:
        if name == f"{_RELATIONS} Relationship" and attributes.get("TargetMode") == "External":
            kind = attributes.get("Type", "").rpartition("/")[2].lower()
            self.found.append((kind, attributes.get("Target", "").strip().lower()))


def check(file: BinaryIO, size: int) -> None:
    """Raise the UploadRefused that fits when the file is not one plain, whole Word document."""
    archive = archives.open_archive(file, size)
    names = {name.lower(): name for name in archive.namelist()}
    if CONTENT_TYPES.lower() not in names:
        raise ContentContradictsName
    archives.check_xml_members(archive)
    types = _ContentTypes()
    archives.read_xml(archive, names[CONTENT_TYPES.lower()], types)
    _check_content_types(types, set(names))
    for lowered, name in names.items():
        if lowered.endswith(".rels"):
            _check_relations(archive, name)


def _check_content_types(types: _ContentTypes, names: set[str]) -> None:
    declared = [*types.of_part.values(), *types.of_extension.values()]
    if any(mark in content_type for content_type in declared for mark in _MACRO_MARKS):
        raise HasMacros
    if any("vbaproject" in name or "/activex/" in name for name in names):
        raise HasMacros
    if any("oleobject" in content_type for content_type in declared):
        raise HasActiveContent
    if any(name.startswith("word/embeddings/") and name.endswith(".bin") for name in names):
        raise HasActiveContent
    main = [part for part, content_type in types.of_part.items() if content_type == MAIN_PART]
    if not main:
        raise ContentContradictsName
    if len(main) > 1 or main[0] not in names:
        raise FileDamaged


def _check_relations(archive: ZipFile, name: str) -> None:
    relations = _OutsideRelations()
    archives.read_xml(archive, name, relations)
    for kind, target in relations.found:
        if kind in _OUTSIDE_FORBIDDEN and target.startswith(_REMOTE):
            raise HasActiveContent
