"""One posting at Lever's postings API: read by anyone, applied for with a token."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from django.http import HttpResponse

from applications.intake.board_apis import callers, lever
from applications.intake.board_apis.handover import Handover, Problem
from applications.intake.board_apis.views import Applying, Sent, rows, sentence
from applications.intake.queries import Receipt
from postings.application_form.models import Question
from postings.boards import queries as boards
from postings.boards.lever_views import LeverPostingView as LeverPostingRead
from postings.boards.views import as_json
from postings.posting.models import Posting


class LeverPostingView(Applying, LeverPostingRead):
    """`/v0/postings/{site}/{id}`: the posting (GET), an application for it (POST)."""

    http_method_names = ["get", "head", "options", "post"]

    def read_sent(self, sent: Sent, questions: list[Question]) -> Handover:
        return lever.read(sent.values, sent.files, questions)

    def secret(self) -> str:
        # In the address, as they want it, it is in logs, too; so the header does as well.
        header = callers.user_name_of(self.request.headers.get("Authorization", ""))
        return header or self.request.GET.get("key", "")

    def find(self, values: dict[str, Any], kwargs: dict[str, Any], now: datetime) -> Posting | None:
        return boards.open_by_public_id(kwargs["posting_id"], now=now)

    def taken(self, receipt: Receipt) -> HttpResponse:
        return as_json({"ok": True, "applicationId": receipt.reference})

    def refused_fields(self, problems: Iterable[Problem]) -> HttpResponse:
        said = list(problems)
        return as_json({"ok": False, "error": sentence(said), "errors": rows(said)}, status=400)
