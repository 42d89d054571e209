"""The staff pages that compose many features."""

from django.urls import include, path

urlpatterns = [
    path("", include("applications.staff.home.urls")),
    path("", include("applications.staff.board.urls")),
    path("", include("applications.staff.moving.urls")),
    path("", include("applications.staff.deciding.urls")),
    path("", include("applications.staff.closing.urls")),
    path("", include("applications.staff.application_list.urls")),
    path("", include("applications.staff.application_page.urls")),
    path("", include("applications.staff.candidates.urls")),
    path("", include("applications.staff.outbox.urls")),
]
