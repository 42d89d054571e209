"""GET /posting-api/job-board/{board}, as Ashby answers it."""

from typing import Any

from django.http import HttpResponse

from ats.organisation.models import Organisation
from postings.boards import ashby, queries
from postings.boards.views import BoardRead, Listing, as_json


class AshbyBoardView(BoardRead):
    """All listed jobs at once; `includeCompensation=true` adds the pay."""

    def answer(self, organisation: Organisation, **kwargs: Any) -> Any:
        asks_for_pay = self.request.GET.get("includeCompensation", "").lower() == "true"
        return Listing(
            list(queries.listed_postings(now=self.now)),
            lambda posting: ashby.job(posting, with_compensation=asks_for_pay),
            before=f'{{"apiVersion":"{ashby.API_VERSION}","jobs":[',
            after="]}",
        )

    def refused(self, status: int, message: str) -> HttpResponse:
        code = "job_board_not_found"
        error = {"code": code, "message": message}
        document = {"success": False, "errors": [code], "errorInfo": error}
        return as_json(document, status=status)
