"""Addresses of applying."""

from django.urls import path

from applications.intake import views

urlpatterns = [
    path("jobs/<slug:slug>/apply", views.ApplyView.as_view(), name="apply"),
    path("applied/", views.DoneView.as_view(), name="apply-done"),
]
