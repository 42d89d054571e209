"""Adding a picture."""

import hashlib
from datetime import datetime
from typing import TYPE_CHECKING

from django.db import transaction

from ats.events.actions import record
from postings.pictures.encoding import CONTENT_TYPE, Encoded
from postings.pictures.models import Picture
from postings.posting.editing import NotAllowed
from postings.posting.rules import may_edit

if TYPE_CHECKING:
    from ats.users.models import User

__all__ = ["NotAllowed", "add_picture"]


def add_picture(
    *, actor: "User | None", encoded: Encoded, original_name: str = "", now: datetime
) -> Picture:
    """Keep a picture that postings.pictures.encoding has written. Raises NotAllowed.

    Until a text that is saved names it, only its uploader sees it. It is never changed, and never
    deleted: earlier versions of a text may be restored, with their pictures.
    """
    if not may_edit(actor):
        raise NotAllowed
    with transaction.atomic():
        picture = Picture.objects.create(
            digest=hashlib.sha256(encoded.image).hexdigest(),
            image=encoded.image,
            content_type=CONTENT_TYPE,
            width=encoded.width,
            height=encoded.height,
            original_name="".join(c for c in original_name if c.isprintable())[:200],
            created_by=actor,
            created_at=now,
        )
        record("picture.added", subject=picture, actor=actor, now=now)
    return picture
