"""All addresses of the installation."""

from django.urls import URLPattern, URLResolver, include, path

from ats.health import healthz
from ats.organisation.views import LogoView

urlpatterns: list[URLPattern | URLResolver] = [
    path("accounts/", include("ats.users.sign_in.urls")),
    path("accounts/invitation/", include("ats.users.people.invitation_urls")),
    path("staff/settings/people/", include("ats.users.people.urls")),
    path("staff/settings/tokens/", include("ats.users.api_tokens.urls")),
    path("staff/", include("ats.setup.urls")),
    path("healthz", healthz, name="healthz"),
    path("logo", LogoView.as_view(), name="logo"),
    path("api/v1/", include("ats.api_urls")),
    path("", include("postings.urls")),
    path("", include("applications.urls")),
]

handler400 = "ats.api.error_views.bad_request"
handler403 = "ats.api.error_views.permission_denied"
handler404 = "ats.api.error_views.page_not_found"
handler429 = "ats.users.sign_in.views.too_many_requests"
handler500 = "ats.api.error_views.server_error"
