"""Addresses below /staff/settings/ of what all postings share."""

from django.urls import path

from postings.staff.settings.views import CompanyListView

urlpatterns = [
    path(key, CompanyListView.as_view(key=key), name=f"settings-{key}")
    for key in ("stages", "criteria")
]
