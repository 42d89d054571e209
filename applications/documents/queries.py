"""Documents as pages show them."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING
from uuid import UUID

from django.db.models import F, QuerySet
from django.db.models.functions import Left
from django.utils.functional import Promise

from applications.documents import rules
from applications.documents.models import Document

if TYPE_CHECKING:
    from ats.users.models import User


@dataclass(frozen=True, slots=True)
class DocumentRow:
    """A line of the document list. `text` is the beginning; `has_more` says that it goes on."""

    document: Document
    reason: str | Promise
    text: str
    has_more: bool
    is_unconfirmed: bool  # sent from an address that nobody has confirmed
    may_download: bool
    may_check_again: bool


def document_rows(application_id: int, *, viewer: "User") -> list[DocumentRow]:
    """Return what `viewer` may see of an application's documents, newest first, in one query."""
    documents = (
        Document.objects.visible_to(viewer)
        .filter(application_id=application_id)
        .select_related("submission")
        .annotate(
            beginning=Left("text__text", rules.TEXT_SHOWN + 1),
            sent_at=F("submission__received_at"),
        )
        .order_by("-sent_at", "-pk")
    )
    return [_row(document, viewer) for document in documents]


def uploads_of_form(form_key: UUID) -> QuerySet[Document]:
    """Return what was uploaded with a form that has not been sent yet, oldest first."""
    return Document.objects.filter(form_key=form_key, submission=None).order_by("pk")


def unknown_names(names: Iterable[str]) -> set[str]:
    """Return those of the stored names that no document has."""
    wanted = set(names)
    known = Document.objects.filter(stored_name__in=wanted).values_list("stored_name", flat=True)
    return wanted - set(known)


def _row(document: Document, viewer: "User") -> DocumentRow:
    submission = document.submission
    text: str = getattr(document, "beginning", None) or ""
    return DocumentRow(
        document=document,
        reason=rules.REASONS.get(document.state_reason, ""),
        text=text[: rules.TEXT_SHOWN],
        has_more=len(text) > rules.TEXT_SHOWN,
        is_unconfirmed=submission is not None and submission.accepted_at is None,
        may_download=rules.may_download(viewer, document),
        may_check_again=rules.may_check_again(viewer, document),
    )
