"""Whatever goes wrong below /api/ is told in one shape."""

import json

import pytest
from django.core.exceptions import RequestDataTooBig
from django.test import Client
from django.urls import path
from rest_framework import exceptions, serializers
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from ats import urls
from ats.api.errors import Conflict, Stale
from ats.tests.factories import UserFactory

pytestmark = [pytest.mark.django_db, pytest.mark.urls("ats.api.tests.test_errors")]


class PlaceSerializer(serializers.Serializer):
    country = serializers.CharField(max_length=2)


class ThingSerializer(serializers.Serializer):
    title = serializers.CharField()
    seats = serializers.IntegerField(min_value=1)
    places = PlaceSerializer(many=True)
    size = serializers.ChoiceField(choices=["small", "large"], required=False)

    def validate(self, data):
        if data["title"] == "both":
            raise serializers.ValidationError("Not both.", code="both")
        return data


class ThingView(APIView):
    def post(self, request: Request) -> Response:
        serializer = ThingSerializer(data=request.data)
        serializer.is_valid(raise_exception=True)
        return Response({"ok": True})


RAISED = {
    "stale": Stale("Moved meanwhile.", current={"stage": 4, "version": 9}),
    "conflict": Conflict("It is closed."),
    "throttled": exceptions.Throttled(wait=7),
    "denied": exceptions.PermissionDenied("Recruiters only."),
    "big": RequestDataTooBig(),
    "bug": RuntimeError("canary secret"),
}


class RaisingView(APIView):
    def get(self, request: Request, name: str) -> Response:
        raise RAISED[name]


urlpatterns = [
    path("api/test/thing", ThingView.as_view()),
    path("api/test/raise/<name>", RaisingView.as_view()),
    *urls.urlpatterns,
]
handler400, handler403, handler404, handler500 = (
    urls.handler400,
    urls.handler403,
    urls.handler404,
    urls.handler500,
)


@pytest.fixture
def client():
    client = Client(raise_request_exception=False)
    client.force_login(UserFactory())
    return client


def problem(response, status, slug):
    assert response.status_code == status
    assert response["Content-Type"] == "application/problem+json"
    assert "no-store" in response["Cache-Control"]
    document = response.json()
    assert document["type"] == f"urn:fairlead:problem:{slug}"
    assert document["status"] == status
    assert document["title"]
    return document


def send(client, data, **options):
    body = data if isinstance(data, bytes) else json.dumps(data)
    return client.post("/api/test/thing", body, **{"content_type": "application/json", **options})


def test_refused_values_name_their_fields(client):
    data = {"seats": 0, "places": [{"country": "SE"}, {"country": "SWE"}, {}]}
    document = problem(send(client, data), 400, "invalid")
    assert [(error["field"], error["code"]) for error in document["errors"]] == [
        ("title", "required"),
        ("seats", "min_value"),
        ("places.1.country", "max_length"),
        ("places.2.country", "required"),
    ]
    assert all(error["detail"] for error in document["errors"])


def test_what_concerns_the_whole_request_has_an_empty_field(client):
    data = {"title": "both", "seats": 1, "places": []}
    document = problem(send(client, data), 400, "invalid")
    assert document["errors"] == [{"field": "", "code": "both", "detail": "Not both."}]


def test_half_a_character_pair_is_refused_although_it_cannot_be_repeated(client):
    body = b'{"title": "x", "seats": 1, "places": [], "size": "\\ud800"}'
    document = problem(send(client, body), 400, "invalid")
    assert [error["field"] for error in document["errors"]] == ["size"]


@pytest.mark.parametrize("data", [[], "text", 5, None, [{"title": "x"}]])
def test_json_of_another_shape_is_refused_in_words(client, data):
    document = problem(send(client, data), 400, "invalid")
    assert document["errors"][0]["field"] == ""


@pytest.mark.parametrize(
    "body",
    [b"{", b'{"title": NaN}', b"\xff\xfe", b"[" * 100_000, b'{"a": "\\ud800"', b"\x00"],
    ids=["cut", "nan", "not utf-8", "deep", "surrogate", "nul"],
)
def test_what_is_no_json_is_malformed(client, body):
    problem(send(client, body), 400, "malformed")


def test_another_media_type(client):
    problem(send(client, b"<a/>", content_type="text/xml"), 415, "unsupported-media-type")
    problem(
        send(client, b"a=b", content_type="application/x-www-form-urlencoded"),
        415,
        "unsupported-media-type",
    )


def test_a_body_that_is_too_large(client, settings):
    settings.DATA_UPLOAD_MAX_MEMORY_SIZE = 1000
    problem(send(client, {"title": "x" * 2000}), 413, "too-large")


def test_another_method(client):
    response = client.delete("/api/test/thing")
    problem(response, 405, "method-not-allowed")
    assert response["Allow"] == "POST, OPTIONS"


def test_not_acceptable(client):
    response = client.get("/api/v1/me", headers={"Accept": "text/html"})
    problem(response, 406, "not-acceptable")


@pytest.mark.parametrize("path", ["/api/v1/nowhere", "/api/", "/api/v1/me/", "/api/v2/me"])
def test_an_address_that_does_not_exist(client, path):
    problem(client.get(path), 404, "not-found")


def test_not_signed_in():
    response = Client().get("/api/v1/me")
    problem(response, 401, "not-signed-in")
    assert response["WWW-Authenticate"] == "Bearer"


def test_stale_says_how_things_stand(client):
    document = problem(client.get("/api/test/raise/stale"), 409, "stale")
    assert document["current"] == {"stage": 4, "version": 9}
    assert document["detail"] == "Moved meanwhile."


def test_conflict(client):
    assert problem(client.get("/api/test/raise/conflict"), 409, "conflict")["current"] == {}


def test_throttled_says_when_to_come_again(client):
    response = client.get("/api/test/raise/throttled")
    problem(response, 429, "too-many-requests")
    assert response["Retry-After"] == "7"


def test_denied(client):
    document = problem(client.get("/api/test/raise/denied"), 403, "not-allowed")
    assert document["detail"] == "Recruiters only."


def test_too_big_anywhere(client):
    problem(client.get("/api/test/raise/big"), 413, "too-large")


def test_a_bug_of_ours_tells_an_id_and_nothing_else(client, caplog):
    response = client.get("/api/test/raise/bug")
    document = problem(response, 500, "internal")
    assert set(document) == {"type", "title", "status", "instance"}
    assert document["instance"].startswith("urn:uuid:")
    assert any(document["instance"] in record.getMessage() for record in caplog.records)


def test_pages_stay_pages(client):
    response = client.get("/staff/nowhere")
    assert response.status_code == 404
    assert response["Content-Type"].startswith("text/html")


def test_plain_http_fails_where_there_is_https(client, settings):
    settings.SECURE_SSL_REDIRECT = True
    document = problem(client.get("/api/v1/me"), 403, "not-allowed")
    assert "HTTPS" in document["detail"]
    assert client.get("/api/v1/me", secure=True).status_code == 200
