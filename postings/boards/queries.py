"""What programs of other systems read: listed postings, and when anything about them changed."""

from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from hashlib import sha256
from typing import Any
from uuid import UUID

from django.contrib.postgres.aggregates import StringAgg
from django.db.models import (
    DateTimeField,
    F,
    Max,
    OuterRef,
    Prefetch,
    QuerySet,
    Subquery,
    TextField,
    Value,
)
from django.db.models.functions import MD5, Cast, Concat, Greatest

from ats.organisation.models import Organisation
from postings.careers.queries import NEWEST, listed, open_postings, taking_applications
from postings.careers.rules import last_day_in_force
from postings.posting.models import Department, Posting, PostingTranslation, Revision
from postings.text_blocks.models import PostingTextBlock, TextBlock
from postings.text_blocks.queries import WITH_TEXTS

# Counts up when the same postings are written in another way than before.
FORMAT = 1
# The sections of the editor whose changes the public can see.
PUBLIC_SECTIONS = (
    *("basics", "description", "places", "openings", "pay", "applying", "questions"),
    *("text_blocks", "translations"),
)
_WEST = timedelta(hours=12)  # a last day is over when it is over there, see careers.rules


@dataclass(frozen=True, slots=True)
class State:
    """All that a machine-readable answer depends on, as one short text, and its last change."""

    tag: str
    changed_at: datetime


def board_named(name: str, *, now: datetime) -> tuple[Organisation, State] | None:
    """Return the organisation if that is how programs call its board, in any case of letters."""
    found = current(now=now)
    is_it = found is not None and name.casefold() == found[0].board_name.casefold()
    return found if is_it else None


def current(*, now: datetime) -> tuple[Organisation, State] | None:
    """Return the organisation with the state of all that it lists, in one statement.

    A posting that was listed and is not any more changes both parts of the state, also when its
    last day has passed without anybody doing anything. None before the first steps.
    """
    organisation = Organisation.objects.filter(pk=1).annotate(**_state_columns(now)).first()
    return (organisation, _state(organisation)) if organisation is not None else None


def listed_postings(*, now: datetime) -> QuerySet[Posting]:
    """Return the postings that lists may show, newest first, with their public facts.

    `changed_at` is the last change of what the public sees of each.
    """
    found = open_postings(now=now).prefetch_related(WITH_TEXTS)
    return with_public_change(found).order_by(*NEWEST)


def listed_addresses(*, now: datetime) -> QuerySet[Posting]:
    """Return the listed postings with no more than their addresses, languages and last change."""
    languages = Prefetch("translations", PostingTranslation.objects.only("posting", "language"))
    found = with_public_change(listed(now=now)).prefetch_related(languages)
    return found.only("slug", "language", "published_at").order_by(*NEWEST)


def listed_by_id(number: str, *, now: datetime) -> Posting | None:
    """Return a listed posting by its number as an address names it."""
    return _by_id(listed_postings(now=now), number)


def listed_by_public_id(text: str, *, now: datetime) -> Posting | None:
    """Return a listed posting by its UUID as an address names it."""
    return _by_public_id(listed_postings(now=now), text)


def open_by_id(number: str, *, now: datetime) -> Posting | None:
    """Return a posting that one may apply for, also one that is in no list, by its number."""
    return _by_id(taking_applications(now=now), number)


def open_by_public_id(text: str, *, now: datetime) -> Posting | None:
    """Return a posting that one may apply for, also one that is in no list, by its UUID."""
    return _by_public_id(taking_applications(now=now), text)


def _by_id(postings: QuerySet[Posting], number: str) -> Posting | None:
    if not (number.isascii() and number.isdigit() and len(number) <= 18):
        return None
    return postings.filter(pk=int(number)).first()


def _by_public_id(postings: QuerySet[Posting], text: str) -> Posting | None:
    try:
        public_id = UUID(text)
    except ValueError:
        return None
    return postings.filter(public_id=public_id).first()


def with_public_change(postings: QuerySet[Posting]) -> QuerySet[Posting]:
    """Add `changed_at`: published, a public section saved, or a shared text of it changed."""
    saved = Revision.objects.filter(posting=OuterRef("pk"), section__in=PUBLIC_SECTIONS)
    shared = PostingTextBlock.objects.filter(posting=OuterRef("pk"))
    return postings.annotate(
        changed_at=Greatest(
            F("published_at"),
            Subquery(_latest(saved.values("posting"), "created_at")),
            Subquery(_latest(shared.values("posting"), "block__updated_at")),
            output_field=DateTimeField(),
        )
    )


def _state_columns(now: datetime) -> dict[str, Subquery]:
    # Of drafts nobody outside may know, nor when somebody works on them.
    published = Posting.objects.filter(published_at__isnull=False)
    over = published.filter(apply_by_on__lt=last_day_in_force(now))
    return {
        "listed_as": Subquery(_one(listed(now=now), MD5(_joined("pk", "version")))),
        "departments_as": Subquery(_one(Department.objects.all(), MD5(_joined("pk", "name")))),
        "postings_at": Subquery(_one(published, Max("updated_at"))),
        "texts_at": Subquery(_one(TextBlock.objects.all(), Max("updated_at"))),
        "over_on": Subquery(_one(over, Max("apply_by_on"))),
    }


def _state(row: Any) -> State:
    over_at = _end_of(row.over_on) if row.over_on else None
    moments = (row.updated_at, row.postings_at, row.texts_at, over_at)
    parts = (FORMAT, row.updated_at, row.listed_as, row.texts_at, row.departments_as)
    tag = sha256(repr(parts).encode()).hexdigest()[:32]
    return State(tag, max(moment for moment in moments if moment))


def _end_of(day: date) -> datetime:
    return datetime.combine(day, time(), UTC) + timedelta(days=1) + _WEST


def _latest(rows: QuerySet[Any], column: str) -> QuerySet[Any]:
    latest: QuerySet[Any] = rows.order_by().annotate(latest=Max(column)).values("latest")
    return latest


def _one(rows: QuerySet[Any], figure: Any) -> QuerySet[Any]:
    """Return a figure over all rows, as a subquery."""
    together = rows.order_by().annotate(all=Value(1)).values("all")
    one: QuerySet[Any] = together.annotate(of=figure).values("of")
    return one


def _joined(*columns: str) -> StringAgg:
    texts = (Cast(column, TextField()) for column in columns)
    parts = (part for text in texts for part in (text, Value(":")))
    together = Concat(*parts, output_field=TextField())
    return StringAgg(together, delimiter=",", order_by=columns[0])
