"""Addresses of this app."""

from django.urls import URLPattern, URLResolver, include, path

urlpatterns: list[URLPattern | URLResolver] = [
    path("staff/documents/", include("applications.documents.urls")),
    path("", include("applications.intake.urls")),
    path("", include("applications.intake.board_apis.urls")),
    path("", include("applications.status_page.urls")),
    path("", include("applications.scorecards.urls")),
    path("", include("applications.staff.urls")),
]
