from django.urls import path

from applications.staff.outbox import views

urlpatterns = [
    path("staff/outbox/", views.OutboxView.as_view(), name="outbox"),
    path("staff/outbox/<int:pk>/", views.OutboxMessageView.as_view(), name="outbox-message"),
    path("staff/outbox/<int:pk>/retry", views.OutboxRetryView.as_view(), name="outbox-retry"),
]
