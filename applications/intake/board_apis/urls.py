"""Addresses of single jobs at the board APIs, which take applications, too."""

from applications.intake.board_apis import views
from postings.boards.urls import BOARD, both

urlpatterns = [
    *both(f"{BOARD}/jobs/<str:job_id>", views.GreenhouseJobView.as_view(), "greenhouse-job"),
    *both(
        f"{BOARD}/applications",
        views.GreenhouseApplicationsView.as_view(),
        "greenhouse-applications",
    ),
    *both(
        "v0/postings/<str:board>/<str:posting_id>",
        views.LeverPostingView.as_view(),
        "lever-posting",
    ),
]
