"""What the careers site reads; nothing here returns what the public may not see."""

from datetime import datetime

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import F, OuterRef, Prefetch, Q, QuerySet, Subquery
from django.db.models.functions import Coalesce

from postings.application_form.models import Question
from postings.careers.filters import Filters, facet_conditions
from postings.careers.rules import is_over, last_day_in_force, takes_applications
from postings.careers.search import matching, rank_of
from postings.posting.models import Location, Opening, Posting, PostingTranslation

NEWEST = ("-published_at", "-id")
BEST = ("-rank", *NEWEST)
WITH_PLACES = Prefetch("locations", Location.objects.order_by("position", "pk"))
WITH_FACTS = (WITH_PLACES, Prefetch("openings", Opening.objects.order_by("position", "pk")))


def listed(*, now: datetime) -> QuerySet[Posting]:
    """Return the postings of lists, feeds and searches: open, public, in time, listed.

    Bare rows in no order; see NEWEST.
    """
    return _taking_applications(now).filter(is_listed=True)


def open_postings(*, now: datetime) -> QuerySet[Posting]:
    """Return `listed` postings with their departments, locations and openings."""
    return listed(now=now).select_related("department").prefetch_related(*WITH_FACTS)


def matching_postings(
    filters: Filters, *, now: datetime, language: str
) -> tuple[QuerySet[Posting], tuple[str, ...]]:
    """Return the rows of a list and their order: the best titles first, the newest first.

    A row has its places, `teams` and `shown_title` in `language`, and no text.
    """
    conditions = facet_conditions(filters, now=now).values()
    found = (
        listed(now=now)
        .filter(matching(filters.q), *conditions)
        .annotate(shown_title=title_in(language), teams=_TEAMS)
    )
    rows = found.select_related("department").prefetch_related(WITH_PLACES).defer("description")
    if filters.q:
        return rows.annotate(rank=rank_of(filters.q, language)), BEST
    return rows, NEWEST


def title_in(language: str) -> Coalesce:
    """Return the title as the reader's language has it, by the rule of `text_in`."""
    base = language.lower().partition("-")[0]
    translated = PostingTranslation.objects.filter(
        Q(description__gt="") | Q(posting__description=""),
        posting=OuterRef("pk"),
        language__istartswith=base,
    ).exclude(posting__language__istartswith=base)
    return Coalesce(Subquery(translated.values("title")[:1]), F("title"))


_TEAMS = ArraySubquery(
    Opening.objects.filter(posting=OuterRef("pk"))
    .exclude(team="")
    .order_by("position", "pk")
    .values("team")
)


def find_posting(
    slug: str, *, now: datetime, with_facts: bool = True
) -> tuple[Posting | None, bool]:
    """Return (posting, False) when one may apply, (posting, True) when it is over, else (None, …).

    Drafts, paused and confidential postings are as if they did not exist; unlisted ones are there
    for whoever has their address. Its facts are its department, locations and openings.
    """
    found = Posting.objects.filter(slug=slug)
    if with_facts:
        found = found.select_related("department").prefetch_related(*WITH_FACTS)
    return standing_of(found.first(), now=now)


def standing_of(posting: Posting | None, *, now: datetime) -> tuple[Posting | None, bool]:
    """Say of any posting what the public may know of it; see find_posting."""
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
