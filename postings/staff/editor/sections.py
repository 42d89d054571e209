"""The sections of the editor: how each is read, drawn, checked and saved."""

from collections.abc import Callable
from dataclasses import asdict, dataclass
from typing import Any

from django import forms
from django.utils.datastructures import MultiValueDict
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from postings.application_form.actions import set_questions
from postings.application_form.forms import QuestionForm, question_initial
from postings.application_form.queries import questions_of
from postings.criteria.actions import set_criteria
from postings.criteria.forms import CriterionForm, criterion_initial
from postings.criteria.queries import criteria_of
from postings.hiring_team.actions import set_team
from postings.hiring_team.forms import MemberForm, people_by_id
from postings.hiring_team.queries import possible_members, team_of
from postings.posting import actions, queries
from postings.posting.forms import (
    ApplyingForm,
    BasicsForm,
    DescriptionForm,
    OpeningForm,
    PayForm,
    PlaceForm,
    WorkplaceForm,
    place_form_kwargs,
    places_section,
)
from postings.posting.models import Posting
from postings.staff.editor.rows import Check, RowsFormSet, rearranged, rows_formset, typed_rows
from postings.stages.actions import set_stages
from postings.stages.forms import StageForm
from postings.stages.queries import stages_of
from postings.stages.rules import order_problem

Data = MultiValueDict[str, Any]


@dataclass(frozen=True)
class Rows:
    """The list of rows in a section."""

    formset: type[RowsFormSet]
    add_label: str | Promise
    row_label: str | Promise
    initial: Callable[[Any], dict[str, Any]] = asdict
    form_kwargs: Callable[[], dict[str, Any]] = dict
    template: str = "postings/editor/row.html"


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
    stored: Callable[[Posting], Any]
    save: Callable[..., Posting]
    argument: str
    hint: str | Promise = ""
    form: type[forms.Form] | None = None
    rows: Rows | None = None
    template: str = ""

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
        rows, focus = rearranged(typed_rows(sent, data), operation, blank={})
        return Inputs(self._typed_form(data), self._rows(rows), focus, was_changed=True)

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


def _rows(form: type[forms.Form], *unique: str, check: Check | None = None) -> type[RowsFormSet]:
    return rows_formset(form, unique=unique, check=check)


SECTIONS = {
    section.key: section
    for section in (
        Section(
            key="basics",
            title=_("Basics"),
            stored=queries.basics_of,
            save=actions.set_basics,
            argument="basics",
            form=BasicsForm,
            template="postings/editor/basics.html",
        ),
        Section(
            key="description",
            title=_("Description"),
            stored=queries.description_of,
            save=actions.set_description,
            argument="description",
            form=DescriptionForm,
            template="postings/editor/description.html",
        ),
        Section(
            key="places",
            title=_("Place and hours"),
            hint=_("Where people may work; for remote work the countries you hire in."),
            stored=queries.places_of,
            save=actions.set_places,
            argument="places",
            form=WorkplaceForm,
            rows=Rows(
                _rows(PlaceForm, "country", "region", "city"),
                _("Add a place"),
                _("Place"),
                form_kwargs=place_form_kwargs,
            ),
            template="postings/editor/places.html",
        ),
        Section(
            key="openings",
            title=_("Openings"),
            hint=_("One advert may fill seats in several teams."),
            stored=queries.openings_of,
            save=actions.set_openings,
            argument="openings",
            rows=Rows(_rows(OpeningForm, "team"), _("Add a team"), _("Team")),
        ),
        Section(
            key="pay",
            title=_("Pay"),
            hint=_("Candidates see it. A range is fairer than a number that has to be asked for."),
            stored=queries.pay_of,
            save=actions.set_pay,
            argument="pay",
            form=PayForm,
            template="postings/editor/pay.html",
        ),
        Section(
            key="applying",
            title=_("Applying"),
            stored=queries.applying_of,
            save=actions.set_applying,
            argument="applying",
            form=ApplyingForm,
        ),
        Section(
            key="questions",
            title=_("Questions"),
            hint=_("Asked of everyone who applies. Each one costs you candidates: ask few."),
            stored=questions_of,
            save=set_questions,
            argument="questions",
            rows=Rows(
                _rows(QuestionForm, "label"),
                _("Add a question"),
                _("Question"),
                initial=question_initial,
                template="postings/editor/question.html",
            ),
        ),
        Section(
            key="stages",
            title=_("Stages"),
            hint=_("The columns of the board. New applications land in the first one."),
            stored=stages_of,
            save=set_stages,
            argument="stages",
            rows=Rows(_rows(StageForm, "name", check=_first_stage), _("Add a stage"), _("Stage")),
        ),
        Section(
            key="criteria",
            title=_("Criteria"),
            hint=_("What everyone scores. Words for each level make scores comparable."),
            stored=criteria_of,
            save=set_criteria,
            argument="criteria",
            rows=Rows(
                _rows(CriterionForm, "name"),
                _("Add a criterion"),
                _("Criterion"),
                initial=criterion_initial,
                template="postings/editor/criterion.html",
            ),
        ),
        Section(
            key="team",
            title=_("Hiring team"),
            hint=_("Who sees the applications. Hiring managers see all, interviewers their own."),
            stored=team_of,
            save=set_team,
            argument="team",
            rows=Rows(
                _rows(MemberForm, "user"),
                _("Add a person"),
                _("Person"),
                form_kwargs=_member_kwargs,
            ),
        ),
    )
}
