"""Shared texts, and the whole text of a posting that uses them."""

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from itertools import groupby
from typing import NamedTuple

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import Count, OuterRef, Prefetch, QuerySet

from ats.events.models import Event
from ats.web.sorting import human_key
from postings.posting.editing import last_change
from postings.posting.models import Posting
from postings.posting.queries import in_order, is_loaded
from postings.posting.translations import base, text_in
from postings.text_blocks.models import Placement, PostingTextBlock, TextBlock, TextBlockText

# With this a posting's texts need no statement of their own; two for a whole list of postings.
WITH_TEXTS = Prefetch(
    "text_blocks",
    PostingTextBlock.objects.select_related("block").prefetch_related("block__texts"),
)
# Which texts a posting uses, without what they say: names and languages, in one statement.
WITH_BLOCKS = Prefetch(
    "text_blocks",
    PostingTextBlock.objects.select_related("block").annotate(
        languages=ArraySubquery(
            TextBlockText.objects.filter(block=OuterRef("block_id"))
            .order_by("position", "pk")
            .values("language")
        )
    ),
)


@dataclass(frozen=True, kw_only=True)
class TextBlockRow:
    """A block on a posting; the order is that of the rows."""

    block: int
    placement: str = "after"


@dataclass(frozen=True, kw_only=True)
class TextRow:
    """What a block says in one language."""

    language: str
    text: str  # Markdown


@dataclass(frozen=True)
class Texts:
    """All that a posting says, in Markdown, in the order of the page.

    `version` is another one whenever a shared text changed, or other ones are used.
    """

    before: list[str]
    description: str
    after: list[str]
    version: str = ""

    @property
    def pieces(self) -> list[str]:
        return [*self.before, self.description, *self.after]


def texts_of(posting: Posting, language: str = "") -> Texts:
    """Return the posting's texts in `language`; what has none in it is as it was first written.

    One statement, none if WITH_TEXTS was prefetched; and what `text_in` needs.
    """
    before: list[str] = []
    after: list[str] = []
    versions = []
    for _use, lines in groupby(_lines(posting), key=lambda line: line.use):
        texts = list(lines)
        shown = _in(language, texts)
        (before if shown.placement == Placement.BEFORE else after).append(shown.text)
        versions.append(f"{shown.block}.{shown.version}{shown.placement[0]}")
    return Texts(before, text_in(posting, language).description, after, ",".join(versions))


def text_blocks_of(posting: Posting) -> tuple[TextBlockRow, ...]:
    """Return the section as it is stored; prefetched rows are used."""
    uses = in_order(posting.text_blocks)
    return tuple(TextBlockRow(block=use.block_id, placement=use.placement) for use in uses)


def block_choices() -> list[tuple[str, str]]:
    """Return every block as a choice of a form."""
    blocks = TextBlock.objects.order_by("position", "pk").values_list("pk", "name")
    return [(str(pk), name) for pk, name in blocks]


def block_names(ids: Collection[int]) -> dict[int, str]:
    """Return what blocks are called, by their number; those that are gone are missing."""
    return dict(TextBlock.objects.filter(pk__in=ids).values_list("pk", "name"))


def all_blocks() -> QuerySet[TextBlock]:
    """Return the blocks for their list: with texts and the number of postings that use them."""
    return (
        TextBlock.objects.annotate(use_count=Count("uses"))
        .prefetch_related(Prefetch("texts", TextBlockText.objects.order_by("position", "pk")))
        .order_by("position", "pk")
    )


def texts_of_block(block: TextBlock) -> tuple[TextRow, ...]:
    """Return a block's texts, the one that stands in for other languages first."""
    rows = block.texts.order_by("position", "pk")
    return tuple(TextRow(language=row.language, text=row.text) for row in rows)


def users_of(block: TextBlock) -> list[Posting]:
    """Return the postings that use a block, by title."""
    postings = Posting.objects.filter(text_blocks__block=block).only("pk", "title", "status")
    return sorted(postings, key=lambda posting: human_key(posting.title))


def last_changed_by(block: TextBlock) -> str:
    """Return the name of whoever changed a block last, "" when nobody knows."""
    events = Event.objects.filter(
        subject_type="textblock", subject_id=block.pk, verb="text_block.changed"
    )
    return last_change(events)[0]


class _Line(NamedTuple):
    """A text of a block on a posting."""

    use: int
    placement: str
    block: int
    version: int
    language: str
    text: str


def _lines(posting: Posting) -> Iterator[_Line]:
    """All texts of all blocks in order, from what was prefetched or in one statement."""
    if is_loaded(posting, "text_blocks"):
        for use in in_order(posting.text_blocks):
            for text in in_order(use.block.texts):
                version = use.block.version
                yield _Line(use.pk, use.placement, use.block_id, version, text.language, text.text)
        return
    found = (
        PostingTextBlock.objects.filter(posting=posting, block__texts__isnull=False)
        .order_by("position", "pk", "block__texts__position", "block__texts__pk")
        .values_list(
            "pk",
            "placement",
            "block_id",
            "block__version",
            "block__texts__language",
            "block__texts__text",
        )
    )
    yield from (_Line(*row) for row in found)


def _in(language: str, texts: list[_Line]) -> _Line:
    fitting = (line for line in texts if base(line.language) == base(language))
    return next(fitting, texts[0])
