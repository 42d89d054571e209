"""Address, then browser, then organisation: the language of an answer."""

import threading
from collections.abc import Callable

import pytest
from django.http import HttpRequest, HttpResponse, StreamingHttpResponse  # noqa: TID251
from django.test import Client, RequestFactory
from django.urls import get_script_prefix, reverse
from django.utils.translation import get_language

from ats.organisation.middleware import LanguageMiddleware
from ats.organisation.models import Organisation

Answer = Callable[[HttpRequest], HttpResponse]


def _says_language(request: HttpRequest) -> HttpResponse:
    return HttpResponse(f"{get_language()} {request.path_info} {reverse('careers')}")


def _get(path: str, accept: str = "", answer: Answer = _says_language) -> HttpResponse:
    request = RequestFactory().get(path, headers={"Accept-Language": accept})
    return LanguageMiddleware(answer)(request)


@pytest.mark.parametrize(
    ("path", "accept", "expected"),
    [
        ("/jobs/x", "de-AT,en;q=0.5", "de /jobs/x /"),
        ("/es/jobs/x", "de", "es /jobs/x /es/"),
        ("/en/jobs/x", "de", "en /jobs/x /en/"),
        ("/staff/postings/", "de", "en /staff/postings/ /"),
        ("/api/v1/postings", "nl", "en /api/v1/postings /"),
        ("/de/staff/", "nl", "de /de/staff/ /"),
    ],
)
def test_the_address_beats_the_browser(path: str, accept: str, expected: str) -> None:
    assert _get(path, accept).content.decode() == expected


@pytest.mark.django_db
@pytest.mark.parametrize(("language", "expected"), [("nl", "nl / /"), ("fr", "en / /")])
def test_the_organisation_decides_when_nothing_fits(language: str, expected: str) -> None:
    Organisation.objects.create(pk=1, name="Verdara", language=language)
    assert _get("/", "ja, fr;q=0.9").content.decode() == expected


def test_what_the_browser_decides_is_said_to_caches() -> None:
    assert _get("/", "de")["Vary"] == "Accept-Language"
    assert not _get("/de/", "de").has_header("Vary")
    assert _get("/de/", "es")["Content-Language"] == "de"


def test_a_language_without_a_slash_leads_to_its_first_page() -> None:
    response = _get("/de?source=x")
    assert (response.status_code, response["Location"]) == (301, "/de/?source=x")


def test_nothing_is_left_behind_by_an_answer_or_an_error() -> None:
    def fail(request: HttpRequest) -> HttpResponse:
        raise RuntimeError

    _get("/de/", "")
    with pytest.raises(RuntimeError):
        _get("/es/", "", fail)
    assert (get_language(), get_script_prefix()) == ("en", "/")


def test_a_streamed_answer_is_written_in_its_language_to_the_end() -> None:
    def stream(request: HttpRequest) -> HttpResponse:
        said = (f"{get_language()} {reverse('careers')} " for _ in range(2))
        return StreamingHttpResponse(said)  # type: ignore[return-value]

    response = _get("/pt/jobs.xml", "", stream)
    assert b"".join(response) == b"pt /pt/ pt /pt/ "
    assert get_language() == "en"


def test_threads_do_not_hear_each_other() -> None:
    together, heard = threading.Barrier(4), {}

    def answer(request: HttpRequest) -> HttpResponse:
        together.wait(timeout=20)
        response = _says_language(request)
        together.wait(timeout=20)
        return response

    def ask(code: str) -> None:
        heard[code] = _get(f"/{code}/", "", answer).content.decode()

    threads = [threading.Thread(target=ask, args=[code]) for code in ("de", "es", "nl", "pt")]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert heard == {code: f"{code} / /{code}/" for code in ("de", "es", "nl", "pt")}


@pytest.mark.django_db
@pytest.mark.parametrize("path", ["/fr/", "/de/staff/", "/de/api/v1/", "/de/de/", "/de/healthz"])
def test_there_is_nothing_else_below_a_language(client: Client, path: str) -> None:
    assert client.get(path).status_code == 404
