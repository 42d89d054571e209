"""Applications over all postings that somebody may see, filtered."""

import re
from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

from django.db.models import Q, QuerySet

from applications.candidates.models import Application
from applications.candidates.queries import with_flagged_answer
from applications.candidates.references import normalise_reference
from applications.candidates.rules import fold, fold_email
from applications.decisions.rules import DUE_SOON_DAYS

if TYPE_CHECKING:
    from ats.users.models import User

COUNT_CAP = 10_000
ORDERS: dict[str, tuple[str, ...]] = {
    "newest": ("-submitted_at", "-id"),
    "oldest": ("submitted_at", "id"),
    "due": ("reply_by_on", "id"),
}
_REFERENCE = re.compile(r"[0-9A-HJKMNP-TV-Z]{4}-[0-9A-HJKMNP-TV-Z]{4}")


def matching_applications(
    viewer: "User", filters: dict[str, Any], *, today: date
) -> QuerySet[Application]:
    """Return what `viewer` may see of the applications that fit; unknown filters are ignored.

    They come with the columns that the list shows.

    `filters` are cleaned values of the filter form: q, posting, stage, kind, status, door, due,
    flagged, source.
    """
    condition = _named(filters.get("q") or "") & _due(filters.get("due") or "", today=today)
    if filters.get("flagged"):
        condition &= Q(pk__in=with_flagged_answer().values("application"))
    for key, column in _COLUMNS.items():
        if value := filters.get(key):
            condition &= Q(**{column: value})
    return (
        Application.objects.visible_to(viewer)
        .filter(condition)
        .select_related("candidate", "posting", "stage")
        .only(*_SHOWN)
    )


def capped_count(applications: QuerySet[Application]) -> tuple[int, bool]:
    """Count up to 10,000; the second value says that there are more."""
    count = applications.order_by()[: COUNT_CAP + 1].count()
    return min(count, COUNT_CAP), count > COUNT_CAP


# A posting has thirty columns, and an advert among them.
_SHOWN = (
    "reference",
    "status",
    "door",
    "source",
    "submitted_at",
    "answered_at",
    "reply_by_on",
    "candidate__name",
    "posting__title",
    "stage__name",
)
_COLUMNS = {
    "posting": "posting",
    "stage": "stage",
    "kind": "stage__kind",
    "status": "status",
    "door": "door",
    "source": "source",
}


def _named(typed: str) -> Q:
    """Match a reference or an address as a whole, and a name from its beginning."""
    typed = typed.strip()
    if not typed:
        return Q()
    if "@" in typed:
        return Q(candidate__email=fold_email(typed))
    condition = Q(candidate__name_folded__startswith=fold(typed))
    reference = normalise_reference(typed)
    if _REFERENCE.fullmatch(reference):
        condition |= Q(reference=reference)
    return condition


def _due(wanted: str, *, today: date) -> Q:
    if not wanted:
        return Q()
    condition = Q(answered_at=None, status="active")
    if wanted == "overdue":
        condition &= Q(reply_by_on__lt=today)
    if wanted == "soon":
        last = today + timedelta(days=DUE_SOON_DAYS)
        condition &= Q(reply_by_on__gte=today, reply_by_on__lte=last)
    return condition
