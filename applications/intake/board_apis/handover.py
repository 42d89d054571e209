"""An application as a program hands it in, on its way from a vendor's names to our form's."""

import base64
import binascii
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from django.core.exceptions import SuspiciousFileOperation
from django.core.files.uploadedfile import SimpleUploadedFile, UploadedFile

from applications.documents.models import DocumentKind
from postings.application_form.models import Question, QuestionKind
from postings.boards.greenhouse_questions import choice_id

File = UploadedFile  # of bytes; its class takes no parameter when it runs
_QUESTION = re.compile(r"question_(\d{1,18})(_url|_content|_text)?(_filename)?")
_ADDRESS = re.compile(r"https?://|\bwww\.", re.IGNORECASE)
_WORDS = {True: "yes", False: "no"}
NO_LINKS = "We fetch nothing from other addresses. Send the file itself, or its content in base64."


@dataclass(frozen=True, slots=True)
class Problem:
    """Why an application is refused: the vendor's name of the field, and what to do about it."""

    field: str
    message: str


@dataclass(slots=True)
class SentFile:
    field: str
    file: "File[bytes]"
    kind: DocumentKind = DocumentKind.RESUME
    question: int | None = None  # that it answers


@dataclass(slots=True)
class Handover:
    """`fields` are by the names of the application form, `called` has the vendor's for them."""

    fields: dict[str, list[str]] = field(default_factory=dict)
    called: dict[str, str] = field(default_factory=dict)
    files: list[SentFile] = field(default_factory=list)
    # What the form has no field for, as answers that nobody asked for: label, kind, value.
    also: list[tuple[str, str, object]] = field(default_factory=list)
    attribution: dict[str, str] = field(default_factory=dict)
    referrer: str = ""
    language: str = ""
    problems: list[Problem] = field(default_factory=list)

    @property
    def email(self) -> str:
        return (self.fields.get("email") or [""])[0]

    def put(self, name: str, value: str, *, called: str) -> None:
        """Set a field of the form, added below what it holds already."""
        if value:
            before = self.fields.get(name)
            self.fields[name] = [f"{before[0]}\n\n{value}"] if before else [value]
        self.called.setdefault(name, called)

    def note(self, label: str, value: str) -> None:
        if value:
            self.also.append((label, QuestionKind.LONG_TEXT.value, value))

    def refuse(self, name: str, message: str) -> None:
        self.problems.append(Problem(name, message))


