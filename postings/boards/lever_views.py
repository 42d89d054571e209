"""GET /v0/postings/{site}, as Lever answers it."""

from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect

from ats.organisation.models import Organisation
from postings.boards import lever, queries
from postings.boards.views import (
    BadQuestion,
    BoardRead,
    BoardView,
    Listing,
    Unknown,
    as_json,
    readable,
)

LARGEST = 10**6


class LeverView(BoardView):
    unknown_board = unknown = "Document not found"

    def refused(self, status: int, message: str) -> HttpResponse:
        return as_json({"ok": False, "error": message}, status=status)


class LeverPostingsView(LeverView, BoardRead):
    """A bare list, narrowed, cut and grouped by parameters. As HTML there is the careers page."""

    def get(self, request: HttpRequest, board: str, **kwargs: Any) -> HttpResponseBase:
        if request.GET.get("mode", "json").lower() in ("html", "iframe"):
            return readable(redirect("careers"))
        return super().get(request, board, **kwargs)

    def answer(self, organisation: Organisation, **kwargs: Any) -> Any:
        asked = self.request.GET
        wanted = {name: values for name in lever.FILTERS if (values := asked.getlist(name))}
        by = asked.get("group", "")
        if by and by not in lever.GROUPS:
            raise BadQuestion("group is one of: " + ", ".join(lever.GROUPS))
        skip, limit = self._number("skip") or 0, self._number("limit")
        listed = queries.listed_postings(now=self.now)
        if wanted:
            postings = lever.narrowed(listed, wanted, skip=skip, limit=limit)
        else:
            postings = list(listed[skip : None if limit is None else skip + limit])
        if by:
            return lever.grouped(postings, by)
        return Listing(postings, lever.posting_object)

    def _number(self, name: str) -> int | None:
        text = self.request.GET.get(name, "")
        if not text:
            return None
        if not (text.isascii() and text.isdigit() and len(text) < 10):
            raise BadQuestion(f"{name} is a whole number")
        return min(int(text), LARGEST)


class LeverPostingView(LeverView, BoardRead):
    def answer(self, organisation: Organisation, **kwargs: Any) -> Any:
        found = queries.listed_by_public_id(kwargs["posting_id"], now=self.now)
        if found is None:
            raise Unknown
        return lever.posting_object(found)
