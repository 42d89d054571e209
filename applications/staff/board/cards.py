"""What a card says, ready to be drawn."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from functools import cache
from typing import TYPE_CHECKING

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from applications.candidates.models import Door
from applications.candidates.queries import flagged_of
from applications.decisions.rules import DueState, due_state
from applications.scorecards.queries import Seal, seal_of
from applications.staff.board.queries import CardRow
from ats.web.times import day_text, short

if TYPE_CHECKING:
    from ats.users.models import User


@dataclass(frozen=True, slots=True)
class Card:
    row: CardRow
    line: str  # door and source
    age: str  # time in the stage
    age_title: str
    due: str  # "" unless the answer is due soon or overdue
    due_title: str
    due_tone: str
    scores: str  # "" when nobody was asked and nobody scored
    scores_title: str
    is_flagged: bool = False


def cards_for(rows: Iterable[CardRow], *, viewer: "User", now: datetime) -> list[Card]:
    """Dress the rows of a board for a viewer, who sees sealed scores as "n of m in"."""
    rows = list(rows)
    ids = [row.id for row in rows]
    seals, flagged = seal_of(ids, viewer=viewer), flagged_of(ids)
    words = _Words(now)
    return [_card(row, seals[row.id], words, is_flagged=row.id in flagged) for row in rows]


class _Words:
    """What many cards of a board say alike, put into words once."""

    def __init__(self, now: datetime) -> None:
        self.now, self.zone = now, timezone.get_current_timezone()
        self.today = now.astimezone(self.zone).date()
        self.doors = {door.value: str(door.label) for door in Door}
        self.scores = cache(scores_text)
        self.due = cache(self._due)
        self.since = cache(self._since)
        self._ages: dict[tuple[int, date], str] = {}

    def age(self, entered_at: datetime, *, day: date) -> str:
        """Say how long ago it was; after a day nothing but the days matters."""
        key = ((self.now - entered_at).days, day)
        if key[0] < 1:
            return short(entered_at, now=self.now)
        if key not in self._ages:
            self._ages[key] = short(entered_at, now=self.now)
        return self._ages[key]

    def _since(self, day: date) -> str:
        return _("In this stage since %(day)s") % {"day": day_text(day, "j F Y")}

    def _due(self, day: date) -> tuple[str, str, str]:
        state = due_state(day, today=self.today)
        if state is DueState.LATER:
            return "", "", ""
        title = _("An answer was promised by %(day)s") % {"day": day_text(day, "j F Y")}
        return due_text((day - self.today).days), title, _TONES[state]


def _card(row: CardRow, seal: Seal, words: _Words, *, is_flagged: bool) -> Card:
    door = words.doors[row.door]
    due, due_title, tone = words.due(row.reply_by_on)
    scores, scores_title = words.scores(seal)
    entered_on = row.stage_entered_at.astimezone(words.zone).date()
    return Card(
        row=row,
        line=f"{door} · {row.source}" if row.source else door,
        age=words.age(row.stage_entered_at, day=entered_on),
        age_title=words.since(entered_on),
        due=due,
        due_title=due_title,
        due_tone=tone,
        scores=scores,
        scores_title=scores_title,
        is_flagged=is_flagged,
    )


_TONES = {DueState.SOON: "warning", DueState.OVERDUE: "danger"}


def due_text(days: int) -> str:
    """Say how far away the promised answer is; negative days are past."""
    if days < 0:
        return ngettext("%(days)s day late", "%(days)s days late", -days) % {"days": -days}
    if days == 0:
        return _("due today")
    if days == 1:
        return _("due tomorrow")
    return _("due in %(days)s days") % {"days": days}


def scores_text(seal: Seal) -> tuple[str, str]:
    """Return what a card shows about scores, and the same in a sentence."""
    if not seal.is_open:
        if not seal.assigned and not seal.submitted:
            return "", ""
        counts = {"submitted": seal.submitted, "assigned": max(seal.assigned, seal.submitted)}
        return (
            _("%(submitted)s of %(assigned)s in") % counts,
            _("%(submitted)s of %(assigned)s scorecards are in; sealed until yours is") % counts,
        )
    facts = {
        "average": f"{seal.average:.1f}" if seal.average is not None else "–",
        "in_favour": seal.in_favour,
        "submitted": seal.submitted,
    }
    return (
        _("%(average)s · %(in_favour)s of %(submitted)s yes") % facts,
        _("Average level %(average)s of 4; %(in_favour)s of %(submitted)s recommend") % facts,
    )
