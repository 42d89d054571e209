from django.urls import path

from applications.staff.candidates import views

urlpatterns = [
    path("staff/candidates/", views.CandidateListView.as_view(), name="candidate-list"),
    path("staff/candidates/<int:pk>/", views.CandidateView.as_view(), name="candidate-detail"),
]
