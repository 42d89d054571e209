"""Restoring sections, duplicating postings, and templates."""

from dataclasses import dataclass, field
from datetime import datetime
from typing import TYPE_CHECKING, Any

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from ats.events.actions import record
from postings.copying.filling import content_of, fill
from postings.copying.fitting import fitted
from postings.copying.models import PostingTemplate
from postings.copying.refusals import Refused, refusing
from postings.copying.rules import LONGEST_NAME, template_problem
from postings.copying.sections import KINDS
from postings.lifecycle.actions import create_posting
from postings.posting.editing import (
    NOTHING_SEEN,
    NotAllowed,
    PostingClosed,
    Seen,
    StalePosting,
    check_unchanged,
    lock_posting,
)
from postings.posting.models import Posting
from postings.posting.rules import is_editable, may_edit

if TYPE_CHECKING:
    from ats.users.models import User

__all__ = [
    "Made",
    "NameTaken",
    "NotAllowed",
    "PostingClosed",
    "Refused",
    "Restored",
    "StalePosting",
    "create_from_template",
    "delete_template",
    "duplicate_posting",
    "rename_template",
    "restore_section",
    "save_template",
]

_LONGEST_TITLE = 200


class NameTaken(Exception):
    """Another template has this name."""


@dataclass(frozen=True)
class Restored:
    """`left_out` names rows that could not come back; not `was_changed`: nothing differed."""

    posting: Posting
    left_out: list[str] = field(default_factory=list)
    was_changed: bool = True


@dataclass(frozen=True)
class Made:
    """A new draft; `left_out` says what of the original could not be taken along."""

    posting: Posting
    left_out: list[str] = field(default_factory=list)


def restore_section(
    *,
    actor: "User | None",
    posting_id: int,
    revision_id: int,
    seen: Seen = NOTHING_SEEN,
    now: datetime,
) -> Restored:
    """Set a section to what one of its revisions says, through the section's own action.

    Raises NotAllowed, PostingClosed, StalePosting, Refused where the section's rules forbid it
    today, Posting.DoesNotExist or Revision.DoesNotExist.
    """
    if not may_edit(actor):
        raise NotAllowed
    with transaction.atomic():
        posting = lock_posting(posting_id)
        if not is_editable(posting):
            raise PostingClosed
        revision = posting.revisions.get(pk=revision_id)
        if revision.section not in KINDS:
            raise Refused(_("Postings have no such section any more."))
        kind = KINDS[revision.section]
        current = kind.stored(posting)
        check_unchanged(posting, seen, section=kind.key, current=current)
        with refusing():
            found = fitted(kind, revision.value, posting)
            if kind.to_json(found.value) == kind.to_json(current):
                return Restored(posting, found.left_out, was_changed=False)
            posting = kind.save_value(found.value, actor=actor, posting_id=posting_id, now=now)
        data: dict[str, object] = {
            "section": kind.key,
            "revision": revision.pk,
            "version": posting.version,
        }
        record("posting.restored", subject=posting, actor=actor, now=now, data=data)
    return Restored(posting, found.left_out)


def duplicate_posting(*, actor: "User | None", posting_id: int, now: datetime) -> Made:
    """Make a draft with everything of a posting but its reference, address, schedule and people
    who applied. Whoever makes it is on its team.

    Raises NotAllowed or Posting.DoesNotExist.
    """
    if not may_edit(actor):
        raise NotAllowed
    with transaction.atomic():
        source = lock_posting(posting_id)
        title = _("Copy of %(title)s") % {"title": source.title}
        copy = create_posting(actor=actor, title=title[:_LONGEST_TITLE], now=now)
        left_out = fill(copy, content_of(source), actor=actor, now=now)
        data: dict[str, object] = {"from": source.pk}
        record("posting.duplicated", subject=copy, actor=actor, now=now, data=data)
    copy.refresh_from_db()
    return Made(copy, left_out)


def save_template(
    *, actor: "User | None", posting_id: int, name: str, now: datetime
) -> PostingTemplate:
    """Keep the content of a posting for others to begin with; its last day is not kept.

    Raises NotAllowed, Refused for a confidential posting, NameTaken or Posting.DoesNotExist.
    """
    if not may_edit(actor):
        raise NotAllowed
    with transaction.atomic():
        posting = lock_posting(posting_id)
        if problem := template_problem(posting):
            raise Refused(problem)
        template = PostingTemplate(
            name=_free_name(name),
            content=_lasting(content_of(posting)),
            posting=posting,
            created_by=actor,
            created_at=now,
            updated_at=now,
        )
        _save(template)
        record("posting_template.saved", subject=template, actor=actor, now=now)
    return template


def rename_template(
    *, actor: "User | None", template_id: int, name: str, now: datetime
) -> PostingTemplate:
    """Raises NotAllowed, NameTaken or PostingTemplate.DoesNotExist."""
    if not may_edit(actor):
        raise NotAllowed
    with transaction.atomic():
        template = PostingTemplate.objects.select_for_update().get(pk=template_id)
        template.name = _free_name(name, but=template)
        template.updated_at = now
        _save(template)
        record("posting_template.renamed", subject=template, actor=actor, now=now)
    return template


def delete_template(*, actor: "User | None", template_id: int, now: datetime) -> None:
    """Postings made from it stay. Raises NotAllowed or PostingTemplate.DoesNotExist."""
    if not may_edit(actor):
        raise NotAllowed
    with transaction.atomic():
        template = PostingTemplate.objects.select_for_update().get(pk=template_id)
        record("posting_template.deleted", subject=template, actor=actor, now=now)
        template.delete()


def create_from_template(
    *, actor: "User | None", template_id: int, title: str, now: datetime
) -> Made:
    """Make a draft with the content of a template; what does not fit any more is left out.

    Raises NotAllowed or PostingTemplate.DoesNotExist.
    """
    if not may_edit(actor):
        raise NotAllowed
    with transaction.atomic():
        template = PostingTemplate.objects.get(pk=template_id)
        posting = create_posting(actor=actor, title=title, now=now)
        content = template.content if isinstance(template.content, dict) else {}
        left_out = fill(posting, content, actor=actor, now=now)
        data: dict[str, object] = {"template": template.pk}
        record("posting.begun_from_template", subject=posting, actor=actor, now=now, data=data)
    posting.refresh_from_db()
    return Made(posting, left_out)


def _lasting(content: dict[str, Any]) -> dict[str, Any]:
    """Without what holds for one posting only."""
    return {**content, "applying": {**content["applying"], "apply_by_on": None}}


def _free_name(name: str, *, but: PostingTemplate | None = None) -> str:
    name = " ".join(name.split())[:LONGEST_NAME]
    others = PostingTemplate.objects.exclude(pk=but.pk) if but else PostingTemplate.objects.all()
    if others.filter(name__iexact=name).exists():
        raise NameTaken
    return name


def _save(template: PostingTemplate) -> None:
    try:
        with transaction.atomic():
            template.save()
    except IntegrityError as error:  # somebody else was faster
        raise NameTaken from error
