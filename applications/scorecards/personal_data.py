"""What scorecards hold about a candidate: what reviewers wrote and judged."""

from applications.candidates.models import Candidate
from applications.scorecards.models import Scorecard


def collect(candidate: Candidate) -> list[dict[str, object]]:
    """Return every card handed in about the candidate, without the reviewers' names."""
    cards = (
        Scorecard.objects.filter(application__candidate=candidate, submitted_at__isnull=False)
        .prefetch_related("scores__criterion")
        .order_by("submitted_at", "pk")
    )
    return [
        {
            "application": card.application_id,
            "recommendation": card.recommendation,
            "note": card.note,
            "submitted_at": card.submitted_at,
            "levels": {score.criterion.name: score.level for score in card.scores.all()},
        }
        for card in cards
    ]


def erase(candidate: Candidate) -> None:
    """Remove the cards: they are opinions about one person and mean nothing without them."""
    Scorecard.objects.filter(application__candidate=candidate).delete()
