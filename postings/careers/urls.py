"""Addresses of the careers site."""

from django.urls import path

from postings.careers import views

urlpatterns = [
    path("", views.CareersView.as_view(), name="careers"),
    path("jobs/<slug:slug>", views.PostingView.as_view(), name="careers-posting"),
    path("privacy", views.PrivacyView.as_view(), name="careers-privacy"),
]
