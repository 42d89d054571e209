from django.urls import path

from applications.staff.home import views

urlpatterns = [path("staff/", views.HomeView.as_view(), name="home")]
