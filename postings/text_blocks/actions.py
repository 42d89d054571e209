"""Writing shared texts, and choosing which ones a posting uses."""

from collections.abc import Sequence
from datetime import datetime
from typing import TYPE_CHECKING

from django.db import IntegrityError, transaction
from django.db.models import Max, QuerySet

from ats.events.actions import record
from ats.web.direction import without_overrides
from postings.posting.editing import NOTHING_SEEN, NotAllowed, Seen, edited
from postings.posting.models import Posting
from postings.posting.rows import UnknownRow, require_once
from postings.posting.texts import UnusableText, usable_text
from postings.text_blocks import queries, rules
from postings.text_blocks.models import PostingTextBlock, TextBlock, TextBlockText
from postings.text_blocks.queries import TextBlockRow, TextRow

if TYPE_CHECKING:
    from ats.users.models import User

__all__ = [
    "NameTaken",
    "NoText",
    "NotAllowed",
    "StaleTextBlock",
    "TextBlockInUse",
    "UnusableText",
    "change_text_block",
    "create_text_block",
    "delete_text_block",
    "move_text_block",
    "set_text_blocks",
]


class NameTaken(Exception):
    """Another shared text has this name."""


class NoText(Exception):
    """A shared text says nothing in any language."""


class TextBlockInUse(Exception):
    """Postings use the text that is to go."""

    def __init__(self, postings: list[Posting]) -> None:
        super().__init__(postings)
        self.postings = postings


class StaleTextBlock(Exception):
    """Somebody else changed it first; `block` and `texts` are as they are stored now."""

    def __init__(self, block: TextBlock, texts: tuple[TextRow, ...]) -> None:
        super().__init__(block.pk)
        self.block = block
        self.texts = texts


def set_text_blocks(
    *,
    actor: "User | None",
    posting_id: int,
    text_blocks: Sequence[TextBlockRow],
    seen: Seen = NOTHING_SEEN,
    now: datetime,
) -> Posting:
    """Set which shared texts a posting shows, and where.

    Raises UnknownRow for a text that is gone, RepeatedRow, or what `edited` raises.
    """
    with edited(
        "text_blocks",
        queries.text_blocks_of,
        actor=actor,
        posting_id=posting_id,
        seen=seen,
        now=now,
    ) as posting:
        wanted = [row.block for row in text_blocks]
        # Held, so that none of them is deleted before the uses are written.
        blocks = _locked(TextBlock.objects.filter(pk__in=wanted))
        if not blocks.keys() >= set(wanted):
            raise UnknownRow
        require_once([blocks[pk].name for pk in wanted])
        posting.text_blocks.all().delete()
        PostingTextBlock.objects.bulk_create(
            PostingTextBlock(
                posting=posting, block_id=row.block, placement=row.placement, position=position
            )
            for position, row in enumerate(text_blocks)
        )
    return posting


def create_text_block(
    *, actor: "User | None", name: str, texts: Sequence[TextRow], now: datetime
) -> TextBlock:
    """Add a shared text at the end of the list.

    Raises NotAllowed, NameTaken, NoText or UnusableText.
    """
    _require(actor)
    rows = _usable(texts)
    try:
        with transaction.atomic():
            last = TextBlock.objects.aggregate(last=Max("position"))["last"]
            block = TextBlock.objects.create(
                name=without_overrides(name),
                position=0 if last is None else last + 1,
                updated_at=now,
            )
            _write(block, rows)
            record("text_block.created", subject=block, actor=actor, now=now)
    except IntegrityError as error:
        raise NameTaken from error
    return block


def change_text_block(
    *,
    actor: "User | None",
    block_id: int,
    name: str,
    texts: Sequence[TextRow],
    expected_version: int,
    now: datetime,
) -> TextBlock:
    """Change a shared text on all postings that use it; they count as changed at `now`.

    Raises NotAllowed, StaleTextBlock, NameTaken, NoText, UnusableText or TextBlock.DoesNotExist.
    """
    _require(actor)
    rows = _usable(texts)
    try:
        with transaction.atomic():
            # First the postings, as `set_text_blocks` does, so that neither waits for the other.
            users = list(
                Posting.objects.filter(text_blocks__block_id=block_id)
                .order_by("pk")
                .select_for_update(of=("self",), no_key=True)
                .values_list("pk", flat=True)
            )
            block = TextBlock.objects.select_for_update(no_key=True).get(pk=block_id)
            if block.version != expected_version:
                raise StaleTextBlock(block, queries.texts_of_block(block))
            block.name, block.updated_at = without_overrides(name), now
            block.version += 1
            block.save()
            block.texts.all().delete()
            _write(block, rows)
            Posting.objects.filter(pk__in=users).update(updated_at=now)
            record("text_block.changed", subject=block, actor=actor, now=now)
    except IntegrityError as error:
        raise NameTaken from error
    return block


def move_text_block(*, actor: "User | None", block_id: int, step: int, now: datetime) -> None:
    """Move a shared text up (-1) or down (1) in the list; postings have an order of their own.

    Raises NotAllowed or TextBlock.DoesNotExist.
    """
    _require(actor)
    with transaction.atomic():
        found = _locked(TextBlock.objects.all()).values()
        blocks = sorted(found, key=lambda block: (block.position, block.pk))
        place = next((i for i, block in enumerate(blocks) if block.pk == block_id), None)
        if place is None:
            raise TextBlock.DoesNotExist
        moved = blocks.pop(place)
        blocks.insert(max(place + step, 0), moved)
        for position, block in enumerate(blocks):
            block.position = position
        TextBlock.objects.bulk_update(blocks, ["position"])
        record("text_block.moved", subject=moved, actor=actor, now=now)


def delete_text_block(*, actor: "User | None", block_id: int, now: datetime) -> None:
    """Delete a shared text that no posting uses.

    Raises NotAllowed, TextBlockInUse or TextBlock.DoesNotExist.
    """
    _require(actor)
    with transaction.atomic():
        block = TextBlock.objects.select_for_update().get(pk=block_id)
        if postings := queries.users_of(block):
            raise TextBlockInUse(postings)
        record("text_block.deleted", subject=block, actor=actor, now=now)
        block.delete()


def _locked(blocks: QuerySet[TextBlock]) -> dict[int, TextBlock]:
    """Lock blocks in the same order for everybody, so that nobody waits for each other."""
    return blocks.order_by("pk").select_for_update(no_key=True).in_bulk()


def _require(actor: "User | None") -> None:
    if not rules.may_change_texts(actor):
        raise NotAllowed


def _usable(texts: Sequence[TextRow]) -> list[TextRow]:
    rows = [
        TextRow(language=row.language, text=usable_text(row.text))
        for row in texts
        if row.text.strip()
    ]
    if not rows:
        raise NoText
    return rows


def _write(block: TextBlock, rows: Sequence[TextRow]) -> None:
    TextBlockText.objects.bulk_create(
        TextBlockText(block=block, language=row.language, text=row.text, position=position)
        for position, row in enumerate(rows)
    )
