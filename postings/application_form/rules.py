"""What a question, and all questions of a posting together, must fulfil."""

from collections.abc import Mapping, Sequence
from typing import Any, Protocol

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from postings.application_form.knock_out import knock_out_problem
from postings.application_form.models import QuestionKind
from postings.application_form.unlawful import REASONS, says_something, unlawful_topic

MOST_CHOICES = 30
LONGEST_CHOICE = 200
# Twelve is where people give up; what every form requires counts too: name, e-mail address, which
# way to tell about one's work, and that itself.
MOST_REQUIRED_INPUTS = 12
BUILT_IN_REQUIRED_INPUTS = 4
MOST_REQUIRED_QUESTIONS = MOST_REQUIRED_INPUTS - BUILT_IN_REQUIRED_INPUTS
# A form takes five files, the résumé among them (applications.documents).
MOST_FILE_QUESTIONS = 4


class Asked(Protocol):
    """What the rules look at: a QuestionRow, or a Question."""

    @property
    def label(self) -> str: ...
    @property
    def help_text(self) -> str: ...
    @property
    def kind(self) -> str: ...
    @property
    def choices(self) -> Sequence[str]: ...
    @property
    def is_required(self) -> bool: ...
    @property
    def knock_out(self) -> Mapping[str, Any]: ...


def has_choices(kind: str) -> bool:
    return kind in (QuestionKind.ONE_CHOICE, QuestionKind.SEVERAL_CHOICES)


def question_problems(question: Asked) -> dict[str, str]:
    """Say what is wrong with a question, by its attribute; {} for a good one."""
    problems = {
        "label": label_problem(question),
        "choices": choices_problem(question.kind, question.choices),
    }
    if not problems["choices"]:
        problems["knock_out"] = knock_out_problem(
            question.kind, question.choices, question.knock_out
        )
    return {name: problem for name, problem in problems.items() if problem}


def label_problem(question: Asked) -> str:
    """Say why a question may not be asked in these words, or ""."""
    if not says_something(question.label):
        return _("Write the question in words, so that a screen reader can read it out.")
    topic = unlawful_topic(question.label, question.help_text, question.choices)
    return str(REASONS[topic]) if topic else ""


def form_problem(questions: Sequence[Asked]) -> str:
    """Say why these questions together are too much to ask, or ""."""
    required = sum(question.is_required for question in questions)
    if required > MOST_REQUIRED_QUESTIONS:
        text = ngettext(
            "A form may require %(most)d inputs in all, %(built_in)d of which it has of itself "
            "(name, e-mail address, the way to tell about one’s work, and that). You require "
            "%(count)d more: make %(over)d question optional.",
            "A form may require %(most)d inputs in all, %(built_in)d of which it has of itself "
            "(name, e-mail address, the way to tell about one’s work, and that). You require "
            "%(count)d more: make %(over)d questions optional.",
            required - MOST_REQUIRED_QUESTIONS,
        )
        return text % {
            "most": MOST_REQUIRED_INPUTS,
            "built_in": BUILT_IN_REQUIRED_INPUTS,
            "count": required,
            "over": required - MOST_REQUIRED_QUESTIONS,
        }
    if sum(question.kind == QuestionKind.FILE for question in questions) > MOST_FILE_QUESTIONS:
        return _("A form takes at most %(most)d files beside the résumé.") % {
            "most": MOST_FILE_QUESTIONS
        }
    return ""


def choices_problem(kind: str, choices: Sequence[str]) -> str:
    """Say what is wrong with the choices of a question of this kind, or ""."""
    if not has_choices(kind):
        return _("Only questions with choices have choices.") if choices else ""
    if len(choices) < 2:
        return _("Give at least two choices, each on a line of its own.")
    if not all(map(says_something, choices)):
        return _("Write each choice in words, so that a screen reader can read it out.")
    if len(set(choices)) < len(choices):
        return _("Each choice may be there only once.")
    if len(choices) > MOST_CHOICES or any(len(choice) > LONGEST_CHOICE for choice in choices):
        return _("Give at most %(most)d choices of at most %(longest)d characters.") % {
            "most": MOST_CHOICES,
            "longest": LONGEST_CHOICE,
        }
    return ""
