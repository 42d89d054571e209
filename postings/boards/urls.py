"""Addresses of the board APIs, with and without a slash at the end.

The single job of Greenhouse and of Lever has its address in applications.intake.board_apis:
that is where applications are sent to, too.
"""

from collections.abc import Callable
from typing import Any

from django.urls import URLPattern, path

from postings.boards import (
    address_views,
    ashby_views,
    feed_views,
    greenhouse_views,
    lever_views,
)

BOARD = "v1/boards/<str:board>"
EDUCATION = ("schools", "degrees", "disciplines")


def both(route: str, view: Callable[..., Any], name: str) -> list[URLPattern]:
    """Return a route as it is and with a slash at the end: a redirect would lose what is sent."""
    return [path(route, view, name=name), path(f"{route}/", view, name=name)]


greenhouse = {
    "": (greenhouse_views.GreenhouseBoardView, "greenhouse-board"),
    "/jobs": (greenhouse_views.GreenhouseJobsView, "greenhouse-jobs"),
    "/departments": (greenhouse_views.GreenhouseDepartmentsView, "greenhouse-departments"),
    "/departments/<str:number>": (
        greenhouse_views.GreenhouseDepartmentsView,
        "greenhouse-department",
    ),
    "/offices": (greenhouse_views.GreenhouseOfficesView, "greenhouse-offices"),
    "/offices/<str:number>": (greenhouse_views.GreenhouseOfficesView, "greenhouse-office"),
    "/sections": (greenhouse_views.GreenhouseSectionsView, "greenhouse-sections"),
    "/sections/<str:number>": (greenhouse_views.GreenhouseSectionsView, "greenhouse-section"),
} | {
    f"/education/{kind}": (greenhouse_views.GreenhouseEducationView, f"greenhouse-{kind}")
    for kind in EDUCATION
}

urlpatterns = [
    *both("posting-api/job-board/<str:board>", ashby_views.AshbyBoardView.as_view(), "ashby-board"),
    *(
        pattern
        for route, (view, name) in greenhouse.items()
        for pattern in both(BOARD + route, view.as_view(), name)
    ),
    *both("v0/postings/<str:board>", lever_views.LeverPostingsView.as_view(), "lever-postings"),
    path("jobs/<uuid:public_id>", address_views.PostingByIdView.as_view(), name="posting-by-id"),
    *(
        path(
            f"jobs/<uuid:public_id>/{ending}",
            address_views.PostingByIdView.as_view(route="apply"),
            name="apply-by-id",
        )
        for ending in ("apply", "application")
    ),
    path("sitemap.xml", feed_views.SitemapView.as_view(), name="sitemap"),
    path("jobs.atom", feed_views.AtomView.as_view(), name="jobs-atom"),
    path("jobs.xml", feed_views.IndeedView.as_view(), name="jobs-xml"),
    path("robots.txt", feed_views.RobotsView.as_view(), name="robots"),
]
