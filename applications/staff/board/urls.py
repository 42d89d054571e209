from django.urls import path

from applications.staff.board import views

urlpatterns = [
    path("staff/postings/<int:pk>/board", views.BoardView.as_view(), name="pipeline-board"),
    path(
        "staff/postings/<int:pk>/board/<int:stage_pk>",
        views.ColumnView.as_view(),
        name="pipeline-column",
    ),
]
