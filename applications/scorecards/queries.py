"""The only reader of scores, and always for a named viewer.

Nothing else in the project may query Score, or the values of a Scorecard: whatever shows, orders,
filters, counts or exports scores asks here, so that a sealed application tells nobody more
than "n of m in". (personal_data.py hands a person what was written about them, to nobody else.)
"""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime
from statistics import mean
from typing import TYPE_CHECKING

from django.contrib.auth import get_user_model
from django.contrib.postgres.fields import ArrayField
from django.db.models import (
    Avg,
    BigIntegerField,
    BooleanField,
    Count,
    F,
    Func,
    Q,
    QuerySet,
    Value,
    prefetch_related_objects,
)

from applications.candidates.models import Application, ApplicationStatus, Assignment
from applications.scorecards import rules
from applications.scorecards.models import Recommendation, Score, Scorecard
from ats.web.sorting import human_key
from postings.criteria.models import Criterion

if TYPE_CHECKING:
    from ats.users.models import User

IN_FAVOUR = (Recommendation.YES, Recommendation.STRONG_YES)


@dataclass(frozen=True)
class Seal:
    """What one viewer may know of an application's scores.

    `average` (of all levels, 1 to 4) and `in_favour` (cards that recommend the person) are
    None unless `is_open`.
    """

    submitted: int
    assigned: int
    is_open: bool
    average: float | None = None
    in_favour: int | None = None


@dataclass(frozen=True)
class CardView:
    """One submitted card as a viewer may see it; `levels` maps criterion ids to levels."""

    id: int
    reviewer_id: int
    reviewer_name: str
    recommendation: Recommendation
    note: str
    submitted_at: datetime
    levels: dict[int, int] = field(default_factory=dict)


def seal_of(application_ids: Iterable[int], *, viewer: "User") -> dict[int, Seal]:
    """Return a Seal for each id, in three statements whatever their number."""
    ids = list(application_ids)
    if not ids:
        return {}
    assigned = dict(
        Assignment.objects.filter(_AnyOf("application_id", ids))
        .values_list("application_id")
        .annotate(n=Count("pk"))
    )
    cards = {
        row["application_id"]: row
        for row in _submitted(ids)
        .values("application_id")
        .annotate(
            n=Count("pk"),
            own=Count("pk", filter=Q(reviewer=viewer)),
            in_favour=Count("pk", filter=Q(recommendation__in=IN_FAVOUR)),
        )
    }
    opened = {
        pk
        for pk, row in cards.items()
        if rules.is_open(
            own_submitted=row["own"] > 0, submitted=row["n"], assigned=assigned.get(pk, 0)
        )
    }
    averages = _averages(opened)
    return {
        pk: Seal(
            submitted=cards[pk]["n"] if pk in cards else 0,
            assigned=assigned.get(pk, 0),
            is_open=pk in opened,
            average=averages.get(pk),
            in_favour=cards[pk]["in_favour"] if pk in opened else None,
        )
        for pk in ids
    }


def cards_of(application: Application, *, viewer: "User") -> list[CardView]:
    """Return the submitted cards that `viewer` may read: all once open, else their own."""
    cards = _submitted([application.pk]).select_related("reviewer").prefetch_related("scores")
    if not seal_of([application.pk], viewer=viewer)[application.pk].is_open:
        cards = cards.filter(reviewer=viewer)
    return [_card_view(card) for card in cards.order_by("submitted_at", "pk")]


def own_card(application: Application, *, viewer: "User") -> Scorecard | None:
    """Return the viewer's own card, draft or submitted, with its scores prefetched."""
    return (
        Scorecard.objects.filter(application=application, reviewer=viewer)
        .prefetch_related("scores")
        .first()
    )


def has_cards(application: Application) -> bool:
    """Say whether anybody's card is in; that much is no secret ("n of m in")."""
    return _submitted([application.pk]).exists()


def criteria_of(application: Application) -> QuerySet[Criterion]:
    """Return the criteria of the application's posting in order, levels prefetched."""
    return (
        Criterion.objects.filter(posting_id=application.posting_id)
        .order_by("position", "pk")
        .prefetch_related("levels")
    )


@dataclass(frozen=True)
class ReviewerRow:
    """Somebody asked to score, and whether their card is in (never what it says)."""

    user_id: int
    name: str
    is_in: bool


