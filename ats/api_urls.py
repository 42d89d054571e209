"""All addresses below /api/v1/."""

from django.urls import URLPattern, URLResolver, include, path

from ats.api.docs import DocsView, SchemaView
from ats.users.api import MeView

app_name = "api"

urlpatterns: list[URLPattern | URLResolver] = [
    path("schema", SchemaView.as_view(), name="schema"),
    path("docs", DocsView.as_view(), name="docs"),
    path("me", MeView.as_view(), name="me"),
    path("", include("postings.api_urls")),
    path("", include("applications.api_urls")),
]
