"""The only reader of scores, and always for a named viewer.

Nothing else in the project may query Score, or the values of a Scorecard: whatever shows, orders,
filters, counts or exports scores asks here, so that a sealed application tells nobody more
than "n of m in".
"""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime
from typing import TYPE_CHECKING

from django.db.models import Avg, Count, Q, QuerySet

from applications.candidates.models import Application, ApplicationStatus, Assignment
from applications.scorecards import rules
from applications.scorecards.models import Recommendation, Score, Scorecard
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
    assigned = dict(
        Assignment.objects.filter(application_id__in=ids)
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
    return [
        CardView(
            id=card.pk,
            reviewer_id=card.reviewer_id,
            reviewer_name=card.reviewer.name,
            recommendation=Recommendation(card.recommendation),
            note=card.note,
            submitted_at=card.submitted_at,
            levels={score.criterion_id: score.level for score in card.scores.all()},
        )
        for card in cards.order_by("submitted_at", "pk")
        if card.submitted_at
    ]


def own_card(application: Application, *, viewer: "User") -> Scorecard | None:
    """Return the viewer's own card, draft or submitted, with its scores prefetched."""
    return (
        Scorecard.objects.filter(application=application, reviewer=viewer)
        .prefetch_related("scores")
        .first()
    )


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


def reviewers_of(application: Application) -> list[ReviewerRow]:
    """Return who was asked, by name."""
    done = set(_submitted([application.pk]).values_list("reviewer_id", flat=True))
    asked = Assignment.objects.filter(application=application).select_related("user")
    return [
        ReviewerRow(row.user_id, str(row.user), row.user_id in done)
        for row in asked.order_by("user__name", "pk")
    ]


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
    """Return what the scorecards panel of an application shows to `viewer`."""
    return Panel(
        seal=seal_of([application.pk], viewer=viewer)[application.pk],
        cards=cards_of(application, viewer=viewer),
        own=own_card(application, viewer=viewer),
        criteria=list(criteria_of(application)),
        reviewers=reviewers_of(application),
    )


def _submitted(application_ids: Iterable[int]) -> QuerySet[Scorecard]:
    return Scorecard.objects.filter(application_id__in=application_ids, submitted_at__isnull=False)


def _averages(application_ids: set[int]) -> dict[int, float]:
    return dict(
        Score.objects.filter(
            scorecard__application_id__in=application_ids,
            scorecard__submitted_at__isnull=False,
        )
        .values_list("scorecard__application_id")
        .annotate(average=Avg("level"))
    )
