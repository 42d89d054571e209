"""What somebody typed, for pages that cannot show the form itself."""

from collections.abc import Iterable, Iterator

from django.utils.datastructures import MultiValueDict
from django.utils.translation import gettext as _

from applications.intake.forms import ContactForm, ProfileForm, RoleForm
from applications.profiles.rules import MOST_ROLES
from postings.application_form.models import Question

NOT_ANSWERS = frozenset({"csrfmiddlewaretoken", "step"})


def kept_fields(posted: "MultiValueDict[str, str]") -> list[tuple[str, str]]:
    """Return all that was posted as (name, value), for hidden fields that send it again."""
    return [
        (name, value)
        for name, values in posted.lists()
        if name not in NOT_ANSWERS
        for value in values
    ]


def kept_answers(
    posted: "MultiValueDict[str, str]", questions: Iterable[Question] = ()
) -> list[tuple[str, str]]:
    """Return what was typed as (label, text) in the order of the form, for reading and copying.

    A question of the posting that is not among `questions` has no label but keeps its answer.
    """
    labels = dict(_labels())
    labels |= {f"q{question.pk}": question.label for question in questions}
    for name in posted:
        if name.startswith("q") and name[1:].isdigit():
            labels.setdefault(name, _("Your answer"))
    rows = ((label, ", ".join(posted.getlist(name))) for name, label in labels.items())
    return [(label, text) for label, text in rows if text.strip()]


def _labels() -> Iterator[tuple[str, str]]:
    for number in range(1, MOST_ROLES + 1):
        for name, field in RoleForm.base_fields.items():
            label = _("Recent work %(number)d: %(label)s")
            yield f"role{number}-{name}", label % {"number": number, "label": field.label}
    for form in (ProfileForm, ContactForm):
        for name, field in form.base_fields.items():
            yield name, str(field.label)
