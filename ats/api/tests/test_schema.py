"""The description of the API, and the page that shows it."""

import pytest
from django.core.management import call_command
from django.test import Client

from ats.tests.factories import UserFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def client():
    client = Client()
    client.force_login(UserFactory())
    return client


def test_the_description_is_valid_and_complete(tmp_path):
    call_command(
        "spectacular", "--validate", "--fail-on-warn", "--file", str(tmp_path / "schema.yml")
    )


def test_it_is_openapi_3_1_with_both_ways_to_sign_in(client):
    document = client.get("/api/v1/schema").json()
    assert document["openapi"].startswith("3.1")
    schemes = document["components"]["securitySchemes"]
    assert schemes["token"]["scheme"] == "bearer"
    assert {scheme.get("in") for scheme in schemes.values()} == {None, "cookie"}


def test_every_operation_names_its_errors(client):
    document = client.get("/api/v1/schema").json()
    operations = [
        operation
        for path in document["paths"].values()
        for operation in path.values()
        if isinstance(operation, dict)
    ]
    assert operations
    for operation in operations:
        answer = operation["responses"]["401"]
        assert "application/problem+json" in answer["content"]


def test_strangers_get_neither():
    assert Client().get("/api/v1/schema").status_code == 401
    assert Client().get("/api/v1/docs").status_code == 302


def test_the_page_works_without_another_host_and_within_the_csp(page, live_url):
    user = UserFactory()
    browser = Client()
    browser.force_login(user)
    session = browser.cookies["session"].value
    page.context.add_cookies([{"name": "session", "value": session, "url": live_url}])
    page.goto("/api/v1/docs")
    page.get_by_text("/api/v1/me", exact=True).click()
    page.get_by_role("button", name="Try it out").click()
    page.get_by_role("button", name="Execute").click()
    page.get_by_text(f'"email": "{user.email}"').wait_for()
