"""Reading in the child: good files are read, hostile ones do no harm, whatever they contain."""

import io
import tempfile
import zlib
from pathlib import Path

import pytest

from applications.documents import extraction
from applications.documents.extraction import Extraction, Outcome, extract
from applications.documents.file_types import FileType, check_file
from applications.documents.refusals import UploadRefused
from applications.documents.tests import samples
from applications.documents.tests.conftest import connections
from applications.documents.tests.samples import GOOD

SPACES = zlib.compress(b" " * (200 * 1024 * 1024), 9)


def read(kind: str, content: bytes, **options: float) -> Extraction:
    with tempfile.TemporaryFile() as file:
        file.write(content)
        file.flush()
        return extract(file, FileType(kind), **options)


@pytest.mark.parametrize("kind", GOOD)
def test_each_of_the_five_kinds_is_read(kind):
    extracted = read(kind, GOOD[kind])
    assert extracted.outcome is Outcome.OK
    assert extracted.text.startswith("Experience")
    assert extracted.pages == (1 if kind == "pdf" else None)


def test_encodings_are_still_there_inside():
    assert read("txt", "Größe – 5 €".encode("cp1252")).text == "Größe – 5 €"
    japanese = rb"{\rtf1\ansi\ansicpg932{\fonttbl{\f0\fcharset128 Gothic;}}\f0\'93\'fa\'96\'7b}"
    assert read("rtf", japanese).text == "日本"


def test_a_document_without_text_says_so():
    assert read("pdf", samples.pdf("")).outcome is Outcome.NO_TEXT
    assert read("docx", samples.docx(samples.paragraphs(" "))).outcome is Outcome.NO_TEXT


def test_a_password_is_told_from_damage():
    assert read("pdf", samples.pdf("x", password="sesame")).outcome is Outcome.ENCRYPTED
    assert read("pdf", b"%PDF-1.4\nnothing\n%%EOF").outcome is Outcome.DAMAGED
    assert read("docx", b"PK\x03\x04").outcome is Outcome.DAMAGED


def test_control_characters_are_dropped_and_line_ends_made_equal():
    assert read("txt", b"a\x1a\r\nb\rc\x0cd").text == "a\nb\nc\n\nd"


def test_more_than_a_million_characters_are_cut_and_said_to_be():
    extracted = read("txt", b"word " * 300_000)
    assert extracted.truncated
    assert 999_000 < len(extracted.text) <= 1_000_000


def test_a_reader_that_takes_too_long_is_killed():
    # Every field is searched for its end as far as the line goes: hours for a few megabytes.
    content = rb"{\rtf1" + rb"{\field{\*\fldinst{x" * 100_000 + b"}"
    assert read("rtf", content, seconds=1).outcome is Outcome.TOO_SLOW


def page_with(content: bytes, **objects: bytes) -> bytes:
    return samples.pdf_of(
        {
            1: objects.get("catalog", b"<< /Type /Catalog /Pages 2 0 R >>"),
            2: objects.get("pages", b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>"),
            3: objects.get(
                "page", b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 9 9] /Contents 4 0 R >>"
            ),
            4: content,
        }
    )


EMPTY = samples.pdf_stream(b"")
HOSTILE_PDFS = {
    "deflate bomb": (
        Outcome.TOO_BIG,
        page_with(samples.pdf_stream(SPACES, b"/Filter /FlateDecode")),
    ),
    "bomb in a bomb": (
        Outcome.TOO_BIG,
        page_with(
            samples.pdf_stream(zlib.compress(SPACES, 9), b"/Filter [/FlateDecode /FlateDecode]")
        ),
    ),
    "a hundred thousand pages": (
        Outcome.NO_TEXT,
        page_with(
            EMPTY, pages=b"<< /Type /Pages /Kids [%s] /Count 100000 >>" % (b"3 0 R " * 100_000)
        ),
    ),
    "pages within themselves": (
        Outcome.DAMAGED,
        page_with(EMPTY, pages=b"<< /Type /Pages /Kids [2 0 R] /Count 1 >>"),
    ),
    "a page as large as a country": (
        Outcome.NO_TEXT,
        page_with(EMPTY, page=b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 9e30 9e30] >>"),
    ),
    "a tower of arrays": (Outcome.DAMAGED, page_with(EMPTY, catalog=b"[" * 500_000)),
    "a script on opening": (
        Outcome.NO_TEXT,
        page_with(
            EMPTY,
            catalog=b"<< /Type /Catalog /Pages 2 0 R /OpenAction << /S /JavaScript /JS"
            b" (while \\(true\\) app.alert\\(1\\)) >> >>",
        ),
    ),
    "cut in the middle": (
        Outcome.DAMAGED,
        samples.pdf("Experience\n" * 50)[:400] + b"\n%%EOF",
    ),
}


