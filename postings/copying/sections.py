"""All sections of a posting: read, saved, written as JSON and read back.

The editor, the history, copies and templates take them from here.
"""

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass
from typing import Any

from django.core.exceptions import FieldDoesNotExist
from django.db.models import Model
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from ats.users.models import User
from postings.application_form.actions import set_questions
from postings.application_form.models import Question
from postings.application_form.queries import QuestionRow, questions_of
from postings.criteria.actions import set_criteria
from postings.criteria.models import Criterion
from postings.criteria.queries import CriterionRow, criteria_of
from postings.hiring_team.actions import set_team
from postings.hiring_team.models import TeamMember
from postings.hiring_team.queries import MemberRow, team_of
from postings.lifecycle.actions import set_schedule
from postings.lifecycle.queries import schedule_of
from postings.lifecycle.rules import Schedule
from postings.posting import actions, queries
from postings.posting.models import Location, Opening, Posting, PostingTranslation
from postings.posting.plain import from_plain, to_plain
from postings.posting.sections import (
    Applying,
    Basics,
    Description,
    OpeningRow,
    Pay,
    Places,
    TranslationRow,
)
from postings.stages.actions import set_stages
from postings.stages.models import Stage
from postings.stages.queries import StageRow, stages_of
from postings.text_blocks.actions import set_text_blocks
from postings.text_blocks.models import PostingTextBlock
from postings.text_blocks.queries import TextBlockRow, block_names, text_blocks_of


@dataclass(frozen=True)
class Reference:
    """A column `field` of the rows that holds the number of something with a name."""

    field: str
    names: Callable[[Collection[int]], Mapping[int, str]]


@dataclass(frozen=True)
class Kind:
    """One part of a posting that is saved by itself.

    `shape` is the type of its value: a dataclass, or a tuple of them. `stored` reads the value
    from a posting; `save` is the action, which takes it by the name of the key, or of `argument`.
    `is_copied` says whether a duplicate or a template carries it along. `models` have the words
    for its columns and choices. `row_name` is the column by which a row is known when its id is
    gone, `refers_to` one whose numbers are shown as names.
    """

    key: str
    title: str | Promise
    shape: Any
    stored: Callable[[Posting], Any]
    save: Callable[..., Posting]
    argument: str = ""
    is_copied: bool = True
    models: tuple[type[Model], ...] = (Posting, Location)
    row_name: str = ""
    refers_to: Reference | None = None

    def column(self, name: str) -> Any:
        """The database's column of that name, or None; it knows words, choices and limits."""
        for model in self.models:
            try:
                return model._meta.get_field(name)
            except FieldDoesNotExist:
                continue
        return None

    def save_value(self, value: Any, **rest: Any) -> Posting:
        """Call the action: `rest` is actor, posting_id, now and perhaps seen."""
        return self.save(**{self.argument or self.key: value}, **rest)

    def to_json(self, value: Any) -> Any:
        return to_plain(value)

    def from_json(self, data: Any) -> Any:
        """The value that `to_json` wrote. Raises DoesNotFit."""
        return from_plain(self.shape, data, self.key)


def people_names(ids: Collection[int]) -> Mapping[int, str]:
    """What people are called, by their id."""
    return {pk: str(person) for pk, person in User.objects.in_bulk(ids).items()}


KINDS = {
    kind.key: kind
    for kind in (
        Kind("basics", _("Basics"), Basics, queries.basics_of, actions.set_basics),
        Kind(
            "description",
            _("Description"),
            Description,
            queries.description_of,
            actions.set_description,
        ),
        Kind(
            "translations",
            _("Translations"),
            tuple[TranslationRow, ...],
            queries.translations_of,
            actions.set_translations,
            models=(PostingTranslation,),
            row_name="language",
        ),
        Kind(
            "text_blocks",
            _("Shared texts"),
            tuple[TextBlockRow, ...],
            text_blocks_of,
            set_text_blocks,
            models=(PostingTextBlock,),
            refers_to=Reference("block", block_names),
        ),
        Kind("places", _("Place and hours"), Places, queries.places_of, actions.set_places),
        Kind(
            "openings",
            _("Openings"),
            tuple[OpeningRow, ...],
            queries.openings_of,
            actions.set_openings,
            models=(Opening,),
            row_name="team",
        ),
        Kind("pay", _("Pay"), Pay, queries.pay_of, actions.set_pay),
        Kind("applying", _("Applying"), Applying, queries.applying_of, actions.set_applying),
        Kind(
            "questions",
            _("Questions"),
            tuple[QuestionRow, ...],
            questions_of,
            set_questions,
            models=(Question,),
            row_name="label",
        ),
        Kind(
            "stages",
            _("Stages"),
            tuple[StageRow, ...],
            stages_of,
            set_stages,
            models=(Stage,),
            row_name="name",
        ),
        Kind(
            "criteria",
            _("Criteria"),
            tuple[CriterionRow, ...],
            criteria_of,
            set_criteria,
            models=(Criterion,),
            row_name="name",
        ),
        Kind(
            "team",
            _("Hiring team"),
            tuple[MemberRow, ...],
            team_of,
            set_team,
            models=(TeamMember,),
            refers_to=Reference("user", people_names),
        ),
        Kind("schedule", _("Schedule"), Schedule, schedule_of, set_schedule, is_copied=False),
    )
}
