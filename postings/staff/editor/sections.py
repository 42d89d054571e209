"""The sections of the editor: how each is read, drawn, checked and saved."""

from collections.abc import Callable, Mapping
from dataclasses import asdict, dataclass, field
from datetime import datetime
from typing import Any

from django import forms
from django.utils.datastructures import MultiValueDict
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from ats.users.models import User
from postings.application_form.forms import QuestionForm, question_initial
from postings.application_form.rules import form_problem
from postings.copying.sections import KINDS
from postings.criteria.forms import CriterionForm, criterion_initial
from postings.hiring_team.forms import MemberForm, people_by_id
from postings.hiring_team.queries import possible_members
from postings.lifecycle.forms import ScheduleForm
from postings.posting.forms import (
    ApplyingForm,
    BasicsForm,
    DescriptionForm,
    OpeningForm,
    PayForm,
    PlaceForm,
    TranslationForm,
    WorkplaceForm,
    place_form_kwargs,
    places_section,
)
from postings.posting.models import Posting
from postings.staff.editor.rows import Check, RowsFormSet, rearranged, rows_formset, typed_rows
from postings.staff.editor.shared_rows import (
    company_stages,
    from_library,
    keep_criterion,
    offered_criteria,
    offers_company_stages,
)
from postings.staff.editor.stage_targets import targets_sent
from postings.stages.forms import StageForm
from postings.stages.rules import order_problem
from postings.text_blocks.forms import TextBlockForm, block_kwargs

Data = MultiValueDict[str, Any]
Operation = Callable[[list[dict[str, Any]], Data], tuple[list[dict[str, Any]], int]]


@dataclass(frozen=True)
class Rows:
    """The list of rows in a section."""

    formset: type[RowsFormSet]
    add_label: str | Promise
    row_label: str | Promise
    initial: Callable[[Any], dict[str, Any]] = asdict
    form_kwargs: Callable[[], dict[str, Any]] = dict
    template: str = "postings/editor/row.html"
    # Further buttons that change the rows as typed, by the word that they send, and their template
    # with what it has to offer.
    operations: Mapping[str, Operation] = field(default_factory=dict)
    more: str = ""
    offer: Callable[[Posting], Any] | None = None
    # What "keep" does with one row that is valid: says so, and in which tone.
    keep: Callable[[Any, User, datetime], tuple[str, str]] | None = None


@dataclass
class Inputs:
    """A section's form and rows, either of which may be missing."""

    form: forms.Form | None = None
    rows: RowsFormSet | None = None
    focus: int = -1  # the row that a button just changed
    was_changed: bool = False  # rows were added, removed or moved, and not saved

    def is_valid(self) -> bool:
        # Both are asked, so that all errors are said at once.
        checked = [part.is_valid() for part in (self.form, self.rows) if part is not None]
        return all(checked)

    def add_problem(self, message: str, field: str | None = None) -> None:
        if self.form is not None:
            self.form.add_error(field if field in self.form.fields else None, message)
        elif self.rows is not None:
            self.rows.non_form_errors().append(message)


@dataclass(frozen=True)
class Section:
    """One part of the editor that is saved by itself.

    `stored` reads its value from a posting, `save` is the action and `argument` the name under
    which it takes the value.
    """

    key: str
    title: str | Promise
    stored: Callable[[Any], Any]
    save: Callable[..., Any]
    argument: str
    hint: str | Promise = ""
    form: type[forms.Form] | None = None
    rows: Rows | None = None
    template: str = ""
    # What else `save` takes, from what was sent.
    arguments: Callable[[Mapping[str, Any]], dict[str, Any]] = lambda data: {}

    @property
    def takes_pictures(self) -> bool:
        return self.key == "description"

    @property
    def rows_prefix(self) -> str:
        return f"{self.key}-rows"

    def unbound(self, value: Any) -> Inputs:
        """The inputs showing a stored value."""
        form = self.form(initial=asdict(value), prefix=self.key) if self.form else None
        listed = value.places if self.key == "places" else value
        if self.rows is None:
            return Inputs(form)
        return Inputs(form, self._rows([self.rows.initial(row) for row in listed]))

    def bound(self, data: Data) -> Inputs:
        """The inputs holding what was sent."""
        form = self.form(data, prefix=self.key) if self.form else None
        return Inputs(form, self._bound_rows(data) if self.rows else None)

    def after(self, operation: str, data: Data) -> Inputs:
        """The inputs as they were typed, unchecked, with one row added, removed or moved."""
        if self.rows is None:
            return self.bound(data)
        sent = self._bound_rows(data)
        typed = typed_rows(sent, data)
        if change := self.rows.operations.get(operation):
            rows, focus = change(typed, data)
        else:
            rows, focus = rearranged(typed, operation, blank={})
        return Inputs(self._typed_form(data), self._rows(rows), focus, was_changed=True)

    def typed(self, data: Data) -> Inputs:
        """The inputs as they were typed, unchecked and unsaved."""
        rows = self._rows(typed_rows(self._bound_rows(data), data)) if self.rows else None
        return Inputs(self._typed_form(data), rows, was_changed=True)

    def value(self, inputs: Inputs) -> Any:
        """What valid inputs say, as `save` takes it."""
        if self.key == "places":
            assert isinstance(inputs.form, WorkplaceForm) and inputs.rows is not None
            return places_section(inputs.form, inputs.rows.rows())
        if inputs.rows is not None:
            return inputs.rows.rows()
        return inputs.form.section()  # type: ignore[union-attr]

    def _typed_form(self, data: Data) -> forms.Form | None:
        if self.form is None:
            return None
        form = self.form(prefix=self.key)
        form.initial = {
            name: field.widget.value_from_datadict(data, {}, form.add_prefix(name))
            for name, field in form.fields.items()
        }
        return form

    def _rows(self, initial: list[dict[str, Any]]) -> RowsFormSet:
        assert self.rows
        return self.rows.formset(
            initial=initial, prefix=self.rows_prefix, form_kwargs=self.rows.form_kwargs()
        )

    def _bound_rows(self, data: Data) -> RowsFormSet:
        assert self.rows
        return self.rows.formset(data, prefix=self.rows_prefix, form_kwargs=self.rows.form_kwargs())


