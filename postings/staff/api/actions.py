"""Saving several sections of a posting as one change, as programs do."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, fields, replace
from datetime import datetime
from functools import partial
from typing import TYPE_CHECKING, Any

from django.db import transaction

from postings.application_form.actions import set_questions
from postings.application_form.queries import QuestionRow
from postings.criteria.actions import set_criteria
from postings.criteria.queries import CriterionRow
from postings.hiring_team.actions import set_team
from postings.hiring_team.queries import MemberRow
from postings.lifecycle.actions import create_posting, set_schedule
from postings.lifecycle.queries import schedule_of
from postings.lifecycle.rules import Schedule
from postings.posting import actions, queries, rules
from postings.posting.editing import Seen, check_unchanged, lock_posting, making
from postings.posting.models import Posting
from postings.posting.sections import (
    Applying,
    Basics,
    Description,
    OpeningRow,
    Pay,
    Place,
    Places,
    TranslationRow,
)
from postings.stages.actions import set_stages
from postings.stages.queries import StageRow
from postings.text_blocks.actions import set_text_blocks
from postings.text_blocks.queries import TextBlockRow

if TYPE_CHECKING:
    from ats.users.models import User


@dataclass(frozen=True, kw_only=True)
class PostingChanges:
    """What is to change: columns by name; each list, where given, replaces the stored one."""

    columns: dict[str, Any] = field(default_factory=dict)
    translations: tuple[TranslationRow, ...] | None = None
    text_blocks: tuple[TextBlockRow, ...] | None = None
    places: tuple[Place, ...] | None = None
    openings: tuple[OpeningRow, ...] | None = None
    questions: tuple[QuestionRow, ...] | None = None
    stages: tuple[StageRow, ...] | None = None
    # By the id of a stage that goes, the name of the one that takes over whoever is in it.
    stage_targets: Mapping[int, str] = field(default_factory=dict)
    criteria: tuple[CriterionRow, ...] | None = None
    team: tuple[MemberRow, ...] | None = None


class InvalidValues(Exception):
    """Values that do not fit each other, or what is stored; `problems` by column."""

    def __init__(self, problems: dict[str, str]) -> None:
        super().__init__("; ".join(problems.values()))
        self.problems = problems


_COLUMN_SECTIONS: tuple[tuple[type, Any, Any, str], ...] = (
    (Basics, queries.basics_of, actions.set_basics, "basics"),
    (Pay, queries.pay_of, actions.set_pay, "pay"),
    (Applying, queries.applying_of, actions.set_applying, "applying"),
    (Description, queries.description_of, actions.set_description, "description"),
    (Schedule, schedule_of, set_schedule, "schedule"),
)


def create_whole_posting(
    *, actor: "User", title: str, changes: PostingChanges, now: datetime
) -> Posting:
    """Make a draft with everything that is given, or nothing at all.

    Raises as `save_posting` and `create_posting`.
    """
    with transaction.atomic():
        posting = create_posting(actor=actor, title=title, now=now)
        with making():
            return _save(posting, changes, actor=actor, now=now)


def save_posting(
    *,
    actor: "User",
    posting_id: int,
    changes: PostingChanges,
    expected_version: int,
    now: datetime,
) -> Posting:
    """Save all changes, or none when one of them is refused.

    Raises InvalidValues, StalePosting, or what the action of a section raises.
    """
    with transaction.atomic():
        posting = lock_posting(posting_id)
        check_unchanged(posting, Seen(version=expected_version))
        return _save(posting, changes, actor=actor, now=now)


def _save(posting: Posting, changes: PostingChanges, *, actor: "User", now: datetime) -> Posting:
    common: dict[str, Any] = {"actor": actor, "posting_id": posting.pk, "now": now}
    # The team first: who makes a posting confidential may join it in the same breath.
    lists: tuple[tuple[Any, Callable[..., Posting], str], ...] = (
        (changes.team, set_team, "team"),
        (changes.text_blocks, set_text_blocks, "text_blocks"),
        (changes.openings, actions.set_openings, "openings"),
        (changes.questions, set_questions, "questions"),
        (changes.stages, partial(set_stages, targets=changes.stage_targets), "stages"),
        (changes.criteria, set_criteria, "criteria"),
    )
    for value, action, name in lists:
        if value is not None:
            action(**common, **{name: value})
    _save_places(posting, changes, common)
    for section, stored, action, name in _COLUMN_SECTIONS:
        given = _given(section, changes)
        if given:
            merged = replace(stored(posting), **given)
            _check(merged)
            action(**common, **{name: merged})
    if changes.translations is not None:
        # After the columns: they say in which language the posting itself is written.
        actions.set_translations(translations=changes.translations, **common)
    posting.refresh_from_db()
    return posting


def _save_places(posting: Posting, changes: PostingChanges, common: dict[str, Any]) -> None:
    given = _given(Places, changes)
    if changes.places is not None:
        given["places"] = changes.places
    if given:
        merged = replace(queries.places_of(posting), **given)
        _check(merged)
        actions.set_places(places=merged, **common)


def _given(section: type, changes: PostingChanges) -> dict[str, Any]:
    names = {each.name for each in fields(section)}
    return {name: value for name, value in changes.columns.items() if name in names}


def _check(section: Any) -> None:
    problems: dict[str, str] = {}
    if isinstance(section, Pay):
        problems = rules.pay_problems(section.pay_min, section.pay_max, section.pay_currency)
    if isinstance(section, Places):
        problem = rules.window_problem(section.window_from_minutes, section.window_to_minutes)
        problems = {"window_to_minutes": problem} if problem else {}
    if problems:
        raise InvalidValues(problems)
