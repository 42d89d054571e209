"""Addresses below /staff/settings/people/."""

from django.urls import path

from ats.users.people import views

urlpatterns = [
    path("", views.PeopleView.as_view(), name="people"),
    path("invite", views.InviteView.as_view(), name="people-invite"),
    path("<int:pk>", views.PersonView.as_view(), name="people-person"),
    path("<int:pk>/resend", views.ResendView.as_view(), name="people-resend"),
    path("<int:pk>/deactivate", views.DeactivateView.as_view(), name="people-deactivate"),
    path("<int:pk>/reactivate", views.ReactivateView.as_view(), name="people-reactivate"),
]
