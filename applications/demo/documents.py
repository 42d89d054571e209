"""Makes files of applicants for the demo: real PDF, DOCX, RTF and text, stored like any upload."""

import io
from collections.abc import Callable
from datetime import datetime
from random import Random
from typing import Any

import docx
from fpdf import FPDF
from fpdf.enums import XPos, YPos

from applications.candidates.rules import fold
from applications.demo.applicants import Applicant
from applications.documents.files import files
from applications.documents.rules import file_answer
from applications.models import Application, Document, DocumentText


def write_resume(applicant: Applicant, application: Application, random: Random) -> Document:
    """Store a résumé of the applicant in one of four formats, read already."""
    name = fold(applicant.name).replace(" ", "-")
    file_type = random.choice(tuple(MAKERS))
    lines = resume_lines(applicant)
    return _write(applicant, application, lines, name=name, file_type=file_type, kind="resume")


def write_answer_files(applicant: Applicant, application: Application) -> None:
    """Store a file for each question that asks for one, and name it in the answer."""
    asked = [answer for answer in applicant.answers if answer["kind"] == "file"]
    for answer in asked:
        told = applicant.profile
        lines = ["CASE STUDY", told["recent_work"][0]["summary"], "", told["proud_of"]]
        document = _write(
            applicant,
            application,
            lines,
            name="case-study",
            file_type="pdf",
            kind="other",
            question_id=answer["question"],
        )
        answer["value"] = file_answer(document)
    if asked:
        application.submissions.update(answers=applicant.answers)


def _write(
    applicant: Applicant,
    application: Application,
    lines: list[str],
    *,
    name: str,
    file_type: str,
    **columns: Any,
) -> Document:
    stored = files.save([MAKERS[file_type](lines)])
    at: datetime = applicant.submitted_at
    document = Document.objects.create(
        submission=application.submissions.get(),
        application=application,
        original_name=f"{name}.{file_type}",
        stored_name=stored.name,
        file_type=file_type,
        size=stored.size,
        sha256=stored.sha256,
        state="ready",
        created_at=at,
        **columns,
    )
    DocumentText.objects.create(document=document, text="\n".join(lines), pages=1, extracted_at=at)
    return document


def resume_lines(applicant: Applicant) -> list[str]:
    """Return the résumé as lines of text; headings are in capitals."""
    told = applicant.profile
    roles = [
        line
        for role in told["recent_work"]
        for line in (
            f"{role['title']}, {role['employer']} ({role['period']})",
            role["summary"],
            "",
        )
    ]
    lines = [applicant.name, applicant.email, applicant.phone, "", "EXPERIENCE", *roles]
    return [*lines, "SKILLS", ", ".join(told["skills"]), *told["links"]]


def _pdf(lines: list[str]) -> bytes:
    page = FPDF()
    page.add_page()
    for number, line in enumerate(lines):
        page.set_font("Helvetica", style="B" if line.isupper() or not number else "", size=11)
        # The built-in fonts know Latin-1 only, and a demo needs no font file.
        text = line.replace("–", "-").encode("latin-1", "replace").decode("latin-1")
        page.multi_cell(0, 6, text or " ", new_x=XPos.LMARGIN, new_y=YPos.NEXT)
    return bytes(page.output())


def _docx(lines: list[str]) -> bytes:
    document = docx.Document()
    for number, line in enumerate(lines):
        if line.isupper() or not number:
            document.add_heading(line, level=1 if number else 0)
        else:
            document.add_paragraph(line)
    kept = io.BytesIO()
    document.save(kept)
    return kept.getvalue()


def _rtf(lines: list[str]) -> bytes:
    def escape(line: str) -> str:
        return "".join(c if c.isascii() else f"\\u{ord(c)}?" for c in line)

    body = "\\par\n".join(escape(line) for line in lines)
    return f"{{\\rtf1\\ansi\\deff0 {{\\fonttbl {{\\f0 Arial;}}}}\n{body}\n}}".encode("ascii")


def _txt(lines: list[str]) -> bytes:
    return "\n".join(lines).encode()


MAKERS: dict[str, Callable[[list[str]], bytes]] = {
    "pdf": _pdf,
    "docx": _docx,
    "rtf": _rtf,
    "txt": _txt,
}
