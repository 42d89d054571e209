"""The sections of a posting as they are stored. Related rows that were prefetched are used."""

from typing import Any

from django.db.models import Model, Prefetch, QuerySet

from ats.web.sorting import human_key
from postings.posting.models import Department, Location, Opening, Posting, PostingTranslation
from postings.posting.sections import (
    Applying,
    Basics,
    Description,
    OpeningRow,
    Pay,
    Place,
    Places,
    TranslationRow,
)

WITH_PLACES = Prefetch("locations", Location.objects.order_by("position", "pk"))
WITH_OPENINGS = Prefetch("openings", Opening.objects.order_by("position", "pk"))
# For lists that show each posting in the reader's language (`translations.text_in`).
WITH_TRANSLATIONS = Prefetch("translations", PostingTranslation.objects.order_by("position", "pk"))


def in_order(rows: Any) -> list[Any]:
    """The related rows of a posting by position, without asking again for prefetched ones."""
    return sorted(rows.all(), key=lambda row: (row.position, row.pk))


def is_loaded(posting: Posting, rows: str) -> bool:
    """Whether the related rows of this name were prefetched, in whatever order."""
    return rows in getattr(posting, "_prefetched_objects_cache", {})


def basics_of(posting: Posting) -> Basics:
    return Basics(
        title=posting.title,
        reference=posting.reference,
        department=posting.department.name if posting.department else "",
        employment_type=posting.employment_type,
        reports_to=posting.reports_to,
        company=posting.company,
        source_url=posting.source_url,
        is_confidential=posting.is_confidential,
        is_listed=posting.is_listed,
        language=posting.language,
    )


def places_of(posting: Posting) -> Places:
    places = (
        Place(country=row.country, region=row.region, city=row.city)
        for row in in_order(posting.locations)
    )
    return Places(
        workplace_type=posting.workplace_type,
        window_from_minutes=posting.window_from_minutes,
        window_to_minutes=posting.window_to_minutes,
        places=tuple(places),
    )


def openings_of(posting: Posting) -> tuple[OpeningRow, ...]:
    rows = in_order(posting.openings)
    return tuple(OpeningRow(id=row.pk, team=row.team, seats=row.seats) for row in rows)


def pay_of(posting: Posting) -> Pay:
    return Pay(
        pay_min=posting.pay_min,
        pay_max=posting.pay_max,
        pay_currency=posting.pay_currency,
        pay_period=posting.pay_period,
    )


def applying_of(posting: Posting) -> Applying:
    return Applying(
        resume_policy=posting.resume_policy,
        reply_within_days=posting.reply_within_days,
        apply_by_on=posting.apply_by_on,
    )


def description_of(posting: Posting) -> Description:
    return Description(description=posting.description)


def translations_of(posting: Posting) -> tuple[TranslationRow, ...]:
    return tuple(
        TranslationRow(
            id=row.pk, language=row.language, title=row.title, description=row.description
        )
        for row in in_order(posting.translations)
    )


def department_names() -> list[str]:
    return sorted(Department.objects.values_list("name", flat=True), key=human_key)


def is_taken(posting: Posting, **values: object) -> bool:
    """Whether another posting has this reference, slug …"""
    manager: QuerySet[Model] = Posting.objects.filter(**values)
    return manager.exclude(pk=posting.pk).exists()
