"""Addresses below /accounts/invitation/, the path that the link's cookie is limited to."""

from django.urls import path

from ats.users.people import invitation_views as views

urlpatterns = [
    path("", views.AcceptInvitationView.as_view(), name="invitation"),
    path("<slug:secret>", views.OpenInvitationView.as_view(), name="invitation-open"),
]
