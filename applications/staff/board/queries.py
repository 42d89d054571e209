"""The cards of a board: a few columns of a few rows each, never a whole posting."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from typing import Any

from django.db.models import Q, QuerySet

from applications.candidates.models import Application

PAGE_SIZE = 25
_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_MICROSECOND = timedelta(microseconds=1)


class InvalidCursor(ValueError):
    """The position to go on from is none that a board gave out."""


@dataclass(frozen=True, slots=True)
class CardRow:
    """What a card is made of; read as plain columns, because a board has hundreds."""

    id: int
    stage_id: int
    version: int
    name: str
    door: str
    source: str
    submitted_at: datetime
    stage_entered_at: datetime
    reply_by_on: date

    @property
    def cursor(self) -> str:
        """Where the next cards of the column begin: after this one, in order of arrival."""
        return f"{(self.submitted_at - _EPOCH) // _MICROSECOND}-{self.id}"


_COLUMNS = (
    "id",
    "stage_id",
    "version",
    "candidate__name",
    "door",
    "source",
    "submitted_at",
    "stage_entered_at",
    "reply_by_on",
)


def first_cards(stage_ids: Iterable[int]) -> dict[int, list[CardRow]]:
    """Return the first cards of each stage, in one statement of one index scan per stage.

    A window function over the posting would read all of it to show a hundred cards.
    """
    ids = list(stage_ids)
    cards: dict[int, list[CardRow]] = {pk: [] for pk in ids}
    parts = [_column(pk)[:PAGE_SIZE] for pk in ids]
    if not parts:
        return cards
    # Each part is in order already, but a union promises nothing about it.
    for row in parts[0].union(*parts[1:], all=True):
        card = CardRow(*row)
        cards[card.stage_id].append(card)
    for column in cards.values():
        column.sort(key=lambda card: (card.submitted_at, card.id))
    return cards


def cards_after(stage_id: int, cursor: str) -> tuple[list[CardRow], bool]:
    """Return the cards of a stage after a cursor ("": from the start), and whether more follow.

    Raises InvalidCursor.
    """
    column = _column(stage_id)
    if cursor:
        submitted_at, pk = _parse(cursor)
        column = column.filter(
            Q(submitted_at__gt=submitted_at) | Q(submitted_at=submitted_at, id__gt=pk)
        )
    rows = [CardRow(*row) for row in column[: PAGE_SIZE + 1]]
    return rows[:PAGE_SIZE], len(rows) > PAGE_SIZE


def card_of(application_id: int) -> CardRow | None:
    """Return the card of an application, or None when it is on no board any more."""
    row = Application.objects.active().filter(pk=application_id).values_list(*_COLUMNS).first()
    return CardRow(*row) if row else None


def _column(stage_id: int) -> QuerySet[Application, tuple[Any, ...]]:
    return (
        Application.objects.active()
        .filter(stage_id=stage_id)
        .order_by("submitted_at", "id")
        .values_list(*_COLUMNS)
    )


def _parse(cursor: str) -> tuple[datetime, int]:
    microseconds, _, pk = cursor.partition("-")
    try:
        return _EPOCH + int(microseconds) * _MICROSECOND, int(pk)
    except (ValueError, OverflowError) as error:
        raise InvalidCursor(cursor) from error
