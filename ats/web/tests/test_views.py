"""Error pages, which must work when nothing else does (these tests have no database)."""

import pytest
from django.test import RequestFactory

from ats.web import views

REQUEST = RequestFactory().get("/nowhere/")


@pytest.mark.parametrize(
    ("view", "status", "words"),
    [
        (views.bad_request, 400, "could not be understood"),
        (views.permission_denied, 403, "may not do that"),
        (views.csrf_failure, 403, "expired"),
        (views.page_not_found, 404, "Page not found"),
        (views.server_error, 500, "problem on our side"),
    ],
)
def test_an_error_has_its_status_and_says_what_to_do(view, status, words):
    answer = view(REQUEST)
    assert answer.status_code == status
    assert words in answer.content.decode()


def test_the_exception_is_not_shown():
    assert b"secret" not in views.bad_request(REQUEST, ValueError("secret")).content


@pytest.mark.parametrize(("path", "start"), [("/jobs/x", "/"), ("/staff/postings/0/", "/staff/")])
def test_who_is_lost_is_led_back_to_their_own_start(path, start):
    answer = views.page_not_found(RequestFactory().get(path)).content.decode()
    assert f'<a href="{start}">' in answer
