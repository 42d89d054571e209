"""A card on its way to the board's script, which puts it into the right column."""

from datetime import datetime
from typing import TYPE_CHECKING, Any

from applications.candidates.models import Application
from applications.pipeline.queries import stage_counts
from applications.staff.board.cards import cards_for
from applications.staff.board.drawing import draw_cards
from applications.staff.board.queries import card_of

if TYPE_CHECKING:
    from ats.users.models import User


def card_payload(application_id: int, *, viewer: "User", now: datetime) -> dict[str, Any]:
    """Return the card as HTML with its stage, or without either once it has left the board.

    `counts` are the columns of the whole posting, so that they are right again after every move.
    The caller has made sure that the viewer may see the application.
    """
    posting_id = Application.objects.values_list("posting_id", flat=True).get(pk=application_id)
    row = card_of(application_id)
    html = ""
    if row:
        html = draw_cards(cards_for([row], viewer=viewer, now=now))
    return {
        "id": application_id,
        "stage": row.stage_id if row else None,
        "version": row.version if row else None,
        "html": html,
        "counts": stage_counts(posting_id),
    }
