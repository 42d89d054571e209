"""Applications in the shape of Greenhouse's job board API."""

from collections.abc import Iterable, Mapping
from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile

from applications.documents.models import DocumentKind
from applications.intake.board_apis.handover import File, Handover, Reader, SentFile
from applications.profiles.rules import MOST_ROLES
from postings.application_form.models import Question, QuestionKind
from postings.boards.greenhouse_questions import OWN_WORDS

# Asked by nobody here: what people say of themselves in a survey is kept without their names.
NOT_TAKEN = ("gender", "race", "veteran_status", "disability_status", "demographic_answers")


def read(
    sent: Mapping[str, Any], files: "Mapping[str, File[bytes]]", questions: Iterable[Question]
) -> Handover:
    """Return what was sent by the names of our form, with everything that is wrong with it."""
    into = Handover()
    reader = Reader(sent, files, into)
    name = " ".join(part for part in map(reader.plain, ("first_name", "last_name")) if part)
    into.put("name", name, called="first_name")
    into.put("email", reader.text("email"), called="email")
    into.put("phone", reader.plain("phone"), called="phone")
    for word in OWN_WORDS:
        into.put(word, reader.text(word), called=word)
    _documents(reader)
    _past(reader)
    _location(reader)
    reader.questions(questions)
    for given, value in reader.object("data_compliance").items():
        agrees = str(value).lower() in ("true", "1", "yes")
        into.also.append((_words(given), QuestionKind.YES_NO.value, agrees))
    for field in NOT_TAKEN:
        if reader.sent.pop(field, None) not in (None, "", []):
            into.refuse(field, "This job does not ask for it. Leave it out.")
    token, source = reader.text("mapped_url_token"), reader.text("source")
    into.attribution = {"gh_src": token or reader.text("gh_src"), "source": source}
    into.referrer = reader.text("referer") or reader.text("referrer")
    return into


def _documents(reader: Reader) -> None:
    reader.file("resume", DocumentKind.RESUME)
    reader.file("cover_letter", DocumentKind.OTHER)
    if text := reader.text("resume_text"):
        has_file = any(sent.kind == DocumentKind.RESUME for sent in reader.into.files)
        kind = DocumentKind.OTHER if has_file else DocumentKind.RESUME
        written = SimpleUploadedFile("resume.txt", text.encode())
        reader.into.files.append(SentFile("resume_text", written, kind))
    reader.into.put("about", reader.text("cover_letter_text"), called="cover_letter_text")


def _past(reader: Reader) -> None:
    roles = reader.objects("employments")
    for number, role in enumerate(roles[:MOST_ROLES], start=1):
        called = f"employments[{number - 1}]"
        prefix = f"role{number}"
        reader.into.put(f"{prefix}-employer", _line(role.get("company_name")), called=called)
        reader.into.put(f"{prefix}-title", _line(role.get("title")), called=called)
        reader.into.put(f"{prefix}-period", _period(role), called=called)
    for role in roles[MOST_ROLES:]:
        said = (_line(role.get("title")), _line(role.get("company_name")), _period(role))
        reader.into.note("Earlier work", ", ".join(part for part in said if part))
    for school in reader.objects("educations"):
        facts = (f"{_words(name)}: {_line(value)}" for name, value in school.items())
        reader.into.note("Education", "; ".join(facts))


def _location(reader: Reader) -> None:
    place, *at = (reader.text(name) for name in ("location", "latitude", "longitude"))
    where = ", ".join(part for part in at if part)
    reader.into.note("Location", f"{place} ({where})" if place and where else place or where)


def _period(role: Mapping[str, Any]) -> str:
    start, end = _line(role.get("start_date")), _line(role.get("end_date"))
    if str(role.get("current", "")).lower() in ("true", "1"):
        end = "now"
    return " – ".join(part for part in (start, end) if part)


def _line(value: Any) -> str:
    """Return a value as one line; a date of month and year as "5/2016"."""
    if value is None:
        return ""
    if isinstance(value, dict):
        dated = (value.get("month"), value.get("year"))
        parts = dated if any(dated) else value.values()
        return "/".join(str(part) for part in parts if part)
    if isinstance(value, list):
        return ", ".join(_line(item) for item in value)
    return str(value)


def _words(name: str) -> str:
    return name.replace("_", " ").strip().capitalize()[:100]
