"""What the board APIs have in common that take applications, each with a token."""

import hashlib
from abc import abstractmethod
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.conf import settings
from django.core.exceptions import BadRequest
from django.db import InterfaceError, OperationalError
from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.decorators import method_decorator
from django.views.decorators.csrf import csrf_exempt

from applications.intake.actions import (
    DoorClosed,
    FileMissing,
    NoStage,
    NothingSaid,
    PostingNotOpen,
    ResumeMissing,
)
from applications.intake.board_apis import callers, payload
from applications.intake.board_apis.actions import Refused, form_key_of, hand_in
from applications.intake.board_apis.handover import Handover, Problem
from applications.intake.queries import Receipt
from applications.intake.uploads import UploadLimit
from applications.intake.views import BROKEN, TOO_MUCH
from ats.files.storage import StorageFull
from ats.organisation.models import Organisation
from ats.users.api_tokens.actions import note_use
from ats.users.models import ApiToken
from postings.application_form.models import Question
from postings.boards import queries as boards
from postings.boards.views import BoardView
from postings.careers.queries import questions_of
from postings.posting.models import Posting

# Two files of ten megabytes in base64, and the text around them.
LARGEST_JSON = 30 * 1024 * 1024
RETRY_SECONDS = 30
NOT_WHOLE = "The body is broken, or did not arrive whole."


class Stop(Exception):
    """The request ends here: a status, a sentence, and seconds to wait where that helps."""

    def __init__(self, status: int, message: str, *, wait: int = 0) -> None:
        super().__init__(message)
        self.status, self.message, self.wait = status, message, wait


@dataclass(frozen=True)
class Sent:
    """What came; `body` are bytes that are the same when it is sent again."""

    values: dict[str, Any]
    files: Mapping[str, Any]
    body: bytes


