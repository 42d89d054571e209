"""The one way in which a file that somebody sent leaves the server again."""

from typing import BinaryIO
from urllib.parse import quote

from django.http import FileResponse

BLOCK_SIZE = 64 * 1024


def attachment_response(
    file: BinaryIO, *, ascii_name: str, filename: str, media_type: str
) -> FileResponse:
    """Stream an open file as a download that no browser renders, frames, sniffs or keeps.

    `ascii_name` is ours and plain (old clients read it); `filename` is the cleaned name that the
    person gave, encoded as RFC 6266 and RFC 8187 say. The file is closed with the response.
    """
    response = FileResponse(file, content_type=media_type)
    response.block_size = BLOCK_SIZE
    response["Content-Disposition"] = content_disposition(ascii_name, filename)
    response["Content-Security-Policy"] = "sandbox; default-src 'none'"
    response["X-Content-Type-Options"] = "nosniff"
    response["Cross-Origin-Resource-Policy"] = "same-origin"
    response["Cache-Control"] = "no-store"
    return response


def content_disposition(ascii_name: str, filename: str) -> str:
    """Return the header's value for a download under these two names."""
    encoded = quote(filename, safe="")
    return f"attachment; filename=\"{ascii_name}\"; filename*=UTF-8''{encoded}"
