"""What the careers site reads; nothing here returns what the public may not see."""

from dataclasses import dataclass
from datetime import datetime

from django.db.models import Prefetch, Q, QuerySet

from ats.web.sorting import human_key
from postings.application_form.models import Question
from postings.careers.rules import is_over, last_day_in_force, takes_applications
from postings.posting.models import Location, Opening, Posting, WorkplaceType

NEWEST = ("-published_at", "-id")
_WITH_FACTS = (
    Prefetch("locations", Location.objects.order_by("position", "pk")),
    Prefetch("openings", Opening.objects.order_by("position", "pk")),
)


@dataclass(frozen=True)
class Facets:
    """What the open postings can be narrowed to: (value, label) pairs."""

    departments: list[tuple[str, str]]
    workplaces: list[tuple[str, str]]


def open_postings(*, now: datetime, department: str = "", workplace: str = "") -> QuerySet[Posting]:
    """Return postings that take applications; an unknown filter value narrows to nothing.

    Departments, locations and openings come along; the order is the caller's (see NEWEST).
    """
    found = _taking_applications(now).select_related("department").prefetch_related(*_WITH_FACTS)
    if department:
        found = found.filter(department=int(department)) if _is_id(department) else found.none()
    if workplace:
        found = found.filter(workplace_type=workplace)
    return found


def facets(*, now: datetime) -> Facets:
    """Return the departments and kinds of workplace of all open postings, in one statement."""
    rows = list(
        _taking_applications(now)
        .values_list("department_id", "department__name", "workplace_type")
        .distinct()
    )
    departments = {(str(pk), name) for pk, name, _ in rows if pk is not None}
    workplaces = {workplace for _, _, workplace in rows}
    return Facets(
        sorted(departments, key=lambda pair: human_key(pair[1])),
        [(value, str(label)) for value, label in WorkplaceType.choices if value in workplaces],
    )


def find_posting(
    slug: str, *, now: datetime, with_facts: bool = True
) -> tuple[Posting | None, bool]:
    """Return (posting, False) when one may apply, (posting, True) when it is over, else (None, …).

    Drafts, paused and confidential postings are as if they did not exist. Its facts are its
    department, locations and openings.
    """
    found = Posting.objects.filter(slug=slug)
    if with_facts:
        found = found.select_related("department").prefetch_related(*_WITH_FACTS)
    posting = found.first()
    if posting is not None and takes_applications(posting, now=now):
        return posting, False
    if posting is not None and is_over(posting, now=now):
        return posting, True
    return None, False


def find_published(slug: str) -> Posting | None:
    """Return a posting that the public may have seen, whatever became of it since."""
    return Posting.objects.filter(
        slug=slug, published_at__isnull=False, is_confidential=False
    ).first()


def questions_of(posting: Posting) -> QuerySet[Question]:
    """Return the posting's own questions in the order of the form."""
    return Question.objects.filter(posting=posting).order_by("position", "pk")


def _taking_applications(now: datetime) -> QuerySet[Posting]:
    in_time = Q(apply_by_on=None) | Q(apply_by_on__gte=last_day_in_force(now))
    return Posting.objects.public().filter(in_time, published_at__isnull=False)


def _is_id(text: str) -> bool:
    return text.isascii() and text.isdigit() and len(text) <= 18
