"""Changing the parts of a posting that are columns of its own, its places and its openings."""

from collections.abc import Sequence
from dataclasses import asdict, replace
from datetime import datetime
from typing import TYPE_CHECKING

from django.db import IntegrityError, transaction

from ats.web.direction import without_overrides
from postings.posting import queries
from postings.posting.editing import (
    NOTHING_SEEN,
    NotAllowed,
    PostingClosed,
    Seen,
    StalePosting,
    edited,
)
from postings.posting.models import Department, Location, Posting
from postings.posting.references import free_slug
from postings.posting.rows import RowInUse, UnknownRow, sync_rows
from postings.posting.rules import has_public_address
from postings.posting.seats import SeatsTaken, check_enough
from postings.posting.sections import (
    Applying,
    Basics,
    Description,
    OpeningRow,
    Pay,
    Places,
    TranslationRow,
)
from postings.posting.texts import UnusableText, sync_pictures, usable_text

if TYPE_CHECKING:
    from ats.users.models import User

__all__ = [
    "NotAllowed",
    "OwnLanguage",
    "PostingClosed",
    "ReferenceTaken",
    "RowInUse",
    "SeatsTaken",
    "Seen",
    "StalePosting",
    "UnknownRow",
    "UnusableText",
    "WouldLockOut",
    "set_applying",
    "set_basics",
    "set_description",
    "set_openings",
    "set_pay",
    "set_places",
    "set_translations",
]


class ReferenceTaken(Exception):
    """Another posting has this reference."""


class OwnLanguage(Exception):
    """A translation is in the language that the posting itself is written in."""


class WouldLockOut(Exception):
    """The actor would not see the posting any more: confidential, and not on its team."""


def set_basics(
    *,
    actor: "User | None",
    posting_id: int,
    basics: Basics,
    seen: Seen = NOTHING_SEEN,
    now: datetime,
) -> Posting:
    """Set title, reference and the other basic facts; the address of a draft follows its title.

    The title is kept without characters that turn the reading around. Raises ReferenceTaken,
    WouldLockOut, or what `edited` raises.
    """
    basics = replace(basics, title=without_overrides(basics.title))
    with edited(
        "basics", queries.basics_of, actor=actor, posting_id=posting_id, seen=seen, now=now
    ) as posting:
        if queries.is_taken(posting, reference=basics.reference):
            raise ReferenceTaken
        if basics.title != posting.title and not has_public_address(posting):
            posting.slug = free_slug(basics.title, posting=posting)
        columns = asdict(basics) | {"department": department_named(basics.department)}
        _set(posting, columns)
        if not sees(actor, posting):
            raise WouldLockOut
    return posting


def sees(actor: "User | None", posting: Posting) -> bool:
    """Whether the actor will still see a posting that is about to be saved like this."""
    if actor is None or actor.role == "admin" or not posting.is_confidential:
        return True
    return posting.team.filter(user_id=actor.pk).exists()


def department_named(name: str) -> Department | None:
    """The department of that name in any case; a new one when there is none; None for ""."""
    if not name:
        return None
    existing = Department.objects.filter(name__iexact=name).first()
    if existing:
        return existing
    try:
        with transaction.atomic():
            return Department.objects.create(name=name)
    except IntegrityError:  # somebody else was faster
        return Department.objects.get(name=name)


def set_places(
    *,
    actor: "User | None",
    posting_id: int,
    places: Places,
    seen: Seen = NOTHING_SEEN,
    now: datetime,
) -> Posting:
    """Set the workplace, the working hours window and the list of places. Raises as `edited`."""
    with edited(
        "places", queries.places_of, actor=actor, posting_id=posting_id, seen=seen, now=now
    ) as posting:
        columns = asdict(places)
        columns.pop("places")
        _set(posting, columns)
        posting.locations.all().delete()
        Location.objects.bulk_create(
            Location(posting=posting, position=position, **asdict(place))
            for position, place in enumerate(dict.fromkeys(places.places))
        )
    return posting


def set_openings(
    *,
    actor: "User | None",
    posting_id: int,
    openings: Sequence[OpeningRow],
    seen: Seen = NOTHING_SEEN,
    now: datetime,
) -> Posting:
    """Set how many seats there are for which team.

    Raises RowInUse for an opening that was filled, SeatsTaken for one that would have fewer seats
    than were taken, RepeatedRow, UnknownRow, or what `edited` raises.
    """
    with edited(
        "openings", queries.openings_of, actor=actor, posting_id=posting_id, seen=seen, now=now
    ) as posting:
        check_enough(posting, openings)
        sync_rows(
            posting.openings,
            openings,
            unique="team",
            values=lambda row: {"team": row.team, "seats": row.seats},
        )
    return posting


def set_pay(
    *, actor: "User | None", posting_id: int, pay: Pay, seen: Seen = NOTHING_SEEN, now: datetime
) -> Posting:
    """Set the pay range. Raises as `edited`."""
    with edited(
        "pay", queries.pay_of, actor=actor, posting_id=posting_id, seen=seen, now=now
    ) as posting:
        _set(posting, asdict(pay))
    return posting


def set_applying(
    *,
    actor: "User | None",
    posting_id: int,
    applying: Applying,
    seen: Seen = NOTHING_SEEN,
    now: datetime,
) -> Posting:
    """Set the résumé policy, the promised answer time and the last day. Raises as `edited`."""
    with edited(
        "applying", queries.applying_of, actor=actor, posting_id=posting_id, seen=seen, now=now
    ) as posting:
        _set(posting, asdict(applying))
    return posting


def set_description(
    *,
    actor: "User | None",
    posting_id: int,
    description: Description,
    seen: Seen = NOTHING_SEEN,
    now: datetime,
) -> Posting:
    """Set the advert's text, Markdown. Raises UnusableText, or as `edited`."""
    description = replace(description, description=usable_text(description.description))
    with edited(
        "description",
        queries.description_of,
        actor=actor,
        posting_id=posting_id,
        seen=seen,
        now=now,
    ) as posting:
        _set(posting, asdict(description))
        sync_pictures(posting)
    return posting


def set_translations(
    *,
    actor: "User | None",
    posting_id: int,
    translations: Sequence[TranslationRow],
    seen: Seen = NOTHING_SEEN,
    now: datetime,
) -> Posting:
    """Set in which other languages the posting can be read, and its words in each.

    Raises OwnLanguage, UnusableText, RepeatedRow, UnknownRow, or what `edited` raises.
    """
    rows = [_usable_translation(row) for row in translations]
    with edited(
        "translations",
        queries.translations_of,
        actor=actor,
        posting_id=posting_id,
        seen=seen,
        now=now,
    ) as posting:
        if any(row.language == posting.language for row in rows):
            raise OwnLanguage
        sync_rows(
            posting.translations,
            rows,
            unique="language",
            values=lambda row: {
                "language": row.language,
                "title": row.title,
                "description": row.description,
            },
        )
        sync_pictures(posting)
    return posting


def _usable_translation(row: TranslationRow) -> TranslationRow:
    title = without_overrides(row.title)
    return replace(row, title=title, description=usable_text(row.description))


def _set(posting: Posting, columns: dict[str, object]) -> None:
    for name, value in columns.items():
        setattr(posting, name, value)
