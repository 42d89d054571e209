"""Addresses of single jobs at the board APIs, which take applications, too."""

from applications.intake.board_apis.greenhouse_views import (
    GreenhouseApplicationsView,
    GreenhouseJobView,
)
from applications.intake.board_apis.lever_views import LeverPostingView
from postings.boards.urls import BOARD, both

urlpatterns = [
    *both(f"{BOARD}/jobs/<str:job_id>", GreenhouseJobView.as_view(), "greenhouse-job"),
    *both(
        f"{BOARD}/applications",
        GreenhouseApplicationsView.as_view(),
        "greenhouse-applications",
    ),
    *both(
        "v0/postings/<str:board>/<str:posting_id>",
        LeverPostingView.as_view(),
        "lever-posting",
    ),
]
