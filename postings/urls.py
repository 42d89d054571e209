"""Addresses of this app."""

from django.urls import URLPattern, URLResolver, include, path

urlpatterns: list[URLPattern | URLResolver] = [
    path("staff/postings/", include("postings.staff.urls")),
    path("", include("postings.careers.urls")),
]
