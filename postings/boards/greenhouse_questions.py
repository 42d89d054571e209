"""What a posting asks, as the fields of Greenhouse's job board API.

Of several fields in one question any one is enough: so they say there, and so a posting with an
optional résumé is met by a file or by words of one's own.
"""

from collections.abc import Iterable
from typing import Any
from zlib import crc32

from postings.application_form.models import Question, QuestionKind
from postings.posting.models import Posting, ResumePolicy

Object = dict[str, Any]
TEXT, AREA, FILE = "input_text", "textarea", "input_file"
ONE, SEVERAL = "multi_value_single_select", "multi_value_multi_select"
_TYPES = {
    QuestionKind.LONG_TEXT: AREA,
    QuestionKind.ONE_CHOICE: ONE,
    QuestionKind.SEVERAL_CHOICES: SEVERAL,
    QuestionKind.YES_NO: ONE,
    QuestionKind.FILE: FILE,
}
# Sections of the application form that say something about one's work, by their names there.
OWN_WORDS = {
    "skills": "Skills",
    "proud_of": "Something you are proud of",
    "links": "Links to your work, one per line",
    "about": "Anything else you want us to know",
}
RESUME = {"resume": FILE, "resume_text": AREA}


def questions_of(posting: Posting, own: Iterable[Question]) -> list[Object]:
    """Return all questions: who it is, the résumé by the posting's policy, then its own ones."""
    return [
        _question("First Name", {"first_name": TEXT}, required=True),
        # Not everybody has one.
        _question("Last Name", {"last_name": TEXT}, required=False),
        _question("Email", {"email": TEXT}, required=True),
        _question("Phone", {"phone": TEXT}, required=False),
        *_about_work(posting),
        *(_own(question) for question in own),
    ]


def choice_id(text: str) -> int:
    """Return a number for a choice that stays when choices are added, removed or moved."""
    return crc32(text.encode())


def field_name(question: Question) -> str:
    name = f"question_{question.pk}"
    return f"{name}[]" if question.kind == QuestionKind.SEVERAL_CHOICES else name


def _about_work(posting: Posting) -> list[Object]:
    words = dict.fromkeys(OWN_WORDS, AREA)
    if posting.resume_policy == ResumePolicy.NOT_ASKED:
        return [_question("Something about your work", words, required=True)]
    if posting.resume_policy == ResumePolicy.OPTIONAL:
        label = "Resume/CV, or something about your work"
        return [_question(label, RESUME | words, required=True)]
    return [
        _question("Resume/CV", RESUME, required=True),
        *(_question(label, {name: AREA}, required=False) for name, label in OWN_WORDS.items()),
    ]


def _question(label: str, fields: dict[str, str], *, required: bool) -> Object:
    return {
        "required": required,
        "label": label,
        "description": None,
        "fields": [{"name": name, "type": kind, "values": []} for name, kind in fields.items()],
    }


def _own(question: Question) -> Object:
    asked = _question(
        question.label,
        {field_name(question): _TYPES.get(QuestionKind(question.kind), TEXT)},
        required=question.is_required,
    )
    asked["description"] = question.help_text or None
    asked["fields"][0]["values"] = _values(question)
    return asked


def _values(question: Question) -> list[Object]:
    if question.kind == QuestionKind.YES_NO:
        return [{"label": "No", "value": 0}, {"label": "Yes", "value": 1}]
    return [{"label": str(text), "value": choice_id(str(text))} for text in question.choices]
