"""Taking the file out of a request: bounded while it arrives, checked, stored for its form."""

import uuid
from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.conf import settings
from django.core.files.uploadedfile import UploadedFile
from django.core.files.uploadhandler import FileUploadHandler, SkipFile

from applications.documents.actions import store_upload
from applications.documents.models import DocumentKind
from applications.documents.refusals import FileTooBig, UploadIncomplete, UploadRefused

FIELD = "resume"


class UploadLimit(FileUploadHandler):
    """Drops a file at the byte where it passes the limit, and keeps the fields around it."""

    is_too_big = False
    is_incomplete = False

    @property
    def has_trouble(self) -> bool:
        return self.is_too_big or self.is_incomplete

    def receive_data_chunk(self, raw_data: bytes, start: int) -> bytes:
        if start + len(raw_data) > settings.UPLOAD_LIMIT_BYTES:
            self.is_too_big = True
            raise SkipFile
        return raw_data

    def file_complete(self, file_size: int) -> None:
        return None

    def upload_interrupted(self) -> None:
        self.is_incomplete = True


def take_file(
    files: Mapping[str, "UploadedFile[Any]"],
    limit: UploadLimit,
    *,
    form_key: uuid.UUID,
    now: datetime,
) -> str:
    """Store the file of a request for its form; return what to tell the person, or "".

    Raises StorageFull.
    """
    try:
        if limit.is_too_big:
            raise FileTooBig
        if limit.is_incomplete:
            raise UploadIncomplete
        if (file := files.get(FIELD)) is not None:
            store_upload(form_key=form_key, uploaded_file=file, kind=DocumentKind.RESUME, now=now)
    except UploadRefused as refusal:
        return str(refusal)
    return ""
