"""Why a section was not saved, beside the field that it is about."""

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from postings.hiring_team.actions import RoleDoesNotFit, UnknownMember
from postings.lifecycle.actions import ScheduleInvalid
from postings.posting.actions import OwnLanguage, ReferenceTaken, WouldLockOut
from postings.posting.rows import RowInUse, UnknownRow
from postings.posting.seats import SeatsTaken
from postings.posting.texts import UnusableText
from postings.staff.editor.section import Inputs

REFUSALS = (
    OwnLanguage,
    ReferenceTaken,
    RoleDoesNotFit,
    RowInUse,
    ScheduleInvalid,
    UnknownMember,
    UnknownRow,
    UnusableText,
    WouldLockOut,
)


def explain(inputs: Inputs, error: Exception) -> None:
    if isinstance(error, ReferenceTaken):
        inputs.add_problem(_("Another posting has this reference."), "reference")
    elif isinstance(error, OwnLanguage):
        inputs.add_problem(
            _("One of these is the language that the posting itself is written in (see Basics).")
        )
    elif isinstance(error, ScheduleInvalid):
        for field, problem in error.problems.items():
            inputs.add_problem(problem, field)
    elif isinstance(error, UnusableText):
        inputs.add_problem(error.problem, "description")
    elif isinstance(error, WouldLockOut):
        text = _("You would not see this confidential posting any more: stay on its hiring team.")
        inputs.add_problem(text, "is_confidential")
    elif isinstance(error, SeatsTaken):
        _explain_seats(inputs, error)
    elif isinstance(error, RowInUse):
        text = _("“%(name)s” is in use and cannot be removed: applications or scores depend on it.")
        inputs.add_problem(text % {"name": error.label})
    else:
        inputs.add_problem(_("A row or a person is not there any more. Reload and try again."))


def _explain_seats(inputs: Inputs, error: SeatsTaken) -> None:
    text = ngettext(
        "%(taken)s person was hired for this team: keep at least %(taken)s seat.",
        "%(taken)s people were hired for this team: keep at least %(taken)s seats.",
        error.taken,
    )
    for form in inputs.rows.forms if inputs.rows else ():
        if form.cleaned_data["team"] == error.team:
            form.add_error("seats", text % {"taken": error.taken})
