"""The application form of one posting as a whole."""

from collections.abc import Iterable, Sequence
from typing import Any

from django.forms import BaseForm
from django.utils.datastructures import MultiValueDict
from django.utils.functional import cached_property
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from applications.candidates.models import Door
from applications.documents.models import Document
from applications.intake import rules
from applications.intake.actions import SubmissionData
from applications.intake.form_state import FormState
from applications.intake.forms import (
    ContactForm,
    DoorForm,
    ProfileForm,
    ResumeForm,
    RoleForm,
    TrapForm,
)
from applications.intake.question_fields import QuestionsForm
from applications.profiles.rules import MOST_ROLES, Sections
from postings.application_form.models import Question
from postings.posting.models import Posting, ResumePolicy


class ApplyForm:
    """All topics of the form. Unbound without `data`; `door` is the one preselected then."""

    def __init__(
        self,
        posting: Posting,
        questions: Iterable[Question],
        *,
        state: FormState,
        data: "MultiValueDict[str, str] | None" = None,
        door: str = "",
        uploads: Sequence[Document] = (),
    ) -> None:
        self.posting, self.state, self.uploads = posting, state, uploads
        self._bound = data
        self.data: MultiValueDict[str, str] = data or MultiValueDict()
        self.doors = rules.doors_of(posting)
        self.door_form = DoorForm(_with_door(data, self.doors), doors=self.doors)
        self.door_form.initial = {"door": door if door in self.doors else ""}
        self.resume_form = ResumeForm(data)
        self.questions_form = QuestionsForm(data, questions=questions)
        self.trap_form = TrapForm(data)

    # Made when first asked for: an empty form draws these parts without them (see blanks.py).

    @cached_property
    def roles(self) -> list[RoleForm]:
        return [RoleForm(self._bound, prefix=f"role{n}") for n in range(1, MOST_ROLES + 1)]

    @cached_property
    def profile_form(self) -> ProfileForm:
        return ProfileForm(self._bound)

    @cached_property
    def contact_form(self) -> ContactForm:
        return ContactForm(self._bound)

    @property
    def parts(self) -> list[BaseForm]:
        """Return the forms in the order of the page."""
        return [
            self.door_form,
            self.resume_form,
            *self.roles,
            self.profile_form,
            self.contact_form,
            self.questions_form,
            self.trap_form,
        ]

    @property
    def door(self) -> str:
        """Return the chosen door, the only one, or "" while none is chosen."""
        if len(self.doors) == 1:
            return self.doors[0]
        if self.door_form.is_bound:
            return str(getattr(self.door_form, "cleaned_data", {}).get("door", ""))
        return str(self.door_form.initial["door"])

    @property
    def asks_for_file(self) -> bool:
        return Door.RESUME in self.doors

    @property
    def is_bound(self) -> bool:
        return self._bound is not None

    @property
    def has_errors(self) -> bool:
        return self.is_bound and any(part.errors for part in self.parts)

    def is_valid(self) -> bool:
        """Check everything, so that all problems are told at once."""
        for part in self.parts:
            part.is_valid()
        if self.door == Door.RESUME and not self.uploads and not self.resume_form.errors:
            self.resume_form.add_error("resume", self._ask_for_file())
        if self._work_is_readable() and not rules.is_enough_for(self.door, self.sections()):
            self.roles[0].add_error(
                "title",
                _("Tell us about something you have worked on, or fill in another section."),
            )
        return not self.has_errors

    def refuse_file(self, problem: str) -> None:
        """Show what is wrong with the file that was chosen."""
        self.resume_form.is_valid()
        self.resume_form.add_error("resume", problem)

    def sections(self) -> Sections:
        """Return what the form says about the person; call it once the form is valid."""
        said = self.profile_form.cleaned_data
        return Sections(
            recent_work=tuple(role for role in (form.role() for form in self.roles) if role),
            skills=said["skills"],
            proud_of=said["proud_of"],
            links=said["links"],
            about=said["about"],
        )

    def submission_data(self) -> SubmissionData:
        """Return what goes into the action; call it once the form is valid."""
        return SubmissionData(
            posting_id=self.posting.pk,
            door=self.door,
            **self.contact_form.cleaned_data,
            language=get_language() or "en",
            sections=self.sections(),
            answers=self.questions_form.answers(),
            source=self.state.source,
            notice_version=self.state.notice_version,
        )

    def _work_is_readable(self) -> bool:
        return not any(part.errors for part in (*self.roles, self.profile_form))

    def _ask_for_file(self) -> str:
        if self.posting.resume_policy == ResumePolicy.OPTIONAL:
            return _("Choose your résumé, or choose above to tell us on this form instead.")
        return _("Choose your résumé.")


def _with_door(data: "MultiValueDict[str, str] | None", doors: Sequence[Door]) -> Any:
    """Where there is one door, nobody is asked and nothing sent can choose another."""
    if data is None or len(doors) > 1:
        return data
    return {"door": doors[0].value}
