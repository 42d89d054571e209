"""Taking files out of a request: bounded while they arrive, checked, stored for their form."""

import re
import uuid
from collections.abc import Collection, Mapping
from datetime import datetime
from typing import Any

from django.conf import settings
from django.core.files.uploadedfile import UploadedFile
from django.core.files.uploadhandler import FileUploadHandler, SkipFile

from applications.documents.actions import store_upload
from applications.documents.models import DocumentKind
from applications.documents.refusals import FileTooBig, UploadIncomplete, UploadRefused

RESUME = "resume"
_QUESTION = re.compile(r"q([0-9]{1,18})")


class UploadLimit(FileUploadHandler):
    """Drops a file at the byte where it passes the limit, and keeps the fields around it.

    Remembers the fields whose file was too big or did not arrive whole.
    """

    def __init__(self, request: Any = None) -> None:
        super().__init__(request)
        self.too_big: set[str] = set()
        self.incomplete: set[str] = set()

    @property
    def troubled(self) -> set[str]:
        return self.too_big | self.incomplete

    @property
    def is_too_big(self) -> bool:
        return bool(self.too_big)

    @property
    def is_incomplete(self) -> bool:
        return bool(self.incomplete)

    def receive_data_chunk(self, raw_data: bytes, start: int) -> bytes:
        if start + len(raw_data) > settings.UPLOAD_LIMIT_BYTES:
            self.too_big.add(str(self.field_name))
            raise SkipFile
        return raw_data

    def file_complete(self, file_size: int) -> None:
        return None

    def upload_interrupted(self) -> None:
        self.incomplete.add(str(self.field_name or RESUME))


def wanted_fields(fields: Collection[str], *, wants_resume: bool) -> list[str]:
    """Return those of a request's file fields that are taken, in their order.

    A file for a question that the posting does not ask (any more) is taken too: it was asked for
    when the form was opened.
    """
    return [
        name for name in fields if (name == RESUME and wants_resume) or _QUESTION.fullmatch(name)
    ]


def take_files(
    fields: Collection[str],
    files: Mapping[str, "UploadedFile[Any]"],
    limit: UploadLimit,
    *,
    form_key: uuid.UUID,
    now: datetime,
) -> dict[str, str]:
    """Store the files in some fields of a request for its form; return what was wrong, by field.

    Raises StorageFull.
    """
    problems = {}
    for name in fields:
        try:
            _take_file(name, files, limit, form_key, now)
        except UploadRefused as refusal:
            problems[name] = str(refusal)
    return problems


def _take_file(
    name: str,
    files: Mapping[str, "UploadedFile[Any]"],
    limit: UploadLimit,
    form_key: uuid.UUID,
    now: datetime,
) -> None:
    if name in limit.too_big:
        raise FileTooBig
    if name in limit.incomplete:
        raise UploadIncomplete
    question = _QUESTION.fullmatch(name)
    store_upload(
        form_key=form_key,
        uploaded_file=files[name],
        kind=DocumentKind.OTHER if question else DocumentKind.RESUME,
        question_id=int(question[1]) if question else None,
        now=now,
    )
