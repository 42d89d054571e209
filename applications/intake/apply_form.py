"""The application form of one posting as a whole."""

from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Any

from django.forms import BaseForm, BoundField
from django.forms.utils import ErrorDict
from django.utils.datastructures import MultiValueDict
from django.utils.functional import cached_property
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from applications.candidates.models import Door
from applications.documents.models import Document, DocumentKind
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
from applications.intake.question_fields import QuestionsForm, is_for_file
from applications.profiles.rules import MOST_ROLES, Sections
from postings.application_form.models import Question
from postings.careers.attribution import source_label
from postings.posting.models import Posting, ResumePolicy


class ApplyForm:
    """All topics of the form. Unbound without `data`; `door` is the one preselected then."""

    resumes: list[Document]
    answer_files: dict[int, Document]  # by the question that they answer
    other_files: list[Document]

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
        self.posting, self.state = posting, state
        self._bound = data
        self.data: MultiValueDict[str, str] = data or MultiValueDict()
        self.doors = rules.doors_of(posting)
        self.door_form = DoorForm(_with_door(data, self.doors), doors=self.doors)
        self.door_form.initial = {"door": door if door in self.doors else ""}
        self.resume_form = ResumeForm(data)
        questions = list(questions)
        self._sort(uploads, {question.pk for question in questions if is_for_file(question)})
        self.questions_form = QuestionsForm(
            data, questions=questions, posting=posting, given_files=self.answer_files
        )
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
        if self.door == Door.RESUME and not self.resumes and not self.resume_form.errors:
            self.resume_form.add_error("resume", self._ask_for_file())
        if self._work_is_readable() and not rules.is_enough_for(self.door, self.sections()):
            self.roles[0].add_error(
                "title",
                _("Tell us about something you have worked on, or fill in another section."),
            )
        return not self.has_errors

    @property
    def files(self) -> list[Document]:
        """Return everything that was uploaded, in the order of the form."""
        return [*self.resumes, *self.answer_files.values(), *self.other_files]

    @property
    def asked(self) -> "list[tuple[BoundField, Document | None]]":
        """Return the posting's own questions, each with the file that answers it already."""
        questions = self.questions_form.questions
        fields = zip(questions, self.questions_form, strict=True)
        return [(field, self.answer_files.get(question.pk)) for question, field in fields]

    def leave_unchecked(self) -> None:
        """Show what was typed without a word on what is wrong or missing: nobody asked yet."""
        for part in self.parts:
            part._errors = ErrorDict()  # type: ignore[attr-defined]

    def forget_file(self, name: str) -> None:
        """Show no more that the file of a field is with us."""
        if name in self.questions_form.fields:
            self.answer_files.pop(int(name[1:]), None)
        else:
            self.resumes = []

    def refuse_file(self, name: str, problem: str) -> None:
        """Show what is wrong with the file that was chosen in a field."""
        form = self.questions_form if name in self.questions_form.fields else self.resume_form
        form.is_valid()
        form.errors.pop(name, None)
        form.add_error(name if name in form.fields else "resume", problem)

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

    def submission_data(self, *, now: datetime | None = None) -> SubmissionData:
        """Return what goes into the action; call it once the form is valid."""
        return SubmissionData(
            posting_id=self.posting.pk,
            door=self.door,
            **self.contact_form.cleaned_data,
            language=get_language() or "en",
            sections=self.sections(),
            answers=self.questions_form.answers(now=now),
            source=source_label(self.state.attribution),
            attribution=self.state.attribution,
            notice_version=self.state.notice_version,
        )

    def _sort(self, uploads: Sequence[Document], asked: set[int]) -> None:
        """Tell résumés, files that answer a question, and those that answer none any more."""
        self.resumes = [one for one in uploads if one.kind == DocumentKind.RESUME]
        others = [one for one in uploads if one.kind != DocumentKind.RESUME]
        self.answer_files = {
            one.question_id: one for one in others if one.question_id and one.question_id in asked
        }
        answering = set(self.answer_files.values())
        self.other_files = [one for one in others if one not in answering]

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
