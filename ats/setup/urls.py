"""Addresses below /staff/ of the first steps and the settings."""

from django.urls import path

from ats.setup import views

urlpatterns = [
    path("first-steps", views.FirstStepsView.as_view(), name="first-steps"),
    path("settings/", views.SettingsView.as_view(), name="settings"),
    path("settings/organisation", views.OrganisationPage.as_view(), name="organisation"),
    path("settings/rules", views.RulesView.as_view(), name="organisation-rules"),
    path("settings/mail-test", views.MailTestView.as_view(), name="mail-test"),
    path("settings/profile", views.ProfileView.as_view(), name="profile"),
]
