"""Addresses of the staff's posting pages."""

from django.urls import path

from postings.staff.editor.views import EditView, SectionView
from postings.staff.pages.views import (
    LifecycleView,
    PostingCreateView,
    PostingDetailView,
    PostingListView,
    ReturnToDraftView,
)
from postings.staff.preview.views import PreviewView

# Closing has a page of its own, in the app that knows who still waits for an answer.
CHANGES = (
    "send_for_review",
    "publish",
    "approve",
    "pause",
    "reopen",
    "archive",
    "unarchive",
)

urlpatterns = [
    path("", PostingListView.as_view(), name="posting-list"),
    path("new", PostingCreateView.as_view(), name="posting-create"),
    path("<int:pk>/", PostingDetailView.as_view(), name="posting-detail"),
    path("<int:pk>/edit", EditView.as_view(), name="posting-edit"),
    path("<int:pk>/edit/<slug:key>", SectionView.as_view(), name="posting-edit-section"),
    path("<int:pk>/preview", PreviewView.as_view(), name="posting-preview"),
    path("<int:pk>/return-to-draft", ReturnToDraftView.as_view(), name="posting-return-to-draft"),
    *(
        path(
            f"<int:pk>/{action.replace('_', '-')}",
            LifecycleView.as_view(action=action),
            name=f"posting-{action.replace('_', '-')}",
        )
        for action in CHANGES
    ),
]