def _first_stage(stages: Any) -> str:
    return order_problem([stage.kind for stage in stages])


def _member_kwargs() -> dict[str, Any]:
    return {"people": people_by_id(possible_members())}


def _section(key: str, **drawn: Any) -> Section:
    """A section as `postings.copying.sections` knows it, with how it is drawn."""
    kind = KINDS[key]
    return Section(
        key=key,
        title=kind.title,
        stored=kind.stored,
        save=kind.save,
        argument=kind.argument or key,
        **drawn,
    )


def _rows(form: type[forms.Form], *unique: str, check: Check | None = None) -> type[RowsFormSet]:
    return rows_formset(form, unique=unique, check=check)


SECTIONS = {
    section.key: section
    for section in (
        _section(
            "basics",
            form=BasicsForm,
            template="postings/editor/basics.html",
        ),
        _section(
            "description",
            form=DescriptionForm,
            template="postings/editor/description.html",
        ),
        _section(
            "translations",
            hint=_("The same advert for people who read the careers site in another language."),
            rows=Rows(
                _rows(TranslationForm, "language"),
                _("Add a language"),
                _("Translation"),
                template="postings/editor/translation_row.html",
            ),
        ),
        _section(
            "text_blocks",
            hint=_("Texts that many postings share, such as “About us”, around the description."),
            rows=Rows(
                _rows(TextBlockForm, "block"),
                _("Add a shared text"),
                _("Shared text"),
                form_kwargs=block_kwargs,
            ),
            template="postings/editor/text_blocks.html",
        ),
        _section(
            "places",
            hint=_("Where people may work; for remote work the countries you hire in."),
            form=WorkplaceForm,
            rows=Rows(
                _rows(PlaceForm, "country", "region", "city"),
                _("Add a place"),
                _("Place"),
                form_kwargs=place_form_kwargs,
            ),
            template="postings/editor/places.html",
        ),
        _section(
            "openings",
            hint=_("One advert may fill seats in several teams."),
            rows=Rows(_rows(OpeningForm, "team"), _("Add a team"), _("Team")),
        ),
        _section(
            "pay",
            hint=_("Candidates see it. A range is fairer than a number that has to be asked for."),
            form=PayForm,
            template="postings/editor/pay.html",
        ),
        _section(
            "applying",
            form=ApplyingForm,
        ),
        _section(
            "questions",
            hint=_("Asked of everyone who applies. Each one costs you candidates: ask few."),
            rows=Rows(
                _rows(QuestionForm, "label", check=form_problem),
                _("Add a question"),
                _("Question"),
                initial=question_initial,
                template="postings/editor/question.html",
            ),
        ),
        _section(
            "stages",
            hint=_("The columns of the board. New applications land in the first one."),
            rows=Rows(
                _rows(StageForm, "name", check=_first_stage),
                _("Add a stage"),
                _("Stage"),
                operations={"company": company_stages},
                more="postings/editor/company_stages.html",
                offer=offers_company_stages,
            ),
            arguments=targets_sent,
        ),
        _section(
            "criteria",
            hint=_("What everyone scores. Words for each level make scores comparable."),
            rows=Rows(
                _rows(CriterionForm, "name"),
                _("Add a criterion"),
                _("Criterion"),
                initial=criterion_initial,
                template="postings/editor/criterion_row.html",
                operations={"library": from_library},
                more="postings/editor/from_library.html",
                offer=offered_criteria,
                keep=keep_criterion,
            ),
        ),
        _section(
            "team",
            hint=_("Who sees the applications. Hiring managers see all, interviewers their own."),
            rows=Rows(
                _rows(MemberForm, "user"),
                _("Add a person"),
                _("Person"),
                form_kwargs=_member_kwargs,
            ),
        ),
        _section(
            "schedule",
            hint=_("The clock publishes and closes by the same rules as people do."),
            form=ScheduleForm,
            template="postings/editor/schedule.html",
        ),
    )
}
