"""Walking through a list page by page."""

import base64
import json
from itertools import chain

import pytest
from django.test import Client
from django.urls import path
from rest_framework import generics, serializers

from ats import urls
from ats.testing.queries import assert_same_queries
from ats.tests.factories import UserFactory
from ats.users.models import User

pytestmark = [pytest.mark.django_db, pytest.mark.urls("ats.api.tests.test_pagination")]


class UserSerializer(serializers.ModelSerializer):
    class Meta:
        model = User
        fields = ["id"]


class NewestView(generics.ListAPIView):
    queryset = User.objects.all()
    serializer_class = UserSerializer


class ByTimeView(NewestView):
    ordering = ("created_at", "-id")


urlpatterns = [
    path("api/test/newest", NewestView.as_view()),
    path("api/test/by-time", ByTimeView.as_view()),
    *urls.urlpatterns,
]
handler404 = urls.handler404


@pytest.fixture
def client():
    client = Client()
    client.force_login(UserFactory())
    return client


def ids(response):
    assert response.status_code == 200, response.content
    return [row["id"] for row in response.json()["results"]]


def walk(client, url, direction="next"):
    pages = []
    while url:
        response = client.get(url)
        pages.append(ids(response))
        url = response.json()[direction]
    return pages


def flat(pages):
    return list(chain.from_iterable(pages))


def test_all_rows_once_in_order_there_and_back(client):
    UserFactory.create_batch(6)
    expected = list(User.objects.order_by("-pk").values_list("pk", flat=True))
    pages = walk(client, "/api/test/newest?limit=3")
    assert [len(page) for page in pages] == [3, 3, 1]
    assert flat(pages) == expected

    last = client.get(client.get("/api/test/newest?limit=3").json()["next"]).json()["next"]
    back = walk(client, last, "previous")
    assert back[::-1] == pages


def test_rows_of_the_same_moment_are_not_skipped(client):
    UserFactory.create_batch(8)
    User.objects.update(created_at=User.objects.first().created_at)
    assert flat(walk(client, "/api/test/by-time?limit=2")) == list(
        User.objects.order_by("-pk").values_list("pk", flat=True)
    )


def test_new_rows_and_erased_rows_disturb_nobody(client):
    UserFactory.create_batch(5)
    expected = list(User.objects.order_by("-pk").values_list("pk", flat=True))
    first = client.get("/api/test/newest?limit=2").json()
    UserFactory()
    User.objects.filter(pk=expected[1]).delete()  # the row at the edge
    rest = walk(client, first["next"])
    assert [row["id"] for row in first["results"]] + flat(rest) == expected


def test_the_ends_have_no_links(client):
    document = client.get("/api/test/newest").json()
    assert (document["next"], document["previous"], len(document["results"])) == (None, None, 1)


def test_an_empty_list(client):
    UserFactory()
    cursor = base64.urlsafe_b64encode(b"[1]").decode()
    User.objects.filter(pk=1).delete()
    document = client.get("/api/test/newest", {"after": cursor}).json()
    assert (document["next"], document["results"]) == (None, [])


def test_links_keep_the_other_parameters(client):
    UserFactory.create_batch(3)
    following = client.get("/api/test/newest?limit=1&role=a%20b&after=").json()["next"]
    assert "limit=1" in following and "role=a" in following


@pytest.mark.parametrize(
    "limit", ["0", "-1", "201", "x", "", "1e3", "９", "9" * 5000, "1\x00", "0000000010000"]
)
def test_a_bad_limit_is_told(client, limit):
    response = client.get("/api/test/newest", {"limit": limit})
    assert response.status_code == 400
    assert response.json()["errors"][0]["field"] == "limit"


def encoded(values):
    return base64.urlsafe_b64encode(json.dumps(values).encode()).decode()


BAD_CURSORS = [
    "x",
    "%",
    "é",
    encoded(["x"]),
    encoded([]),
    encoded([1, 2]),
    encoded({"a": 1}),
    encoded([10**40]),
    encoded([None]),
    encoded([[1]]),
    encoded([float("inf")]),
    encoded([float("nan")]),
    base64.urlsafe_b64encode(b"[" * 50_000).decode(),
    base64.urlsafe_b64encode(b"\xff").decode(),
]


@pytest.mark.parametrize("parameter", ["after", "before"])
@pytest.mark.parametrize("cursor", BAD_CURSORS, ids=lambda cursor: cursor[:16])
def test_a_bad_cursor_is_told(client, parameter, cursor):
    response = client.get("/api/test/newest", {parameter: cursor})
    assert response.status_code == 400
    assert response.json()["errors"][0]["field"] == parameter


@pytest.mark.parametrize("values", [["yesterday", 1], ["2026-13-01T00:00:00Z", 1], ["\x00", 1]])
def test_a_bad_time_in_a_cursor_is_told(client, values):
    response = client.get("/api/test/by-time", {"after": encoded(values)})
    assert response.status_code == 400


def test_a_page_costs_the_same_however_many_there_are(client):
    assert_same_queries(
        make=UserFactory.create_batch, act=lambda: client.get("/api/test/newest"), sizes=(1, 10)
    )
