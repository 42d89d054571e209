"""The matrix notices what it is there to notice."""

import pytest
from django.http import HttpResponse
from django.urls import path
from django.views import View

from ats.testing.access import Row, World, disagreements, everyone, gaps, only, routes
from ats.tests.access import build


class Secret(View):
    def get(self, request, pk):
        return HttpResponse(status=200 if request.user.is_authenticated else 302)

    def post(self, request, pk):
        return HttpResponse(status=204)


urlpatterns = [path("secret/<int:pk>/", Secret.as_view(), name="secret")]
pytestmark = pytest.mark.urls(__name__)
NAMED = {"path": {"pk": "thing.pk"}, "other": everyone(404), "confidential": everyone(404)}


def test_a_route_without_a_row_is_a_gap():
    assert gaps({}) == ["secret: no row"]


def test_a_method_without_a_row_is_a_gap():
    assert gaps({"secret": (Row(own=everyone(200), **NAMED),)}) == ["secret: no row for POST"]


def test_a_row_without_a_route_is_a_gap():
    assert gaps({"gone": (Row(own=everyone(200)),), "*": (Row(own=everyone(200)),)}) == [
        "gone: a row, but no such route"
    ]


def test_a_row_that_forgets_foreign_objects_is_a_gap():
    row = Row(own=everyone(200), path={"pk": "thing.pk"})
    assert "secret GET: say `other=` and `confidential=`" in gaps({"secret": (row,)})


def test_a_page_that_shows_strangers_objects_is_found_out(db):
    world = World()
    build(world)
    world.put("thing", own=world.user("recruiter"), other=world.user("admin"))
    row = Row(own=only(otherwise=200), **NAMED)
    wrong = disagreements(routes()[0], row, world)
    assert "secret GET other interviewer: 200, not 404" in wrong
    assert not [line for line in wrong if " own " in line]
