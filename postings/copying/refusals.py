"""Why a section that was stored once cannot be laid into a posting today, in a sentence."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from typing import Any

from django.db import DataError, IntegrityError, transaction
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from postings.application_form.actions import QuestionsInvalid
from postings.hiring_team.actions import RoleDoesNotFit, UnknownMember
from postings.lifecycle.actions import ScheduleInvalid
from postings.posting.actions import OwnLanguage, ReferenceTaken, WouldLockOut
from postings.posting.plain import DoesNotFit
from postings.posting.rows import RepeatedRow, RowInUse, UnknownRow
from postings.posting.texts import UnusableText
from postings.stages.actions import StagesInvalid

_UNREADABLE = gettext_lazy("What was stored does not fit any more: the form has changed since.")

# What the actions of sections refuse. A text may speak of the error's `label`.
SENTENCES: dict[type[Exception], str | Promise] = {
    ReferenceTaken: gettext_lazy("Another posting has this reference."),
    WouldLockOut: gettext_lazy(
        "You would not see this confidential posting any more: stay on its hiring team."
    ),
    OwnLanguage: gettext_lazy("One translation is in the posting's own language."),
    RowInUse: gettext_lazy(
        "“%(label)s” is in use and cannot be removed: applications or scores depend on it."
    ),
    RepeatedRow: gettext_lazy("“%(label)s” would be there twice."),
    UnknownRow: gettext_lazy("A row is not there any more."),
    UnknownMember: gettext_lazy("A person is unknown, deactivated, or there twice."),
    RoleDoesNotFit: gettext_lazy("A person's own role does not allow their role here."),
    StagesInvalid: gettext_lazy("The first stage has to be of the kind “New”."),
    QuestionsInvalid: "",
    ScheduleInvalid: "",
    UnusableText: "",
    DoesNotFit: _UNREADABLE,
    # Values that no form lets through: written by hand, or by a version with other limits.
    DataError: _UNREADABLE,
    IntegrityError: _UNREADABLE,
    ValueError: _UNREADABLE,
}


class Refused(Exception):
    """A section was refused; `reason` is a sentence for people."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


@contextmanager
def refusing() -> Iterator[None]:
    """Turn what the actions of sections refuse into Refused, with nothing of it left behind."""
    try:
        with transaction.atomic():
            yield
    except tuple(SENTENCES) as error:
        raise Refused(reason_of(error)) from error


def reason_of(error: Exception) -> str:
    """The sentence for what an action of a section raised."""
    kind = next(kind for kind in type(error).__mro__ if kind in SENTENCES)
    sentence = str(SENTENCES[kind])
    if sentence:
        return sentence % {"label": getattr(error, "label", "")} if "%" in sentence else sentence
    return _problems_of(error) or _("That is not possible.")


def _problems_of(error: Exception) -> str:
    """What an error says of itself, in one text or several."""
    said: Any = getattr(error, "problem", "") or getattr(error, "problems", "")
    if isinstance(said, Mapping):
        said = list(said.values())
    return said if isinstance(said, str) else " ".join(str(each) for each in said)
