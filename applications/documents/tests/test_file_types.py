"""What is taken and what is refused, seen from the person who chooses a file."""

import io

import pytest
from hypothesis import given
from hypothesis import strategies as st

from applications.demo.documents import MAKERS
from applications.documents import refusals
from applications.documents.file_types import CheckedFile, FileType, check_file
from applications.documents.tests import samples
from applications.documents.tests.samples import GOOD

LIMIT = 10 * 1024 * 1024
OLE_HEAD = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(504)
ENCRYPTED_OFFICE = OLE_HEAD + "EncryptedPackage".encode("utf-16-le") + bytes(600)
PNG = b"\x89PNG\r\n\x1a\n" + bytes(100)


def check(name: str, content: bytes, *, limit: int = LIMIT) -> CheckedFile:
    return check_file(io.BytesIO(content), name=name, size=len(content), limit=limit)


def refusal(name: str, content: bytes, **options: int) -> type[refusals.UploadRefused]:
    with pytest.raises(refusals.UploadRefused) as caught:
        check(name, content, **options)
    return caught.type


@pytest.mark.parametrize("kind", GOOD)
def test_each_of_the_five_kinds_is_taken(kind):
    content = GOOD[kind]
    assert check(f"My CV.{kind.upper()}", content) == CheckedFile(
        f"My CV.{kind.upper()}", FileType(kind), len(content)
    )


@pytest.mark.parametrize("kind", MAKERS)
def test_what_other_programs_write_is_taken(kind):
    assert check(f"cv.{kind}", MAKERS[kind](["Zoë Müller", "", "EXPERIENCE"])).file_type == kind


@pytest.mark.parametrize("kind", GOOD)
@pytest.mark.parametrize("claimed", GOOD)
def test_an_extension_that_lies_is_refused(kind, claimed):
    if kind == claimed:
        return
    assert refusal(f"cv.{claimed}", GOOD[kind]) is refusals.ContentContradictsName


@pytest.mark.parametrize(
    "name",
    [
        *("cv", "cv.exe", "cv.pdf.exe", "cv.php", "cv.phtml", "cv.svg", "cv.html", ".htaccess"),
        *("cv.docm", "cv.dotx", "cv.pages", "cv.jpg", "cv\u202efdp.exe", "cv.pdf\0.exe"),
        *("cv.pdf::$DATA", "cv.pdf%00.exe"),
    ],
)
def test_other_extensions_are_refused(name):
    assert refusal(name, GOOD["pdf"]) is refusals.WrongType


def test_an_empty_file_is_refused():
    assert refusal("cv.pdf", b"") is refusals.FileEmpty


def test_a_file_over_the_limit_is_refused():
    assert refusal("cv.txt", b"x" * 11, limit=10) is refusals.FileTooBig
    assert check("cv.txt", b"x" * 10, limit=10).size == 10


def test_every_refusal_says_something_of_its_own():
    classes = [
        found
        for found in vars(refusals).values()
        if isinstance(found, type)
        and issubclass(found, refusals.UploadRefused)
        and found is not refusals.UploadRefused
    ]
    assert len({str(found()) for found in classes}) == len(classes)
    assert len({found.code for found in classes}) == len(classes)


# --- Office's old container ------------------------------------------------------------------


def test_a_word_file_with_a_password_is_told_so():
    assert refusal("cv.docx", ENCRYPTED_OFFICE) is refusals.PasswordProtected


def test_an_old_word_file_is_told_so():
    assert refusal("cv.docx", OLE_HEAD) is refusals.OldWordFormat
    assert refusal("cv.doc", OLE_HEAD) is refusals.OldWordFormat


# --- PDF -------------------------------------------------------------------------------------


def test_a_pdf_cut_short_is_refused():
    assert refusal("cv.pdf", GOOD["pdf"][:-40]) is refusals.FileDamaged


def test_a_pdf_may_begin_with_blanks_and_end_with_padding():
    assert check("cv.pdf", b"\r\n" + GOOD["pdf"] + bytes(5000)).file_type is FileType.PDF


def test_a_pdf_behind_something_else_is_refused():
    assert refusal("cv.pdf", b"<html>" + GOOD["pdf"]) is refusals.ContentContradictsName
    assert refusal("cv.pdf", b"MZ\x90" + GOOD["pdf"]) is refusals.ContentContradictsName


def test_a_pdf_that_is_also_an_archive_is_refused():
    assert refusal("cv.pdf", GOOD["pdf"] + GOOD["docx"]) is refusals.FileDamaged


def test_a_pdf_with_a_program_attached_is_refused():
    assert refusal("cv.pdf", GOOD["pdf"] + b"MZ" + b"\x90" * 5000) is refusals.FileDamaged


# --- DOCX ------------------------------------------------------------------------------------


def test_a_zip_that_is_no_document_is_refused():
    content = samples.archive({"notes.txt": "hello"})
    assert refusal("cv.docx", content) is refusals.ContentContradictsName


def test_a_spreadsheet_renamed_is_refused():
    sheet = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"
    content = samples.docx(main_type=sheet)
    assert refusal("cv.docx", content) is refusals.ContentContradictsName


