"""All sections of a posting: read, saved, written as JSON and read back.

The editor, the history, copies and templates take them from here.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from postings.application_form.actions import set_questions
from postings.application_form.queries import QuestionRow, questions_of
from postings.criteria.actions import set_criteria
from postings.criteria.queries import CriterionRow, criteria_of
from postings.hiring_team.actions import set_team
from postings.hiring_team.queries import MemberRow, team_of
from postings.posting import actions, queries
from postings.posting.models import Posting
from postings.posting.plain import from_plain, to_plain
from postings.posting.sections import Applying, Basics, Description, OpeningRow, Pay, Places
from postings.stages.actions import set_stages
from postings.stages.queries import StageRow, stages_of


@dataclass(frozen=True)
class Kind:
    """One part of a posting that is saved by itself.

    `shape` is the type of its value: a dataclass, or a tuple of them. `stored` reads the value
    from a posting; `save` is the action, which takes it by the name of the key, or of `argument`.
    `is_copied` says whether a duplicate or a template carries it along.
    """

    key: str
    title: str | Promise
    shape: Any
    stored: Callable[[Posting], Any]
    save: Callable[..., Posting]
    argument: str = ""
    is_copied: bool = True

    def save_value(self, value: Any, **rest: Any) -> Posting:
        """Call the action: `rest` is actor, posting_id, now and perhaps seen."""
        return self.save(**{self.argument or self.key: value}, **rest)

    def to_json(self, value: Any) -> Any:
        return to_plain(value)

    def from_json(self, data: Any) -> Any:
        """The value that `to_json` wrote. Raises DoesNotFit."""
        return from_plain(self.shape, data, self.key)


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
        Kind("places", _("Place and hours"), Places, queries.places_of, actions.set_places),
        Kind(
            "openings",
            _("Openings"),
            tuple[OpeningRow, ...],
            queries.openings_of,
            actions.set_openings,
        ),
        Kind("pay", _("Pay"), Pay, queries.pay_of, actions.set_pay),
        Kind("applying", _("Applying"), Applying, queries.applying_of, actions.set_applying),
        Kind("questions", _("Questions"), tuple[QuestionRow, ...], questions_of, set_questions),
        Kind("stages", _("Stages"), tuple[StageRow, ...], stages_of, set_stages),
        Kind("criteria", _("Criteria"), tuple[CriterionRow, ...], criteria_of, set_criteria),
        Kind("team", _("Hiring team"), tuple[MemberRow, ...], team_of, set_team),
    )
}
