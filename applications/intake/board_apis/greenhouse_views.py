"""One job at Greenhouse's job board API: read by anyone, applied for with a token."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from django.http import HttpResponse

from applications.intake.board_apis import callers, greenhouse
from applications.intake.board_apis.handover import Handover, Problem
from applications.intake.board_apis.views import Applying, Sent, rows, sentence
from applications.intake.queries import Receipt
from postings.application_form.models import Question
from postings.boards import queries as boards
from postings.boards.greenhouse_views import GreenhouseJobView as GreenhouseJobRead
from postings.boards.greenhouse_views import GreenhouseView
from postings.boards.views import as_json
from postings.posting.models import Posting


class GreenhouseApplying(Applying, GreenhouseView):
    def read_sent(self, sent: Sent, questions: list[Question]) -> Handover:
        return greenhouse.read(sent.values, sent.files, questions)

    def secret(self) -> str:
        return callers.user_name_of(self.request.headers.get("Authorization", ""))

    def taken(self, receipt: Receipt) -> HttpResponse:
        return as_json({"success": "Candidate saved successfully"})

    def refused(self, status: int, message: str) -> HttpResponse:
        response = super().refused(status, message)
        if status == 401:
            response["WWW-Authenticate"] = 'Basic realm="job board"'
        return response

    def refused_fields(self, problems: Iterable[Problem]) -> HttpResponse:
        said = list(problems)
        return as_json({"status": 422, "error": sentence(said), "errors": rows(said)}, status=422)


class GreenhouseJobView(GreenhouseApplying, GreenhouseJobRead):
    """`/v1/boards/{board}/jobs/{id}`: the job (GET), an application for it (POST)."""

    http_method_names = ["get", "head", "options", "post"]

    def find(self, values: dict[str, Any], kwargs: dict[str, Any], now: datetime) -> Posting | None:
        for name in ("id", "job_id"):
            values.pop(name, None)
        return boards.open_by_id(kwargs["job_id"], now=now)


class GreenhouseApplicationsView(GreenhouseApplying):
    """`/v1/boards/{board}/applications`: the same, with the job's number in the body."""

    http_method_names = ["options", "post"]

    def find(self, values: dict[str, Any], kwargs: dict[str, Any], now: datetime) -> Posting | None:
        named = [values.pop(name, None) for name in ("id", "job_id")]
        number = next((value for value in named if value not in (None, "")), "")
        return boards.open_by_id(str(number), now=now)
