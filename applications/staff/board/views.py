"""The board of a posting."""

from typing import Any

from django.core.exceptions import BadRequest
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import number_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from applications.candidates.rules import may_decide, may_move
from applications.closing.queries import Filling, filling_of
from applications.decisions.queries import seats_of
from applications.pipeline.queries import columns_of
from applications.staff.board import queries
from applications.staff.board.cards import cards_for
from applications.staff.board.drawing import draw_cards
from applications.staff.board.queries import CardRow
from applications.staff.views import CONTACT_ROLES
from ats.web.mixins import RolesRequired
from postings.posting.models import Posting, PostingStatus
from postings.stages.models import Stage


class BoardView(RolesRequired):
    roles = CONTACT_ROLES

    def get(self, request: HttpRequest, pk: int) -> HttpResponse:
        posting = get_object_or_404(visible_postings(request), pk=pk)
        columns = columns_of(posting.pk)
        rows = queries.first_cards([column.stage.pk for column in columns])
        cards = _dressed(request, [row for column in rows.values() for row in column])
        total = sum(column.count for column in columns)
        filling = filling_of(seats_of([posting.pk])[posting.pk], waiting=total)
        context = {
            "posting": posting,
            "filling": filling,
            "subtitle": _subtitle(filling),
            "total": total,
            "is_at_work": posting.status in (PostingStatus.OPEN, PostingStatus.PAUSED),
            "may_move": may_move(request.user),
            "may_decide": may_decide(request.user),
            "columns": [
                {
                    "stage": column.stage,
                    "count": column.count,
                    "cards": draw_cards(cards[row.id] for row in rows[column.stage.pk]),
                    "more_url": _more_url(column.stage, rows[column.stage.pk], left=column.count),
                }
                for column in columns
            ],
        }
        return render(request, "staff/board/board.html", context)


class ColumnView(RolesRequired):
    """The next cards of one column."""

    roles = CONTACT_ROLES

    def get(self, request: HttpRequest, pk: int, stage_pk: int) -> HttpResponse:
        posting = get_object_or_404(visible_postings(request), pk=pk)
        stage = get_object_or_404(Stage, pk=stage_pk, posting=posting)
        try:
            rows, has_more = queries.cards_after(stage.pk, request.GET.get("after", ""))
        except queries.InvalidCursor as error:
            raise BadRequest("after") from error
        cards = _dressed(request, rows)
        context: dict[str, Any] = {
            "cards": draw_cards(cards[row.id] for row in rows),
            "stage": stage,
            "more_url": _next_url(stage, rows[-1]) if has_more else "",
        }
        return render(request, "staff/board/cards.html", context)


def visible_postings(request: HttpRequest) -> QuerySet[Posting]:
    return Posting.objects.visible_to(request.user)


def _subtitle(filling: Filling) -> str:
    """Say how many are at it, and how many seats wait for them."""
    waiting = filling.waiting
    active = ngettext("%(total)s active application", "%(total)s active applications", waiting)
    text = active % {"total": number_format(waiting, force_grouping=True)}
    if filling.seats:
        facts = {"left": filling.left, "seats": filling.seats}
        text = f"{text} · " + _("%(left)s of %(seats)s seats left") % facts
    return text


def _dressed(request: HttpRequest, rows: list[CardRow]) -> dict[int, Any]:
    cards = cards_for(rows, viewer=request.user, now=timezone.now())
    return {card.row.id: card for card in cards}


def _more_url(stage: Stage, rows: list[CardRow], *, left: int) -> str:
    return _next_url(stage, rows[-1]) if rows and left > len(rows) else ""


def _next_url(stage: Stage, last: CardRow) -> str:
    url = reverse("pipeline-column", args=[stage.posting_id, stage.pk])
    return f"{url}?after={last.cursor}"
