"""Hostile archives are turned away before anything in them is unpacked."""

import io
import struct
import zipfile

import pytest

from applications.documents.checks import archives
from applications.documents.refusals import (
    FileDamaged,
    HasActiveContent,
    PasswordProtected,
    UnpacksTooBig,
    UploadRefused,
)
from applications.documents.tests import samples
from applications.documents.tests.test_file_types import refusal

ENTITY = '<!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/passwd">]>'
PARAMETER_ENTITY = '<!DOCTYPE x [<!ENTITY % p SYSTEM "http://127.0.0.1:1/p.dtd"> %p;]>'
LAUGHS = '<!DOCTYPE x [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;">]>'


def outcome_of(content: bytes) -> type[UploadRefused]:
    with pytest.raises(UploadRefused) as caught:
        archives.open_archive(io.BytesIO(content), len(content))
    return caught.type


def central_entries(content: bytes) -> list[int]:
    """Where the entries of the directory begin."""
    found, start = [], content.find(b"PK\x01\x02")
    while start >= 0:
        found.append(start)
        start = content.find(b"PK\x01\x02", start + 4)
    return found


def patched(content: bytes, position: int, replacement: bytes) -> bytes:
    return content[:position] + replacement + content[position + len(replacement) :]


def with_member(name: str, mode: int = 0o100644) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as out:
        info = zipfile.ZipInfo("placeholder" if "\\" in name else name)
        info.filename = name
        info.external_attr = mode << 16
        out.writestr(info, "x")
    return buffer.getvalue()


def test_a_plain_archive_is_opened():
    content = samples.archive({"a.xml": "<a/>", "b/c.txt": "x"})
    assert archives.open_archive(io.BytesIO(content), len(content)).namelist() == [
        "a.xml",
        "b/c.txt",
    ]


@pytest.mark.parametrize("name", ["../evil", "/etc/evil", "a/../../evil", "a\\evil", "c:evil"])
def test_member_paths_are_refused(name):
    assert outcome_of(with_member(name)) is HasActiveContent


def test_symlinks_are_refused():
    assert outcome_of(with_member("link", mode=0o120777)) is HasActiveContent


def test_two_members_of_one_name_are_refused():
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as out:
        out.writestr("word/document.xml", "<a/>")
        out.writestr("Word/Document.xml", "<b/>")
    assert outcome_of(buffer.getvalue()) is FileDamaged


def test_encrypted_members_are_told_so():
    content = samples.archive({"a": "x"})
    locked = patched(content, central_entries(content)[0] + 8, b"\x01\x00")
    assert outcome_of(locked) is PasswordProtected


def test_too_many_members_are_refused():
    members = {f"m{number}": b"" for number in range(archives.MOST_MEMBERS + 1)}
    assert outcome_of(samples.archive(members)) is UnpacksTooBig


def test_a_flat_bomb_is_refused_by_its_ratio():
    content = samples.archive({"word/document.xml": bytes(30 * 1024 * 1024)})
    assert len(content) < 100_000
    assert outcome_of(content) is UnpacksTooBig


def test_the_declared_total_is_limited_before_unpacking():
    content = samples.archive({"a": "x", "b": "y"})
    for entry in central_entries(content):
        content = patched(content, entry + 24, struct.pack("<L", 60 * 1024 * 1024))
    assert outcome_of(content) is UnpacksTooBig


def test_overlapping_members_are_refused():
    content = samples.archive({"a": "x" * 1000, "b": "x" * 1000})
    second = central_entries(content)[1]
    overlapping = patched(content, second + 42, struct.pack("<L", 0))
    assert outcome_of(overlapping) is FileDamaged


def test_something_in_front_or_behind_is_refused():
    content = samples.archive({"a": "x"})
    assert outcome_of(samples.archive({"z": "y"}) + content) is FileDamaged
    assert outcome_of(content + b"MZ") is FileDamaged
    assert outcome_of(content[:-4]) is FileDamaged


def test_a_comment_at_the_end_is_refused():
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as out:
        out.writestr("a", "x")
        out.comment = b"<script>"
    assert outcome_of(buffer.getvalue()) is FileDamaged


@pytest.mark.parametrize("method", [zipfile.ZIP_BZIP2, zipfile.ZIP_LZMA])
def test_unusual_packing_is_refused(method):
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", method) as out:
        out.writestr("a", "x" * 100)
    assert outcome_of(buffer.getvalue()) is FileDamaged


def test_a_nested_archive_is_never_opened():
    bomb = samples.archive({"inner": bytes(1024 * 1024)})
    content = samples.archive({"word/media/deep.zip": bomb})
    assert archives.open_archive(io.BytesIO(content), len(content)).namelist() == [
        "word/media/deep.zip"
    ]


@pytest.mark.parametrize("doctype", [ENTITY, PARAMETER_ENTITY, LAUGHS, "<!DOCTYPE x>"])
@pytest.mark.parametrize(
    "member",
    [
        *("word/document.xml", "word/settings.xml", "word/_rels/document.xml.rels"),
        *("customXml/item1.xml", "docProps/core.xml", "word/drawings/a.vml"),
    ],
)
def test_document_types_are_refused_in_every_part_of_a_docx(member, doctype):
    content = samples.docx(extra={member: f"{doctype}<x/>"})
    assert refusal("cv.docx", content) is HasActiveContent


@pytest.mark.parametrize("member", ["content.xml", "styles.xml", "META-INF/manifest.xml"])
def test_document_types_are_refused_in_every_part_of_an_odt(member):
    content = samples.odt(extra={member: f"{ENTITY}<x/>"})
    assert refusal("cv.odt", content) is HasActiveContent


def test_another_encoding_hides_no_document_type():
    hidden = f'<?xml version="1.0" encoding="UTF-16"?>{ENTITY}<x/>'.encode("utf-16")
    content = samples.docx(extra={"word/settings.xml": hidden})
    assert refusal("cv.docx", content) is HasActiveContent


def test_comments_hide_no_document_type():
    filler = "<!-- " + "x" * 20_000 + " -->"
    content = samples.docx(extra={"word/settings.xml": f"{filler}{ENTITY}<x/>"})
    assert refusal("cv.docx", content) is HasActiveContent
    endless = samples.docx(extra={"word/settings.xml": f"{filler * 4}{ENTITY}<x/>"})
    assert refusal("cv.docx", endless) is FileDamaged


def test_a_large_xml_part_is_refused():
    # Noise enough to stay below the ratio.
    body = b"<x>" + b"".join(b"%d " % (n * n) for n in range(1_800_000)) + b"</x>"
    content = samples.docx(extra={"word/styles.xml": body})
    assert refusal("cv.docx", content) is UnpacksTooBig


def test_a_member_whose_size_is_a_lie_is_damaged():
    members = samples.docx_members("x" * 5000)
    content = samples.archive(members)
    entry = central_entries(content)[2]
    lying = patched(content, entry + 24, struct.pack("<L", 50))
    assert refusal("cv.docx", lying) is FileDamaged
