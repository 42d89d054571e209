"""The rail."""

from types import SimpleNamespace

import pytest
from django.test import RequestFactory
from django.urls import path

from ats.web import navigation

urlpatterns = [
    path("staff/", lambda request: None, name="home"),
    path("staff/postings/", lambda request: None, name="posting-list"),
    path("staff/applications/", lambda request: None, name="application-list"),
    path("staff/settings/", lambda request: None, name="settings"),
]


@pytest.fixture(autouse=True)
def few_routes(settings):
    settings.ROOT_URLCONF = __name__


def items(role, path="/staff/"):
    request = RequestFactory().get(path)
    request.user = SimpleNamespace(role=role)
    return navigation.staff_items(request)


@pytest.mark.parametrize("role", ["admin", "recruiter"])
def test_recruiters_see_every_entry_that_has_a_page(role):
    labels = [str(item.label) for item in items(role)]
    assert labels == ["Home", "Postings", "Applications", "Settings"]


@pytest.mark.parametrize("role", ["hiring_manager", "interviewer", ""])
def test_others_have_only_home(role):
    assert [str(item.label) for item in items(role)] == ["Home"]


@pytest.mark.parametrize(
    ("path", "current"),
    [
        ("/staff/", ["Home"]),
        ("/staff/postings/", ["Postings"]),
        ("/staff/postings/7/board/", ["Postings"]),
        ("/staff/elsewhere/", []),
    ],
)
def test_the_entry_of_the_present_page_is_marked(path, current):
    found = items("recruiter", path)
    assert [str(item.label) for item in found if item.is_current] == current


def search_url(role):
    request = RequestFactory().get("/staff/")
    request.user = SimpleNamespace(role=role)
    return navigation.search_url(request)


@pytest.mark.parametrize(
    ("role", "address"),
    [("recruiter", "/staff/applications/"), ("hiring_manager", ""), ("interviewer", "")],
)
def test_recruiters_search_the_applications_until_there_is_a_search_page(role, address):
    assert search_url(role) == address


def test_a_missing_route_is_an_empty_address():
    assert navigation.url_or_empty("candidate-list") == ""
