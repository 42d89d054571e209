"""Addresses of this app below /api/v1/."""

from django.urls import URLPattern, URLResolver, path

from applications.decisions import api as decisions
from applications.pipeline import api as pipeline
from applications.scorecards import api as scorecards
from applications.staff.api import views

ONE = "applications/<int:pk>"

urlpatterns: list[URLPattern | URLResolver] = [
    path("applications", views.ApplicationListView.as_view(), name="application-list"),
    path(ONE, views.ApplicationDetailView.as_view(), name="application-detail"),
    path(f"{ONE}/moves", pipeline.MovesView.as_view(), name="application-moves"),
    path(f"{ONE}/rejection", decisions.RejectionView.as_view(), name="application-rejection"),
    path(f"{ONE}/hire", decisions.HireView.as_view(), name="application-hire"),
    path(f"{ONE}/scorecards", scorecards.ScoresView.as_view(), name="application-scorecards"),
    path(f"{ONE}/scorecards/own", scorecards.OwnCardView.as_view(), name="scorecard-own"),
    path(
        f"{ONE}/scorecards/own/submit",
        scorecards.SubmitCardView.as_view(),
        name="scorecard-submit",
    ),
    path(
        f"{ONE}/reviewers/<int:user_pk>",
        scorecards.ReviewerApiView.as_view(),
        name="application-reviewer",
    ),
    path("decisions/<int:pk>/undo", decisions.UndoView.as_view(), name="decision-undo"),
    path("candidates", views.CandidateListView.as_view(), name="candidate-list"),
    path("candidates/<int:pk>", views.CandidateDetailView.as_view(), name="candidate-detail"),
]
