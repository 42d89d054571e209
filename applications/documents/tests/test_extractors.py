"""What the readers make of documents, in this process (the sandbox has tests of its own)."""

import io
from contextlib import suppress

import docx as python_docx
import pytest
from hypothesis import given
from hypothesis import strategies as st
from odf import text as odf_text
from odf.opendocument import OpenDocumentText

from applications.documents.extractors import MODULES, extractor_for
from applications.documents.extractors.protocol import Damaged, Encrypted
from applications.documents.file_types import FileType, check_file
from applications.documents.tests import samples
from applications.documents.tests.samples import GOOD


def text_of(kind: str, content: bytes) -> str:
    return extractor_for(kind)(content).text


def lines_of(kind: str, content: bytes) -> list[str]:
    return [line for line in text_of(kind, content).splitlines() if line.strip()]


def test_every_type_that_we_take_has_a_reader():
    assert set(MODULES) == set(FileType)


# --- DOCX ------------------------------------------------------------------------------------


def test_a_document_written_by_python_docx_is_read_in_order():
    document = python_docx.Document()
    document.sections[0].header.paragraphs[0].text = "Zoë Müller"
    document.add_heading("Experience")
    table = document.add_table(rows=1, cols=2)
    table.cell(0, 0).text, table.cell(0, 1).text = "2019", "Acme"
    document.add_paragraph("Skills")
    buffer = io.BytesIO()
    document.save(buffer)
    assert lines_of("docx", buffer.getvalue()) == [
        *("Zoë Müller", "Experience", "2019", "Acme", "Skills"),
    ]


def test_content_controls_are_read():
    body = f"<w:sdt><w:sdtContent>{samples.paragraphs('From a template')}</w:sdtContent></w:sdt>"
    assert lines_of("docx", samples.docx(body)) == ["From a template"]


def test_a_text_box_is_read_once_and_apart_from_its_paragraph():
    box = f"<w:txbxContent>{samples.paragraphs('In the box')}</w:txbxContent>"
    body = (
        "<w:p><w:r><w:t>Before </w:t></w:r><w:r><mc:AlternateContent>"
        f"<mc:Choice>{box}</mc:Choice><mc:Fallback>{box}</mc:Fallback>"
        "</mc:AlternateContent></w:r><w:r><w:t>after</w:t></w:r></w:p>"
    )
    assert lines_of("docx", samples.docx(body)) == ["In the box", "Before after"]


def test_struck_out_and_moved_text_is_left_out():
    body = (
        "<w:p><w:del><w:r><w:delText>old</w:delText></w:r></w:del>"
        "<w:moveFrom><w:r><w:t>moved</w:t></w:r></w:moveFrom>"
        "<w:ins><w:r><w:t>new</w:t></w:r></w:ins></w:p>"
    )
    assert lines_of("docx", samples.docx(body)) == ["new"]


def test_tabs_and_breaks_are_kept_and_the_ruler_is_not():
    body = (
        '<w:p><w:pPr><w:tabs><w:tab w:val="left"/></w:tabs></w:pPr>'
        "<w:r><w:t>2019</w:t><w:tab/><w:t>Acme</w:t><w:br/><w:t>Berlin</w:t></w:r></w:p>"
    )
    assert text_of("docx", samples.docx(body)) == "2019\tAcme\nBerlin"


def test_list_items_get_a_bullet():
    body = (
        '<w:p><w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr>'
        "<w:r><w:t>Python</w:t></w:r></w:p>"
    )
    assert text_of("docx", samples.docx(body)) == "• Python"


def test_a_link_says_where_it_leads():
    body = (
        '<w:p><w:hyperlink r:id="rId7"><w:r><w:t>My code</w:t></w:r></w:hyperlink></w:p>'
        '<w:p><w:hyperlink r:id="rId8"><w:r><w:t>script</w:t></w:r></w:hyperlink></w:p>'
    )
    rels = samples.relations(
        ("rId7", "hyperlink", "https://example.org/me", "External"),
        ("rId8", "hyperlink", "javascript:alert(1)", "External"),
    )
    content = samples.docx(body, extra={"word/_rels/document.xml.rels": rels})
    assert text_of("docx", content) == "My code (https://example.org/me)\nscript"


