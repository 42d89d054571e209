"""Asking for scores and giving them."""

from collections.abc import Mapping
from datetime import datetime
from typing import TYPE_CHECKING

from django.contrib.auth import get_user_model
from django.db import transaction

from applications.candidates.models import Application, Assignment
from applications.scorecards import queries, rules
from applications.scorecards.models import Recommendation, Score, Scorecard
from ats.events.actions import record
from postings.criteria.models import HIGHEST_LEVEL, LOWEST_LEVEL

if TYPE_CHECKING:
    from ats.users.models import User


class ScorecardError(Exception):
    """Something about a scorecard cannot be done; the subclasses say what."""


class ApplicationNotActive(ScorecardError):
    pass


class AlreadySubmitted(ScorecardError):
    pass


class UnknownCriterion(ScorecardError):
    pass


class LevelOutOfRange(ScorecardError):
    pass


class NotAllowed(ScorecardError):
    pass


class ReviewerCannotSee(ScorecardError):
    """The person asked would not be let in to the application."""


class ReviewerHasSubmitted(ScorecardError):
    pass


class CannotStepBack(ScorecardError):
    """Who was asked may not take that back themselves once a card is in: it could unseal it."""


class Incomplete(ScorecardError):
    """A card lacks a level for `criteria` (ids), or a recommendation."""

    def __init__(self, *, criteria: list[int], recommendation: bool) -> None:
        super().__init__(criteria, recommendation)
        self.criteria = criteria
        self.recommendation = recommendation


def save_scorecard(
    *,
    actor: "User",
    application_id: int,
    levels: Mapping[int, int],
    recommendation: str,
    note: str,
    now: datetime,
) -> Scorecard:
    """Keep the actor's card as a draft: nobody else sees it, nor that it exists.

    `levels` maps criterion ids to levels 1 to 4; what is left out is not scored yet.

    Raises ApplicationNotActive, AlreadySubmitted, UnknownCriterion or LevelOutOfRange.
    """
    with transaction.atomic():
        application = _locked_active(application_id)
        return _write(application, actor, levels, recommendation, note, now)


def submit_scorecard(
    *,
    actor: "User",
    application_id: int,
    levels: Mapping[int, int],
    recommendation: str,
    note: str,
    now: datetime,
) -> Scorecard:
    """Hand in the actor's card. From now on it is locked, and others' cards are open to them.

    Raises Incomplete besides what `save_scorecard` raises; then nothing is written.
    """
    with transaction.atomic():
        application = _locked_active(application_id)
        card = _write(application, actor, levels, recommendation, note, now)
        criterion_ids = [c.pk for c in queries.criteria_of(application)]
        missing = rules.missing_criteria(levels, criterion_ids)
        if missing or not recommendation:
            raise Incomplete(criteria=missing, recommendation=not recommendation)
        card.submitted_at = now
        card.save(update_fields=["submitted_at"])
        Assignment.objects.get_or_create(
            application=application, user=actor, defaults={"created_at": now}
        )
        record(
            "scorecard.submitted",
            subject=application,
            actor=actor,
            now=now,
            data={"scorecard": card.pk, "posting": application.posting_id},
        )
    return card


def assign_reviewer(
    *, actor: "User", application_id: int, user_id: int, now: datetime
) -> Assignment:
    """Ask somebody to score; an interviewer is let in to the application by it.

    Asking the same person again changes nothing.

    Raises NotAllowed, ApplicationNotActive or ReviewerCannotSee.
    """
    if not rules.may_assign(actor):
        raise NotAllowed
    with transaction.atomic():
        application = _locked_active(application_id)
        reviewer = get_user_model().objects.filter(pk=user_id, is_active=True).first()
        if reviewer is None or not _could_see(reviewer, application):
            raise ReviewerCannotSee
        assignment, is_new = Assignment.objects.get_or_create(
            application=application, user=reviewer, defaults={"created_at": now}
        )
        if is_new:
            _record_assignment("application.assigned", application, actor, reviewer.pk, now)
    return assignment


def unassign_reviewer(*, actor: "User", application_id: int, user_id: int, now: datetime) -> None:
    """Take the request to score back; what they drafted is kept, in case they are asked again.

    Raises NotAllowed, ApplicationNotActive, ReviewerHasSubmitted or CannotStepBack.
    """
    if not rules.may_assign(actor):
        raise NotAllowed
    with transaction.atomic():
        application = _locked_active(application_id)
        if user_id == actor.pk and queries.has_cards(application):
            raise CannotStepBack
        card = Scorecard.objects.filter(application=application, reviewer_id=user_id).first()
        if card and rules.is_locked(card):
            raise ReviewerHasSubmitted
        gone, _ = Assignment.objects.filter(application=application, user_id=user_id).delete()
        if gone:
            _record_assignment("application.unassigned", application, actor, user_id, now)


def _locked_active(application_id: int) -> Application:
    application = Application.objects.select_for_update().get(pk=application_id)
    if not rules.may_score(application):
        raise ApplicationNotActive
    return application


def _write(
    application: Application,
    reviewer: "User",
    levels: Mapping[int, int],
    recommendation: str,
    note: str,
    now: datetime,
) -> Scorecard:
    _check_levels(application, levels)
    # The lock on the application keeps a second submit of the same person waiting here.
    card, _ = Scorecard.objects.get_or_create(
        application=application,
        reviewer=reviewer,
        defaults={"created_at": now, "updated_at": now},
    )
    if rules.is_locked(card):
        raise AlreadySubmitted
    card.recommendation = Recommendation(recommendation) if recommendation else ""
    card.note = note
    card.updated_at = now
    card.save(update_fields=["recommendation", "note", "updated_at"])
    card.scores.all().delete()
    Score.objects.bulk_create(
        Score(scorecard=card, criterion_id=pk, level=level) for pk, level in levels.items()
    )
    return card


def _check_levels(application: Application, levels: Mapping[int, int]) -> None:
    known = {c.pk for c in queries.criteria_of(application)}
    if unknown := set(levels) - known:
        raise UnknownCriterion(sorted(unknown))
    if any(not LOWEST_LEVEL <= level <= HIGHEST_LEVEL for level in levels.values()):
        raise LevelOutOfRange


def _could_see(user: "User", application: Application) -> bool:
    if user.role == "interviewer":
        return True
    return Application.objects.visible_to(user).filter(pk=application.pk).exists()


def _record_assignment(
    verb: str, application: Application, actor: "User", user_id: int, now: datetime
) -> None:
    record(
        verb,
        subject=application,
        actor=actor,
        now=now,
        data={"user": user_id, "posting": application.posting_id},
    )
