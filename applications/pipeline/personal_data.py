"""Moves say where somebody stood and when; names of colleagues are not handed out."""

from applications.candidates.models import Candidate
from applications.pipeline.models import Transition


def collect(candidate: Candidate) -> list[dict[str, object]]:
    """Return every move of the candidate's applications, in order."""
    moves = (
        Transition.objects.filter(application__candidate=candidate)
        .select_related("from_stage", "to_stage")
        .order_by("application_id", "version")
    )
    return [
        {
            "application": move.application_id,
            "from": move.from_stage.name if move.from_stage else move.from_name,
            "to": move.to_stage.name if move.to_stage else move.to_name,
            "moved_at": move.moved_at,
        }
        for move in moves
    ]


def erase(candidate: Candidate) -> None:
    """Keep the moves: they hold ids and times only, and counts of a posting rest on them."""