class Reader:
    """Takes values out of what was sent and notes those that are of the wrong kind."""

    def __init__(
        self, sent: Mapping[str, Any], files: "Mapping[str, File[bytes]]", into: Handover
    ) -> None:
        self.sent, self.files, self.into = dict(sent), dict(files), into

    def text(self, name: str) -> str:
        """Return a text, "" where there is none; numbers are written out."""
        value = self.sent.pop(name, None)
        if value is None or isinstance(value, str):
            return (value or "").strip()
        if isinstance(value, int | float) and not isinstance(value, bool):
            return str(value)
        self.into.refuse(name, "Send a text.")
        return ""

    def plain(self, name: str) -> str:
        """Return a text that may hold no web address, as names and phone numbers."""
        text = self.text(name)
        if _ADDRESS.search(text):
            self.into.refuse(name, "There may be no web address in it.")
        return text

    def object(self, name: str) -> dict[str, Any]:
        value = self.sent.pop(name, None)
        if value in (None, "", []):
            return {}
        if not isinstance(value, dict):
            self.into.refuse(name, "Send an object of names and values.")
            return {}
        return value

    def objects(self, name: str) -> list[dict[str, Any]]:
        value = self.sent.pop(name, None)
        if value in (None, ""):
            return []
        if isinstance(value, list) and all(isinstance(item, dict) for item in value):
            return value
        self.into.refuse(name, "Send a list of objects.")
        return []

    def file(self, name: str, kind: DocumentKind) -> None:
        """Take a file in whichever of its ways it came: as a part, as base64, as text."""
        if (part := self.files.pop(name, None)) is not None:
            self.into.files.append(SentFile(name, part, kind))
        elif name in self.sent and self.sent.pop(name) not in (None, "", {}):
            self.into.refuse(name, "Send a file as multipart/form-data.")
        if self.text(f"{name}_url"):
            self.into.refuse(f"{name}_url", NO_LINKS)
        self.sent.pop(f"{name}_url_filename", None)
        content, file_name = self.text(f"{name}_content"), self.text(f"{name}_content_filename")
        if content:
            self._content(f"{name}_content", content, file_name, kind)

    def _content(self, name: str, content: str, file_name: str, kind: DocumentKind) -> None:
        if not file_name:
            self.into.refuse(f"{name}_filename", "Say how the file is called.")
            return
        try:
            decoded = base64.b64decode("".join(content.split()), validate=True)
        except (binascii.Error, ValueError):
            self.into.refuse(name, "This is no base64.")
            return
        try:
            file = SimpleUploadedFile(file_name, decoded)
        except SuspiciousFileOperation:  # nothing is left of it without its folders
            self.into.refuse(f"{name}_filename", "This is no name of a file.")
            return
        self.into.files.append(SentFile(name, file, kind))

    def questions(self, questions: Iterable[Question]) -> None:
        """Take the answers to the posting's own questions, `question_` with their number."""
        own = {question.pk: question for question in questions}
        for question in own.values():
            name = f"question_{question.pk}"
            self.into.called[f"q{question.pk}"] = name
            if question.kind == QuestionKind.FILE:
                self._file_answer(name, question)
            else:
                answers = self._answers(name, question)
                if question.kind == QuestionKind.TIME_ZONE and answers:
                    self._hours(f"q{question.pk}", answers[0])
                else:
                    self.into.fields[f"q{question.pk}"] = answers
        for name in [*self.sent, *self.files]:
            if (found := _QUESTION.fullmatch(name)) and int(found[1]) not in own:
                self.into.refuse(name, "This job has no such question.")

    def _file_answer(self, name: str, question: Question) -> None:
        before = len(self.into.files)
        self.file(name, DocumentKind.OTHER)
        for sent in self.into.files[before:]:
            sent.question = question.pk

    def _hours(self, name: str, answer: str) -> None:
        """Cut "Europe/Lisbon 09:00-17:00" into the fields that our form has for it."""
        zone, _, hours = answer.partition(" ")
        starts, _, ends = hours.replace("–", "-").partition("-")
        for part, text in (("", zone), ("-from", starts), ("-to", ends)):
            self.into.fields[f"{name}{part}"] = [text.strip()]

    def _answers(self, name: str, question: Question) -> list[str]:
        value = self.sent.pop(name, None)
        values = value if isinstance(value, list) else [value]
        if len(values) > 1 and question.kind != QuestionKind.SEVERAL_CHOICES:
            self.into.refuse(name, "Send one answer.")
            return []
        if any(isinstance(item, list | dict) for item in values):
            self.into.refuse(name, "Send a text, or a number out of the values of the question.")
            return []
        return [_answer(item, question) for item in values if item not in (None, "")]


def _answer(value: Any, question: Question) -> str:
    """Return an answer as our form words it; what is not known stays, to be refused by it."""
    if question.kind == QuestionKind.YES_NO:
        word = _WORDS[value] if isinstance(value, bool) else str(value).strip().lower()
        return {"1": "yes", "0": "no", "true": "yes", "false": "no"}.get(word, word)
    if question.kind in (QuestionKind.ONE_CHOICE, QuestionKind.SEVERAL_CHOICES):
        numbers = {str(choice_id(str(text))): str(text) for text in question.choices}
        return numbers.get(str(value), str(value))
    return _WORDS[value] if isinstance(value, bool) else str(value)
