"""Addresses of the staff's posting pages."""

from django.urls import path

from postings.staff.editor.views import EditView, PreviewView, SectionView
from postings.staff.pages.views import (
    LifecycleView,
    PostingCreateView,
    PostingDetailView,
    PostingListView,
)

urlpatterns = [
    path("", PostingListView.as_view(), name="posting-list"),
    path("new", PostingCreateView.as_view(), name="posting-create"),
    path("<int:pk>/", PostingDetailView.as_view(), name="posting-detail"),
    path("<int:pk>/edit", EditView.as_view(), name="posting-edit"),
    path("<int:pk>/edit/<slug:key>", SectionView.as_view(), name="posting-edit-section"),
    path("<int:pk>/preview", PreviewView.as_view(), name="posting-preview"),
    *(
        path(f"<int:pk>/{action}", LifecycleView.as_view(action=action), name=f"posting-{action}")
        for action in ("publish", "pause", "reopen", "close")
    ),
]
