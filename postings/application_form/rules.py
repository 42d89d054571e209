"""What a question must fulfil."""

from collections.abc import Sequence

from django.utils.translation import gettext as _

from postings.application_form.models import QuestionKind

MOST_CHOICES = 30
LONGEST_CHOICE = 200


def has_choices(kind: str) -> bool:
    return kind in (QuestionKind.ONE_CHOICE, QuestionKind.SEVERAL_CHOICES)


def choices_problem(kind: str, choices: Sequence[str]) -> str:
    """Say what is wrong with the choices of a question of this kind, or ""."""
    if not has_choices(kind):
        return _("Only questions with choices have choices.") if choices else ""
    if len(choices) < 2:
        return _("Give at least two choices, each on a line of its own.")
    if len(set(choices)) < len(choices):
        return _("Each choice may be there only once.")
    if len(choices) > MOST_CHOICES or any(len(choice) > LONGEST_CHOICE for choice in choices):
        return _("Give at most %(most)d choices of at most %(longest)d characters.") % {
            "most": MOST_CHOICES,
            "longest": LONGEST_CHOICE,
        }
    return ""
