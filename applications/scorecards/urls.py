from django.urls import path

from applications.scorecards import views

urlpatterns = [
    path("staff/applications/<int:pk>/scorecard", views.ScorecardView.as_view(), name="scorecard"),
    path("staff/applications/<int:pk>/reviewers", views.ReviewerView.as_view(), name="reviewers"),
]
