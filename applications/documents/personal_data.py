"""Files that candidates sent, with the text that was read from them."""

from django.db import transaction
from django.db.models import F

from applications.candidates.models import Candidate
from applications.documents.actions import delete_documents
from applications.documents.models import Document


def collect(candidate: Candidate) -> list[dict[str, object]]:
    """Return every file's name, facts and text; `stored_name` finds its bytes in `files`."""
    documents = Document.objects.filter(application__candidate=candidate)
    return [
        dict(row)
        for row in documents.order_by("pk").values(
            *("kind", "original_name", "stored_name", "file_type", "size", "sha256"),
            *("state", "created_at"),
            text_read=F("text__text"),
            # An answer names its file by this number; the question may be gone.
            document=F("pk"),
            answers_question=F("question__label"),
            application_reference=F("application__reference"),
        )
    ]


def erase(candidate: Candidate) -> None:
    """Delete the documents, their texts, and after the commit their files."""
    with transaction.atomic():
        delete_documents(list(Document.objects.filter(application__candidate=candidate)))
