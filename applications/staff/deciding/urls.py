from django.urls import path

from applications.staff.deciding import views

urlpatterns = [
    path(
        "staff/applications/<int:pk>/reject", views.RejectView.as_view(), name="application-reject"
    ),
    path("staff/applications/<int:pk>/hire", views.HireView.as_view(), name="application-hire"),
    path("staff/decisions/<int:pk>/undo", views.UndoDecisionView.as_view(), name="decision-undo"),
]
