"""Addresses of this app below /api/v1/."""

from django.urls import URLPattern, URLResolver, path

from postings.staff.api import company_lists, copies, views

ONE = "postings/<int:pk>"

urlpatterns: list[URLPattern | URLResolver] = [
    path("default-stages", company_lists.DefaultStagesView.as_view(), name="default-stages"),
    path("criteria-library", company_lists.CriteriaLibraryView.as_view(), name="criteria-library"),
    path("posting-templates", copies.TemplateListView.as_view(), name="posting-template-list"),
    path(
        "posting-templates/<int:pk>/postings",
        copies.TemplateUseView.as_view(),
        name="posting-template-use",
    ),
    path("postings", views.PostingListView.as_view(), name="posting-list"),
    path(ONE, views.PostingDetailView.as_view(), name="posting-detail"),
    path(
        f"{ONE}/send-for-review", views.SendForReviewView.as_view(), name="posting-send-for-review"
    ),
    path(
        f"{ONE}/return-to-draft", views.ReturnToDraftView.as_view(), name="posting-return-to-draft"
    ),
    path(f"{ONE}/duplicate", copies.DuplicateView.as_view(), name="posting-duplicate"),
    path(f"{ONE}/history", copies.HistoryView.as_view(), name="posting-history"),
    path(
        f"{ONE}/history/<int:revision_pk>/restore",
        copies.RestoreView.as_view(),
        name="posting-restore",
    ),
    path(f"{ONE}/approve", views.ApproveView.as_view(), name="posting-approve"),
    path(f"{ONE}/publish", views.PublishView.as_view(), name="posting-publish"),
    path(f"{ONE}/pause", views.PauseView.as_view(), name="posting-pause"),
    path(f"{ONE}/reopen", views.ReopenView.as_view(), name="posting-reopen"),
    path(f"{ONE}/close", views.CloseView.as_view(), name="posting-close"),
    path(f"{ONE}/archive", views.ArchiveView.as_view(), name="posting-archive"),
    path(f"{ONE}/unarchive", views.UnarchiveView.as_view(), name="posting-unarchive"),
]
