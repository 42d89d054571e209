"""What becomes of a document after reading it, and who may take it out."""

from datetime import timedelta
from typing import TYPE_CHECKING

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from applications.candidates.rules import may_decide, may_see_contact
from applications.documents.extraction import Outcome
from applications.documents.models import Document, DocumentState

if TYPE_CHECKING:
    from ats.users.models import User

MOST_UPLOADS_PER_FORM = 5
# A form may stand open over night; what was never sent is nobody's business after that.
UPLOADS_KEPT = timedelta(hours=24)
# Longer than any upload with its form takes, so no file is removed before its row is there.
ORPHANS_KEPT = timedelta(days=1)
# Shown on the application page; the rest has a page of its own.
TEXT_SHOWN = 20_000

FILE_MISSING, READER_FAILED, TEXT_CUT = "file_missing", "reader_failed", "text_cut"

REASONS: dict[str, Promise] = {
    Outcome.NO_TEXT: _("No text could be read. It may be a scan or a picture."),
    TEXT_CUT: _("Only the first million characters were read."),
    Outcome.ENCRYPTED: _("It opens only with a password. Ask for a copy without one."),
    Outcome.DAMAGED: _("It could not be read: it is damaged, or not what its name says."),
    Outcome.TOO_SLOW: _("Reading it took longer than a document should."),
    Outcome.TOO_BIG: _("Reading it took more memory than a document should."),
    Outcome.NO_SANDBOX: _("This server has no safe place to read files in, so it was not read."),
    FILE_MISSING: _("The file is missing from the storage."),
    READER_FAILED: _("Reading it failed several times."),
}
_STATES = {Outcome.OK: DocumentState.READY, Outcome.NO_TEXT: DocumentState.READY}


def state_after(outcome: Outcome, *, truncated: bool) -> tuple[DocumentState, str]:
    """Return the state and the reason (a key of REASONS, or "") that reading leads to.

    What was refused by the reader is held although the first check took it: both must agree.
    """
    state = _STATES.get(outcome, DocumentState.HELD)
    if outcome is Outcome.OK:
        return state, TEXT_CUT if truncated else ""
    return state, outcome.value


def file_answer(document: Document) -> dict[str, object]:
    """Return what is stored of a file in Submission.answers; the document itself may go."""
    return {"document": document.pk, "name": document.original_name}


def may_download(user: "User", document: Document) -> bool:
    """Say whether `user`, who sees the document, may take the file out.

    Nobody may before it was read; a held one is for those who would write to the candidate.
    """
    if document.state == DocumentState.READY:
        return may_see_contact(user)
    return is_held(document) and document.state_reason != FILE_MISSING and may_decide(user)


def may_check_again(user: "User", document: Document) -> bool:
    """Say whether `user` may have a held document read once more."""
    return is_held(document) and may_decide(user)


def is_held(document: Document) -> bool:
    return document.state == DocumentState.HELD