@pytest.mark.parametrize("name", HOSTILE_PDFS)
def test_a_hostile_pdf_does_no_harm(name):
    expected, content = HOSTILE_PDFS[name]
    assert read("pdf", content).outcome is expected


def test_what_a_killed_reader_leaves_is_no_result():
    assert extraction._parse(b"") is None
    assert extraction._parse(b'{"outcome": "ok", "te') is None
    assert extraction._parse(b'["ok"]') is None
    assert extraction._parse(b'{"outcome": "rooted"}') is None
    assert extraction._parse(b'{"outcome": "ok", "text": 5}') is None


def test_a_reader_that_was_taken_over_is_not_believed():
    said = extraction._parse(b'{"outcome": "ok", "text": "a\\u0000\\ud800b", "pages": -7}')
    assert said == Extraction(Outcome.OK, "a?b")


# --- external entities -----------------------------------------------------------------------


def entities(canary: Path, port: int) -> list[str]:
    file, web = canary.as_uri(), f"http://127.0.0.1:{port}/x"
    return [
        f'<!DOCTYPE a [<!ENTITY e SYSTEM "{file}">]>',
        f'<!DOCTYPE a [<!ENTITY e SYSTEM "{web}">]>',
        f'<!DOCTYPE a [<!ENTITY % p SYSTEM "{web}"> %p;]>',
        f'<!DOCTYPE a SYSTEM "{web}">',
        f'<!DOCTYPE a PUBLIC "-//x//y" "{file}">',
        f'<?xml-stylesheet type="text/xsl" href="{web}"?>',
    ]


def hostile_documents(canary: Path, port: int) -> list[tuple[str, bytes]]:
    include = (
        '<xi:include xmlns:xi="http://www.w3.org/2001/XInclude" parse="text"'
        f' href="{canary.as_uri()}"/>'
    )
    found = [
        ("docx", samples.docx(samples.paragraphs("ok") + include)),
        ("odt", samples.odt(f"<text:p>ok{include}</text:p>")),
    ]
    for doctype in entities(canary, port):
        word = samples.word_part("document", f"<w:body>{samples.paragraphs('&e;')}</w:body>")
        word = word.replace("?>", f"?>{doctype}", 1)
        found.append(("docx", samples.docx(extra={"word/document.xml": word})))
        members = samples.odt_members("<text:p>&e;</text:p>")
        content = str(members["content.xml"]).replace("?>", f"?>{doctype}", 1)
        found.append(("odt", samples.odt(extra={"content.xml": content})))
    return found


def test_no_entity_reads_a_file_or_calls_home(tmp_path, listener):
    canary = tmp_path / "canary.txt"
    canary.write_text("CANARY")
    for kind, content in hostile_documents(canary, listener.getsockname()[1]):
        assert "CANARY" not in read(kind, content).text
    assert connections(listener) == 0


def test_the_check_before_refuses_every_declared_entity(tmp_path):
    refused = 0
    for kind, content in hostile_documents(tmp_path / "canary.txt", 1):
        try:
            check_file(io.BytesIO(content), name=f"cv.{kind}", size=len(content), limit=10**7)
        except UploadRefused:
            refused += 1
    assert refused == 10  # all but the two includes and two style sheets, which nobody follows
