"""All addresses of the installation."""

from django.urls import URLPattern, URLResolver, include, path

urlpatterns: list[URLPattern | URLResolver] = [
    path("", include("postings.urls")),
    path("", include("applications.urls")),
]
