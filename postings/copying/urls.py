"""Addresses of history, duplicates and templates."""

from django.urls import path

from postings.copying import views

urlpatterns = [
    path("templates", views.TemplateListView.as_view(), name="posting-template-list"),
    path("templates/<int:pk>", views.TemplateRenameView.as_view(), name="posting-template-rename"),
    path(
        "templates/<int:pk>/delete",
        views.TemplateDeleteView.as_view(),
        name="posting-template-delete",
    ),
    path("<int:pk>/history", views.HistoryView.as_view(), name="posting-history"),
    path(
        "<int:pk>/history/<int:revision_pk>",
        views.RevisionView.as_view(),
        name="posting-revision",
    ),
    path("<int:pk>/duplicate", views.DuplicateView.as_view(), name="posting-duplicate"),
    path("<int:pk>/template", views.TemplateSaveView.as_view(), name="posting-template-save"),
]
