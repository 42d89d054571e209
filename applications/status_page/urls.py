"""Addresses of the candidate's own page."""

from django.urls import path

from applications.status_page import views

urlpatterns = [
    path("status/", views.StatusPageView.as_view(), name="status"),
    path("status/withdraw", views.WithdrawView.as_view(), name="status-withdraw"),
    path("status/confirm", views.ConfirmView.as_view(), name="status-confirm"),
    path("status/<str:token>", views.OpenView.as_view(), name="status-open"),
]
