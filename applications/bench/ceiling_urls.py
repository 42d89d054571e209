"""Addresses of the ceiling, which is a server of its own."""

from django.urls import path

from applications.bench import ceiling_views

urlpatterns = [
    path("steps/<int:script>/<int:step>", ceiling_views.work),
    path("fixed", ceiling_views.fixed),
    path("insert", ceiling_views.insert),
    path("select-orm", ceiling_views.select_orm),
    path("select-raw", ceiling_views.select_raw),
]
