from django.urls import path

from applications.staff.moving import views

urlpatterns = [
    path("staff/applications/<int:pk>/move", views.MoveView.as_view(), name="application-move"),
    path(
        "staff/applications/<int:pk>/undo-move",
        views.UndoMoveView.as_view(),
        name="application-undo-move",
    ),
    path("staff/applications/<int:pk>/card", views.CardView.as_view(), name="pipeline-card"),
]