@method_decorator(csrf_exempt, name="dispatch")
class Applying(BoardView):
    """Takes applications (POST). Nothing is read of a request before its token is known.

    No session and no cookie has a say here, so there is nothing that another site could ride on.
    """

    def post(self, request: HttpRequest, board: str, **kwargs: Any) -> HttpResponse:
        now = timezone.now()
        try:
            response = self._take(board, kwargs, now)
        except Stop as stop:
            response = self.refused(stop.status, stop.message)
            if stop.wait:
                response["Retry-After"] = str(stop.wait)
        except Refused as refusal:
            response = self.refused_fields(refusal.problems)
        response["Cache-Control"] = "no-store"
        return response

    @abstractmethod
    def secret(self) -> str:
        """Return the token as the vendor's clients send it."""

    @abstractmethod
    def find(self, values: dict[str, Any], kwargs: dict[str, Any], now: datetime) -> Posting | None:
        """Return the posting that is meant; what only names it is taken out of `values`."""

    @abstractmethod
    def read_sent(self, sent: Sent, questions: list[Question]) -> Handover:
        """Return what was sent by the names of our form."""

    @abstractmethod
    def taken(self, receipt: Receipt) -> HttpResponse:
        """Return the vendor's answer to an application that arrived."""

    @abstractmethod
    def refused_fields(self, problems: Iterable[Problem]) -> HttpResponse:
        """Return a refusal that names what is wrong, field by field."""

    def _take(self, board: str, kwargs: dict[str, Any], now: datetime) -> HttpResponse:
        try:
            token = self._caller(now)
            found = boards.board_named(board, now=now)
            if found is None:
                raise Stop(404, self.unknown_board)
            sent = self._sent()
            posting = self.find(sent.values, kwargs, now)
            if posting is None:
                raise Stop(404, self.unknown)
            receipt = self._hand_in(posting, token, found[0], sent, now)
            return self.taken(receipt)
        except (OperationalError, InterfaceError) as error:
            raise Stop(503, "Try again in a while.", wait=RETRY_SECONDS) from error

    def _caller(self, now: datetime) -> ApiToken:
        if settings.SECURE_SSL_REDIRECT and not self.request.is_secure():
            raise Stop(403, "Call by HTTPS. Revoke this token: it was sent in the open.")
        try:
            token = callers.caller(self.secret(), now=now)
            callers.count(token, now=now)
        except callers.NoToken as error:
            raise Stop(401, "There is no token, or it is unknown, expired or revoked.") from error
        except callers.WrongScope as error:
            raise Stop(403, "This token only reads. Make one that sends applications.") from error
        except callers.TooMany as error:
            message = f"Too many applications in this minute. Wait {error.wait} seconds."
            raise Stop(429, message, wait=error.wait) from error
        note_use(token, now=now)
        return token

    def _sent(self) -> Sent:
        try:
            if self.request.content_type == "application/json":
                values = payload.from_json(self._json())
                return Sent(values, {}, payload.canonical(values))
            if self.request.content_type in (
                "application/x-www-form-urlencoded",
                "multipart/form-data",
            ):
                return self._form()
        except payload.Malformed as problem:
            raise Stop(400, str(problem)) from problem
        raise Stop(415, "Send JSON, a form, or multipart/form-data.")

    def _json(self) -> bytes:
        length = int(self.request.META.get("CONTENT_LENGTH") or 0)
        if length > LARGEST_JSON:
            raise Stop(413, "This is more than we read: at most 30 MB of JSON.")
        try:
            body = self.request.read(LARGEST_JSON)
        except OSError as error:
            raise Stop(400, NOT_WHOLE) from error
        if len(body) < length:
            raise Stop(400, NOT_WHOLE)
        return body

    def _form(self) -> Sent:
        limit = UploadLimit(self.request)
        self.request.upload_handlers.insert(0, limit)
        try:
            values, files = payload.from_form(self.request.POST), self.request.FILES
        except BadRequest as error:
            raise Stop(415, "Send forms in UTF-8.") from error
        except TOO_MUCH as error:
            raise Stop(413, "This is more than we read.") from error
        except BROKEN as error:
            raise Stop(400, NOT_WHOLE) from error
        if limit.is_too_big:
            raise Stop(413, "A file is larger than 10 MB.")
        if limit.is_incomplete:
            raise Stop(400, NOT_WHOLE)
        if double := [name for name in files if len(files.getlist(name)) > 1]:
            raise Refused([Problem(name, "Send one file.") for name in double])
        digests = {name: _digest(file) for name, file in files.items()}
        body = payload.canonical({"sent": values, "files": digests})
        return Sent(values, dict(files.items()), body)

    def _hand_in(
        self,
        posting: Posting,
        token: ApiToken,
        organisation: Organisation,
        sent: Sent,
        now: datetime,
    ) -> Receipt:
        questions = list(questions_of(posting))
        handed = self.read_sent(sent, questions)
        try:
            return hand_in(
                posting=posting,
                questions=questions,
                handed=handed,
                form_key=self._form_key(posting, token, handed, sent, now),
                source=token.name,
                notice_version=organisation.privacy_notice_version,
                now=now,
            )
        except (PostingNotOpen, NoStage) as error:
            raise Stop(404, self.unknown) from error
        except StorageFull as error:
            message = "We have no room for the file just now."
            raise Stop(507, message, wait=RETRY_SECONDS) from error
        except (DoorClosed, NothingSaid, ResumeMissing, FileMissing) as error:
            # What the posting asks for changed while this was read.
            raise Stop(409, "The job asks for something else now. Read it again.") from error

    def _form_key(
        self, posting: Posting, token: ApiToken, handed: Handover, sent: Sent, now: datetime
    ) -> UUID:
        return form_key_of(
            token_id=token.pk,
            posting_id=posting.pk,
            email=handed.email,
            named=self.request.headers.get("Idempotency-Key", ""),
            body=sent.body,
            day=now.date().isoformat(),
        )


def rows(problems: Iterable[Problem]) -> list[dict[str, str]]:
    """Return the problems one by one, for clients that show them beside their fields."""
    return [{"field": problem.field, "message": problem.message} for problem in problems]


def sentence(problems: Iterable[Problem]) -> str:
    """Return all problems in one text, for clients that show only that."""
    return "; ".join(f"{problem.field}: {problem.message}" for problem in problems)


def _digest(file: Any) -> str:
    digest = hashlib.sha256((file.name or "").encode(errors="replace") + b"\n")
    for chunk in file.chunks():
        digest.update(chunk)
    return digest.hexdigest()
