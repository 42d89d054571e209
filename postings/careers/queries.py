"""What the careers site reads; nothing here returns what the public may not see."""

from datetime import datetime

from django.contrib.postgres.expressions import ArraySubquery
from django.contrib.postgres.fields import ArrayField
from django.db.models import (
    BigIntegerField,
    BooleanField,
    F,
    Func,
    IntegerField,
    OuterRef,
    Prefetch,
    Q,
    QuerySet,
    Subquery,
    Value,
)
from django.db.models.functions import Coalesce

from ats.web.paging import Page
from postings.application_form.models import Question
from postings.careers.filters import Filters, facet_conditions
from postings.careers.rules import is_over, last_day_in_force, takes_applications
from postings.careers.search import matching, rank_of
from postings.careers.words import words_of
from postings.posting.models import Location, Opening, Posting, PostingTranslation

NEWEST = ("-published_at", "-id")
WITH_PLACES = Prefetch("locations", Location.objects.order_by("position", "pk"))
WITH_FACTS = (WITH_PLACES, Prefetch("openings", Opening.objects.order_by("position", "pk")))


def taking_applications(*, now: datetime) -> QuerySet[Posting]:
    """Return the postings that the world may read and apply for, listed or not."""
    in_time = Q(apply_by_on=None) | Q(apply_by_on__gte=last_day_in_force(now))
    return Posting.objects.public().filter(in_time, published_at__isnull=False)


def listed(*, now: datetime) -> QuerySet[Posting]:
    """Return the postings of lists, feeds and searches: open, public, in time, listed.

    Bare rows in no order; see NEWEST.
    """
    return taking_applications(now=now).filter(is_listed=True)


def open_postings(*, now: datetime) -> QuerySet[Posting]:
    """Return `listed` postings with their departments, locations and openings."""
    return listed(now=now).select_related("department").prefetch_related(*WITH_FACTS)


def found_by(typed: str, *, now: datetime, language: str) -> list[int] | None:
    """Return the listed postings that words find, the best title first, then the newest.

    None for a query without any word. One statement: counts, page and order all build on it,
    because looking through the adverts is the dear part of a search.
    """
    if not words_of(typed):
        return None
    found = listed(now=now).filter(matching(typed)).annotate(rank=rank_of(typed, language))
    return list(found.order_by("-rank", *NEWEST).values_list("pk", flat=True))


def among(ids: list[int] | None) -> Q:
    """Return the condition of being in what `found_by` returned."""
    if ids is None:
        return Q()
    # One array, where a thousand parameters would cost more than the statement.
    any_of = Func(
        F("pk"),
        _array(ids),
        template="(%(expressions)s))",
        arg_joiner=" = ANY(",
        output_field=BooleanField(),
    )
    return Q(any_of)


def _array(ids: list[int]) -> Value:
    return Value(ids, output_field=ArrayField(BigIntegerField()))


def matching_postings(
    filters: Filters, *, among: Q, now: datetime, language: str
) -> QuerySet[Posting]:
    """Return the rows of a list with their places, `teams`, `shown_title`, and no text."""
    conditions = facet_conditions(filters, now=now).values()
    return (
        listed(now=now)
        .filter(among, *conditions)
        .annotate(shown_title=title_in(language), teams=_TEAMS)
        .select_related("department")
        .prefetch_related(WITH_PLACES)
        .defer("description")
    )


def ranked_page(
    found: QuerySet[Posting], ids: list[int], *, after: str, before: str, size: int
) -> Page[Posting]:
    """Return a page of `found` in the order of `ids`; cursors are as those of keyset_page."""
    places = {str(pk): place for place, pk in enumerate(ids, start=1)}
    edge, backwards = places.get(before or after), bool(before)
    place = Func(
        _array(ids),
        F("pk"),
        function="array_position",
        output_field=IntegerField(),
    )
    rows = found.annotate(place=place)
    if edge is not None:
        rows = rows.filter(place__lt=edge) if backwards else rows.filter(place__gt=edge)
    backwards = backwards and edge is not None
    shown: list[Posting] = list(rows.order_by("-place" if backwards else "place")[: size + 1])
    more, shown = len(shown) > size, shown[:size]
    if backwards:
        shown.reverse()
    has_before, has_after = (more, True) if backwards else (edge is not None, more)
    return Page(
        shown,
        str(shown[0].pk) if shown and has_before else "",
        str(shown[-1].pk) if shown and has_after else "",
    )


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


def find_posting(slug: str, *, now: datetime) -> tuple[Posting | None, bool]:
    """Return (posting, False) when one may apply, (posting, True) when it is over, else (None, …).

    Drafts, paused and confidential postings are as if they did not exist; unlisted ones are there
    for whoever has their address.
    """
    return standing_of(Posting.objects.filter(slug=slug).first(), now=now)


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
