from django.urls import path

from applications.staff.application_list import views

urlpatterns = [
    path("staff/applications/", views.ApplicationListView.as_view(), name="application-list"),
]