def test_a_strict_document_with_another_main_part_is_read():
    strict = "http://purl.oclc.org/ooxml/wordprocessingml/main"
    part = samples.word_part("document", f"<w:body>{samples.paragraphs('Hi')}</w:body>")
    content = samples.docx(
        extra={
            "_rels/.rels": samples.relations(("rId1", "officeDocument", "/word/main.xml", "")),
            "word/main.xml": part.replace(samples.WORD, strict),
        }
    )
    assert text_of("docx", content) == "Hi"


# --- ODT -------------------------------------------------------------------------------------


def test_a_document_written_by_odfpy_is_read_in_order():
    document = OpenDocumentText()
    document.text.addElement(odf_text.H(outlinelevel=1, text="Experience"))
    items, item = odf_text.List(), odf_text.ListItem()
    item.addElement(odf_text.P(text="Acmé"))
    items.addElement(item)
    document.text.addElement(items)
    buffer = io.BytesIO()
    document.write(buffer)
    size = len(buffer.getvalue())
    assert check_file(buffer, name="cv.odt", size=size, limit=size).file_type is FileType.ODT
    assert lines_of("odt", buffer.getvalue()) == ["Experience", "• Acmé"]


def test_odt_blanks_breaks_and_links_are_kept_and_remarks_are_not():
    body = (
        '<text:p>a<text:s text:c="3"/>b<text:tab/>c<text:line-break/>'
        '<text:a xlink:href="https://example.org">site</text:a>'
        "<office:annotation><text:p>remark</text:p></office:annotation></text:p>"
    )
    assert text_of("odt", samples.odt(body)) == "a   b\tc\nsite (https://example.org)"


# --- RTF, TXT, PDF ---------------------------------------------------------------------------


def test_rtf_umlauts_and_emoji_are_read():
    content = rb"{\rtf1\ansi\ansicpg1252 M\'fcller \u-10179?\u-8704?\par}"
    assert text_of("rtf", content).strip() == "Müller 😀"


def test_rtf_pictures_are_not_text():
    content = rb"{\rtf1 before{\pict\pngblip " + b"89504e47\n" * 100_000 + b"} after}"
    assert text_of("rtf", content).split() == ["before", "after"]


def test_pdf_pages_are_counted_and_read():
    extracted = extractor_for("pdf")(samples.pdf("First page", "Second page"))
    assert extracted.pages == 2
    assert extracted.text.split("\n\n") == ["First page", "Second page"]


def test_pdf_links_that_the_text_does_not_spell_are_added():
    links = ("https://example.org/me", "https://spelt.example", "javascript:alert(1)")
    content = samples.pdf("See https://spelt.example", links=links)
    assert lines_of("pdf", content) == ["See https://spelt.example", "https://example.org/me"]


def test_a_pdf_that_opens_only_with_a_password_is_encrypted():
    with pytest.raises(Encrypted):
        text_of("pdf", samples.pdf("secret", password="open sesame"))


def test_a_pdf_that_only_forbids_changes_is_read():
    assert text_of("pdf", samples.pdf("not secret", password="")) == "not secret"


# --- damage ----------------------------------------------------------------------------------


@pytest.mark.parametrize("kind", ["pdf", "docx", "odt", "rtf"])
def test_noise_is_damaged(kind):
    with pytest.raises(Damaged):
        text_of(kind, b"\x01 nothing of the kind")


@given(
    st.sampled_from(["docx", "odt", "rtf", "txt"]),
    st.lists(st.tuples(st.integers(0, 5000), st.integers(0, 255)), max_size=8),
)
def test_changed_bytes_are_read_or_damaged_but_never_another_error(kind, changes):
    content = bytearray(GOOD[kind])
    for position, value in changes:
        content[position % len(content)] = value
    with suppress(Damaged):
        text_of(kind, bytes(content))


@given(st.text(max_size=300))
def test_whatever_follows_the_head_of_an_rtf_is_read_or_damaged(rest):
    with suppress(Damaged):
        text_of("rtf", b"{\\rtf1" + rest.encode() + b"}")
