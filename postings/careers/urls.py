"""Addresses of the careers site."""

from django.urls import path

from postings.careers import embed_views, views
from postings.careers.picture_views import PictureView

urlpatterns = [
    path("", views.CareersView.as_view(), name="careers"),
    path("jobs/<slug:slug>", views.PostingView.as_view(), name="careers-posting"),
    path("embed/jobs", embed_views.EmbedView.as_view(), name="embed-jobs"),
    path("staff/settings/embed", embed_views.EmbedSettingsView.as_view(), name="settings-embed"),
    path("privacy", views.PrivacyView.as_view(), name="careers-privacy"),
    path("pictures/<uuid:key>", PictureView.as_view(), name="picture"),
]
