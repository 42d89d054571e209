"""Open postings like another one, fetched along with it."""

from datetime import datetime
from typing import Any

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import Case, Exists, OuterRef, Q, Value, When
from django.db.models.functions import JSONObject

from postings.careers.facts import Row, facts_in_short
from postings.careers.queries import listed, title_in
from postings.posting.models import Location, Opening

MOST = 4
_PLACE = JSONObject(country="country", region="region", city="city")


def similar_to_outer(*, now: datetime, language: str) -> ArraySubquery:
    """Return an annotation for one posting: listed ones of its department or teams, as JSON.

    A team in common weighs most, then the department, then a country; among equals the newest.
    """
    # Two queries further in: the candidate is the outer one there, and the posting that of it.
    posting = OuterRef(OuterRef(OuterRef("pk")))
    own_teams = Opening.objects.filter(posting=posting).exclude(team="").values("team")
    own_countries = Location.objects.filter(posting=posting).values("country")
    with_team = Opening.objects.filter(team__in=own_teams).values("posting")
    there = Location.objects.filter(posting=OuterRef("pk"), country__in=own_countries)
    same_team, same_department = Q(pk__in=with_team), Q(department=OuterRef("department"))
    likeness = _one_if(same_team, 4) + _one_if(same_department, 2) + _one_if(Q(Exists(there)), 1)
    places = Location.objects.filter(posting=OuterRef("pk")).order_by("position", "pk")
    found = (
        listed(now=now)
        .filter(same_team | same_department)
        .exclude(pk=OuterRef("pk"))
        .annotate(likeness=likeness)
        .order_by("-likeness", "-published_at", "-pk")
    )
    shown = JSONObject(
        slug="slug",
        version="version",
        title=title_in(language),
        workplace="workplace_type",
        places=ArraySubquery(places.values(json=_PLACE)),
    )
    return ArraySubquery(found.values(json=shown)[:MOST])


def similar_rows(found: list[dict[str, Any]]) -> list[Row]:
    """Return what the annotation found as rows of a list."""
    return [
        Row(
            slug=each["slug"],
            title=each["title"],
            facts=facts_in_short(
                [Location(**place) for place in each["places"]], each["workplace"]
            ),
        )
        for each in found
    ]


def _one_if(condition: Q, points: int) -> Case:
    return Case(When(condition, then=Value(points)), default=Value(0))
