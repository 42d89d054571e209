"""Addresses below /staff/settings/tokens/."""

from django.urls import path

from ats.users.api_tokens import views

urlpatterns = [
    path("", views.TokensView.as_view(), name="tokens"),
    path("new", views.TokenCreateView.as_view(), name="token-create"),
    path("<int:pk>/revoke", views.TokenRevokeView.as_view(), name="token-revoke"),
]
