"""All sections of the editor, in their order on the page."""

from operator import attrgetter
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

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
from postings.posting.sections import Places
from postings.staff.editor.rows import Check, RowsFormSet, rows_formset
from postings.staff.editor.section import Inputs, Rows, Section
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


def _first_stage(stages: Any) -> str:
    return order_problem([stage.kind for stage in stages])


def _member_kwargs() -> dict[str, Any]:
    return {"people": people_by_id(possible_members())}


def _places(inputs: Inputs) -> Places:
    assert isinstance(inputs.form, WorkplaceForm) and inputs.rows is not None
    return places_section(inputs.form, inputs.rows.rows())


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
            takes_pictures=True,
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
                listed=attrgetter("places"),
            ),
            value=_places,
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
