"""The history of a posting: who changed what, and its life in between."""

from dataclasses import dataclass
from typing import Any

from django.db.models import F, OuterRef, Q, QuerySet, Subquery, Value

from ats.events.models import Event
from ats.users.models import User
from postings.copying.differences import Line, differences, lines_of, names_in
from postings.copying.entries import LIFE, Changes, Entry, Life
from postings.copying.models import PostingTemplate
from postings.copying.sections import Kind, people_names
from postings.posting.models import Posting, Revision

PAGE = 30
_REVISION, _EVENT = "r", "e"


@dataclass(frozen=True)
class HistoryPage:
    """`before` and `after` are cursors, "" where there is no such page."""

    rows: list[Entry]
    before: str
    after: str


def history_page(
    posting: Posting, *, viewer: User, after: str = "", before: str = "", size: int = PAGE
) -> HistoryPage:
    """Return a page of a posting's history, the newest first, at a constant number of statements.

    Cursors are opaque; one that names nothing starts at the first page. A posting or template
    that `viewer` may not see is not named.
    """
    edge = _edge(posting, before or after)
    backwards = bool(before) and edge is not None
    keys = _keys(posting, edge, backwards)[: size + 1]
    found = list(keys)
    more, found = len(found) > size, found[:size]
    if backwards:
        found.reverse()
    has_before, has_after = (more, True) if backwards else (edge is not None, more)
    return HistoryPage(
        _entries(posting, found, viewer),
        _cursor(found[0]) if found and has_before else "",
        _cursor(found[-1]) if found and has_after else "",
    )


def templates(viewer: User) -> QuerySet[PostingTemplate]:
    """The templates that `viewer` may see, without their content, with who made them."""
    found = PostingTemplate.objects.visible_to(viewer)
    return found.select_related("created_by").defer("content")


Key = dict[str, Any]


def _keys(posting: Posting, edge: Key | None, backwards: bool) -> QuerySet[Any, Key]:
    """When, what and which, of changes and life together."""
    columns = ("at", "source", "number")
    revisions = posting.revisions.annotate(
        at=F("created_at"), source=Value(_REVISION), number=F("pk")
    )
    events = _life_of(posting).annotate(at=F("occurred_at"), source=Value(_EVENT), number=F("pk"))
    parts: list[QuerySet[Any, Key]] = []
    for queryset, source in ((revisions, _REVISION), (events, _EVENT)):
        limited = queryset.filter(_beyond(edge, source, backwards)) if edge else queryset
        parts.append(limited.values(*columns))
    signs = "" if backwards else "-"
    return parts[0].union(parts[1], all=True).order_by(*(f"{signs}{name}" for name in columns))


def _beyond(edge: Key, source: str, backwards: bool) -> Q:
    """What of a source comes after the edge: older, or newer when paging backwards."""
    way = "gt" if backwards else "lt"
    further = Q(**{f"at__{way}": edge["at"]})
    if source == edge["source"]:
        return further | Q(at=edge["at"], **{f"number__{way}": edge["number"]})
    is_further = (source > edge["source"]) == backwards
    return further | Q(at=edge["at"]) if is_further else further


def _life_of(posting: Posting) -> QuerySet[Event]:
    return Event.objects.filter(subject_type="posting", subject_id=posting.pk, verb__in=LIFE)


def _edge(posting: Posting, cursor: str) -> Key | None:
    source, number = cursor[:1], cursor[1:]
    if source not in (_REVISION, _EVENT) or not number.isdecimal() or len(number) > 18:
        return None
    rows: Any = posting.revisions if source == _REVISION else _life_of(posting)
    column = "created_at" if source == _REVISION else "occurred_at"
    at = rows.filter(pk=number).values_list(column, flat=True).first()
    return {"at": at, "source": source, "number": int(number)} if at else None


def _cursor(key: Key) -> str:
    return f"{key['source']}{key['number']}"


def _entries(posting: Posting, keys: list[Key], viewer: User) -> list[Entry]:
    numbers = {
        source: [key["number"] for key in keys if key["source"] == source]
        for source in (_REVISION, _EVENT)
    }
    revisions = with_previous(posting).in_bulk(numbers[_REVISION])
    events = Event.objects.in_bulk(numbers[_EVENT])
    rows: list[Any] = [*revisions.values(), *events.values()]
    people = people_names({row.actor_id for row in rows if row.actor_id is not None})
    changes = Changes(posting, list(revisions.values()), people)
    life = Life(list(events.values()), people, viewer)
    return [
        changes.entry(revisions[key["number"]])
        if key["source"] == _REVISION
        else life.entry(events[key["number"]])
        for key in keys
    ]


def with_previous(posting: Posting) -> QuerySet[Revision]:
    """Revisions with `previous`, the value of the one before of the same section, or None."""
    earlier = Revision.objects.filter(
        posting=OuterRef("posting"), section=OuterRef("section"), pk__lt=OuterRef("pk")
    ).order_by("-pk")
    return posting.revisions.annotate(previous=Subquery(earlier.values("value")[:1]))


def lines_now(kind: Kind, stored: Any, then: Any) -> list[Line]:
    """What restoring would change: from what is stored to what was stored then."""
    return differences(kind, stored, then, names_in(kind, [stored, then]))


def lines_then(kind: Kind, then: Any) -> list[str]:
    return lines_of(kind, then, names_in(kind, [then]))