def reviewer_choices(application: Application) -> list["User"]:
    """Return who could be asked to score: the hiring team, and interviewers, not asked yet."""
    asked = Assignment.objects.filter(application=application).values("user_id")
    people = (
        get_user_model()
        .objects.filter(is_active=True)
        .filter(Q(role="interviewer") | Q(hiring_team_places__posting=application.posting_id))
        .exclude(pk__in=asked)
        .distinct()
    )
    return sorted(people, key=lambda user: (human_key(user.name), user.pk))


def owed_by(viewer: "User") -> QuerySet[Application]:
    """Return the active applications whose card `viewer` was asked for and has not submitted."""
    submitted = Scorecard.objects.filter(reviewer=viewer, submitted_at__isnull=False)
    return (
        Application.objects.visible_to(viewer)
        .filter(status=ApplicationStatus.ACTIVE, assignments__user=viewer)
        .exclude(pk__in=submitted.values("application_id"))
        .select_related("candidate", "posting", "stage")
        .order_by("assignments__created_at", "pk")
    )


@dataclass(frozen=True)
class Panel:
    """Everything about scores on an application's page, for one viewer."""

    seal: Seal
    cards: list[CardView]
    own: Scorecard | None
    criteria: list[Criterion]
    reviewers: list[ReviewerRow]

    @property
    def rows(self) -> list[tuple[Criterion, list[int | None]]]:
        """Each criterion with the level that each visible card gives it."""
        return [(c, [card.levels.get(c.pk) for card in self.cards]) for c in self.criteria]


def panel_of(application: Application, *, viewer: "User") -> Panel:
    """Return what the scorecards panel of an application shows to `viewer`, in four statements."""
    asked = sorted(
        Assignment.objects.filter(application=application).select_related("user"),
        key=lambda row: (human_key(row.user.name), row.pk),
    )
    cards = list(
        Scorecard.objects.filter(application=application)
        .filter(Q(submitted_at__isnull=False) | Q(reviewer=viewer))
        .select_related("reviewer")
        .order_by("submitted_at", "pk")
    )
    own = next((card for card in cards if card.reviewer_id == viewer.pk), None)
    handed_in = [card for card in cards if rules.is_locked(card)]
    opened = rules.is_open(
        own_submitted=own in handed_in, submitted=len(handed_in), assigned=len(asked)
    )
    readable = [card for card in handed_in if opened or card == own]
    # Scores are read for the cards that may be read, and for no others.
    prefetch_related_objects([*readable, *([own] if own else [])], "scores")
    done = {card.reviewer_id for card in handed_in}
    return Panel(
        seal=_seal_over(handed_in, assigned=len(asked), is_open=opened),
        cards=[_card_view(card) for card in readable],
        own=own,
        criteria=list(criteria_of(application).prefetch_related(None)),
        reviewers=[ReviewerRow(a.user_id, str(a.user), a.user_id in done) for a in asked],
    )


def _seal_over(handed_in: list[Scorecard], *, assigned: int, is_open: bool) -> Seal:
    """Build the seal from cards whose scores have been read if it is open."""
    if not is_open:
        return Seal(len(handed_in), assigned, is_open=False)
    levels = [score.level for card in handed_in for score in card.scores.all()]
    return Seal(
        len(handed_in),
        assigned,
        is_open=True,
        average=mean(levels) if levels else None,
        in_favour=sum(card.recommendation in IN_FAVOUR for card in handed_in),
    )


def _card_view(card: Scorecard) -> CardView:
    assert card.submitted_at is not None
    return CardView(
        id=card.pk,
        reviewer_id=card.reviewer_id,
        reviewer_name=card.reviewer.name,
        recommendation=Recommendation(card.recommendation),
        note=card.note,
        submitted_at=card.submitted_at,
        levels={score.criterion_id: score.level for score in card.scores.all()},
    )


def _submitted(application_ids: Iterable[int]) -> QuerySet[Scorecard]:
    return Scorecard.objects.filter(
        _AnyOf("application_id", application_ids), submitted_at__isnull=False
    )


def _averages(application_ids: set[int]) -> dict[int, float]:
    if not application_ids:
        return {}
    return dict(
        Score.objects.filter(
            _AnyOf("scorecard__application_id", application_ids),
            scorecard__submitted_at__isnull=False,
        )
        .values_list("scorecard__application_id")
        .annotate(average=Avg("level"))
    )


class _AnyOf(Func):
    """`column = ANY(ids)`: one parameter, where IN takes one for each card of a board."""

    template = "%(expressions)s)"
    arg_joiner = " = ANY("
    output_field = BooleanField()

    def __init__(self, column: str, ids: Iterable[int]) -> None:
        super().__init__(F(column), Value(list(ids), ArrayField(BigIntegerField())))