def test_a_macro_document_renamed_is_refused():
    assert refusal("cv.docx", samples.docx(main_type=samples.MACRO_MAIN)) is refusals.HasMacros


@pytest.mark.parametrize("name", ["word/vbaProject.bin", "word/activeX/activeX1.xml"])
def test_programs_inside_are_refused(name):
    assert refusal("cv.docx", samples.docx(extra={name: "<x/>"})) is refusals.HasMacros


def test_an_embedded_file_is_refused():
    content = samples.docx(extra={"word/embeddings/oleObject1.bin": OLE_HEAD})
    assert refusal("cv.docx", content) is refusals.HasActiveContent


@pytest.mark.parametrize(
    "target", ["http://evil.example/t.dotm", "HTTPS://evil.example/t", r"\\evil\share\t.dotm"]
)
def test_a_template_from_elsewhere_is_refused(target):
    outside = samples.relations(("rId1", "attachedTemplate", target, "External"))
    content = samples.docx(extra={"word/_rels/settings.xml.rels": outside})
    assert refusal("cv.docx", content) is refusals.HasActiveContent


def test_links_and_a_template_on_the_own_disk_are_no_reason_to_refuse():
    outside = samples.relations(
        ("rId1", "hyperlink", "https://example.org/me", "External"),
        ("rId2", "attachedTemplate", "file:///C:/Users/me/cv.dotx", "External"),
    )
    content = samples.docx(extra={"word/_rels/document.xml.rels": outside})
    assert check("cv.docx", content).file_type is FileType.DOCX


def test_a_document_without_its_main_part_is_refused():
    members = samples.docx_members()
    del members["word/document.xml"]
    assert refusal("cv.docx", samples.archive(members)) is refusals.FileDamaged


# --- ODT -------------------------------------------------------------------------------------


def test_an_odt_says_what_it_is_first_and_uncompressed():
    packed = samples.archive(samples.odt_members())
    assert refusal("cv.odt", packed) is refusals.ContentContradictsName
    members = samples.odt_members()
    late = {name: members[name] for name in reversed(members)}
    swapped = samples.archive(late, stored=("mimetype",))
    assert refusal("cv.odt", swapped) is refusals.ContentContradictsName


def test_a_spreadsheet_is_no_odt():
    content = samples.odt(extra={"mimetype": "application/vnd.oasis.opendocument.spreadsheet"})
    assert refusal("cv.odt", content) is refusals.ContentContradictsName


def test_an_odt_with_a_password_is_told_so():
    locked = samples.manifest(
        '<manifest:file-entry manifest:full-path="content.xml" manifest:media-type="text/xml">'
        "<manifest:encryption-data/></manifest:file-entry>"
    )
    content = samples.odt(extra={"META-INF/manifest.xml": locked})
    assert refusal("cv.odt", content) is refusals.PasswordProtected


@pytest.mark.parametrize("name", ["Basic/Standard/Module1.xml", "Scripts/python/run.py"])
def test_an_odt_with_macros_is_refused(name):
    assert refusal("cv.odt", samples.odt(extra={name: "x"})) is refusals.HasMacros


# --- RTF and TXT -----------------------------------------------------------------------------


def test_an_rtf_cut_short_is_refused():
    assert refusal("cv.rtf", GOOD["rtf"][:-1]) is refusals.FileDamaged


@pytest.mark.parametrize(
    "inner",
    [
        rb"{\object\objemb{\*\objdata 0105000002}}",
        rb"{\object\objautlink\objupdate x}",
        rb"{\*\template http://evil.example/t.dotm}",
    ],
)
def test_an_rtf_with_something_embedded_is_refused(inner):
    assert refusal("cv.rtf", rb"{\rtf1 " + inner + b"}") is refusals.HasActiveContent


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
def test_text_is_taken_in_the_usual_encodings(encoding):
    assert check("cv.txt", "Äußerst “gut”".encode(encoding)).file_type is FileType.TXT


@pytest.mark.parametrize(
    "content",
    [
        *(PNG, b"MZ\x90\0\x03", b"\x7fELF\x02\x01", "no mark".encode("utf-16-le")),
        *(b"<html><script>", b"  <!DOCTYPE html>", b"<svg onload=x>", b"<?php x", b"#!/bin/sh"),
    ],
)
def test_text_that_is_something_else_is_refused(content):
    assert refusal("cv.txt", content) is refusals.ContentContradictsName


# --- anything at all -------------------------------------------------------------------------


@given(st.sampled_from(sorted(GOOD)), st.binary(max_size=2000))
def test_noise_is_taken_or_refused_but_never_an_error(kind, content):
    _taken_or_refused(f"cv.{kind}", content)


@given(
    st.sampled_from(sorted(GOOD)),
    st.lists(st.tuples(st.integers(0, 5000), st.integers(0, 255)), max_size=8),
    st.integers(0, 200),
)
def test_damage_is_taken_or_refused_but_never_an_error(kind, changes, cut):
    content = bytearray(GOOD[kind])
    for position, value in changes:
        content[position % len(content)] = value
    _taken_or_refused(f"cv.{kind}", bytes(content[: len(content) - cut]))


def _taken_or_refused(name: str, content: bytes) -> None:
    try:
        check(name, content)
    except refusals.UploadRefused as refused:
        assert str(refused)
