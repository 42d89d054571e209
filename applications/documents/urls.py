"""Addresses of documents; all below staff/documents/."""

from django.urls import path

from applications.documents.views import (
    DocumentCheckAgainView,
    DocumentDownloadView,
    DocumentTextView,
)

urlpatterns = [
    path("<int:pk>/file", DocumentDownloadView.as_view(), name="document-download"),
    path("<int:pk>/text", DocumentTextView.as_view(), name="document-text"),
    path("<int:pk>/check", DocumentCheckAgainView.as_view(), name="document-check-again"),
]
