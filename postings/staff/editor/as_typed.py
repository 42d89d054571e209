"""A posting with what stands in the editor's forms, saved or not, for looking at it."""

from collections.abc import Callable, Sequence
from dataclasses import asdict
from typing import Any

from django.db.models import Model

from postings.posting.models import Department, Location, Opening, Posting, PostingTranslation
from postings.staff.editor.section import Data, Section
from postings.staff.editor.sections import SECTIONS
from postings.text_blocks.models import PostingTextBlock, TextBlock


def apply_typed(posting: Posting, data: Data) -> list[str]:
    """Change a posting in memory as far as the forms that were sent can be read.

    Nothing is stored. Returns the titles of the sections that show what is stored instead, because
    something in them is wrong.
    """
    wrong = []
    for key, apply in _APPLY.items():
        section = SECTIONS.get(key)
        if section is None or not _was_sent(section, data):
            continue
        inputs = section.bound(data)
        if inputs.is_valid():
            apply(posting, section.value(inputs))
        elif key != "description":
            wrong.append(str(section.title))
    # Shown whatever is wrong with it: that is what one wants to see.
    posting.description = str(data.get("description-description", posting.description))
    return wrong


def _was_sent(section: Section, data: Data) -> bool:
    prefix = f"{section.key}-"
    return any(name.startswith(prefix) for name in data)


def _basics(posting: Posting, basics: Any) -> None:
    columns = asdict(basics)
    name = columns.pop("department")
    _columns(posting, columns)
    posting.department = Department(name=name) if name else None


def _places(posting: Posting, section: Any) -> None:
    columns = asdict(section)
    places = columns.pop("places")
    _columns(posting, columns)
    _rows(posting, "locations", [Location(posting=posting, **place) for place in places])


def _openings(posting: Posting, rows: Any) -> None:
    made = [Opening(posting=posting, team=row.team, seats=row.seats) for row in rows]
    _rows(posting, "openings", made)


def _translations(posting: Posting, rows: Any) -> None:
    made = [
        PostingTranslation(
            posting=posting, language=row.language, title=row.title, description=row.description
        )
        for row in rows
    ]
    _rows(posting, "translations", made)


def _text_blocks(posting: Posting, rows: Any) -> None:
    blocks = TextBlock.objects.prefetch_related("texts").in_bulk([row.block for row in rows])
    made = [
        PostingTextBlock(posting=posting, block=blocks[row.block], placement=row.placement)
        for row in rows
        if row.block in blocks
    ]
    _rows(posting, "text_blocks", made)


def _plain(posting: Posting, section: Any) -> None:
    _columns(posting, asdict(section))


def _columns(posting: Posting, columns: dict[str, Any]) -> None:
    for name, value in columns.items():
        setattr(posting, name, value)


def _rows(posting: Posting, name: str, rows: Sequence[Any]) -> None:
    """Let `posting.<name>.all()` answer with rows that are not stored, as after a prefetch."""
    model: type[Model] = getattr(posting, name).model
    answer = model._default_manager.none()
    for position, row in enumerate(rows):
        # Numbered, because rows are put in order by position and key.
        row.position, row.pk = position, position + 1
    answer._result_cache = list(rows)
    cache = posting.__dict__.setdefault("_prefetched_objects_cache", {})
    cache[name] = answer


_APPLY: dict[str, Callable[[Posting, Any], None]] = {
    "basics": _basics,
    "description": _plain,
    "translations": _translations,
    "text_blocks": _text_blocks,
    "places": _places,
    "openings": _openings,
    "pay": _plain,
    "applying": _plain,
}
