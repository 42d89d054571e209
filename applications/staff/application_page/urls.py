from django.urls import path

from applications.staff.application_page import views

urlpatterns = [
    path(
        "staff/applications/<int:pk>/", views.ApplicationView.as_view(), name="application-detail"
    ),
    path(
        "staff/applications/<int:pk>/history",
        views.HistoryView.as_view(),
        name="application-history",
    ),
    path("staff/applications/<int:pk>/ask", views.AskView.as_view(), name="application-ask"),
    path(
        "staff/submissions/<int:pk>/accept",
        views.AcceptSubmissionView.as_view(),
        name="submission-accept",
    ),
]
