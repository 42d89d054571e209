"""Addresses below /staff/settings/texts of the texts that postings share."""

from django.urls import path

from postings.staff.texts.views import TextDeleteView, TextListView, TextMoveView, TextView

urlpatterns = [
    path("texts", TextListView.as_view(), name="settings-texts"),
    path("texts/new", TextView.as_view(), name="settings-text-new"),
    path("texts/<int:pk>", TextView.as_view(), name="settings-text"),
    path("texts/<int:pk>/move", TextMoveView.as_view(), name="settings-text-move"),
    path("texts/<int:pk>/delete", TextDeleteView.as_view(), name="settings-text-delete"),
]
