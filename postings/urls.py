"""Addresses of this app."""

from django.urls import URLPattern, URLResolver, include, path

from postings.importing.views import ImportView

urlpatterns: list[URLPattern | URLResolver] = [
    path("staff/postings/import", ImportView.as_view(), name="posting-import"),
    path("staff/postings/", include("postings.copying.urls")),
    path("staff/postings/", include("postings.staff.urls")),
    path("staff/settings/", include("postings.staff.texts.urls")),
    path("staff/settings/", include("postings.staff.settings.urls")),
    # Before the careers site, whose slugs could be UUIDs.
    path("", include("postings.boards.urls")),
    path("", include("postings.careers.urls")),
]
