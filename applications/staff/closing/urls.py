from django.urls import path

from applications.staff.closing import views

urlpatterns = [
    path("staff/postings/<int:pk>/close", views.ClosePostingView.as_view(), name="posting-close"),
]
