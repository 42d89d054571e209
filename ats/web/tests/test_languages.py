"""Which language a request asks for, and addresses in it."""

import pytest
from django.urls import get_script_prefix, reverse
from django.utils.translation import get_language

from ats.web import languages


@pytest.mark.parametrize(
    ("header", "expected"),
    [
        ("de", "de"),
        ("de-AT", "de"),
        ("pt-BR,pt;q=0.9,en;q=0.8", "pt"),
        ("DE-ch", "de"),
        ("en;q=0.3, nl;q=0.7", "nl"),
        ("es;q=0, en;q=0.1", "en"),
        ("es;q=0", ""),
        ("fr, it;q=0.9, es;q=0.1", "es"),
        ("fr-CA, fr", ""),
        ("*", ""),
        ("ja, *;q=0.5, de;q=0.1", ""),
        ("*;q=0.1, de;q=0.5", "de"),
        ("", ""),
        (";;;q=,", ""),
        ("de;q=nonsense", ""),
        ("x" * 100_000, ""),
        ("de\x00", ""),
    ],
)
def test_the_best_liked_language_of_ours_is_wanted(header: str, expected: str) -> None:
    assert languages.wanted(header) == expected


@pytest.mark.parametrize(
    ("path", "expected"),
    [
        ("/de/jobs/nurse", ("de", "/jobs/nurse")),
        ("/de/", ("de", "/")),
        ("/de", ("de", "")),
        ("/", ("", "/")),
        ("/jobs/de", ("", "/jobs/de")),
        ("/design", ("", "/design")),
        ("/fr/jobs/nurse", ("", "/fr/jobs/nurse")),
        ("/DE/", ("", "/DE/")),
        ("//de/", ("", "//de/")),
    ],
)
def test_a_known_language_is_cut_from_the_path(path: str, expected: tuple[str, str]) -> None:
    assert languages.split_prefix(path) == expected


@pytest.mark.parametrize("path", ["/staff/", "/staff", "/api/v1/postings", "/accounts/login/"])
def test_staff_and_programs_have_no_languages(path: str) -> None:
    assert not languages.is_translated(path)


def test_words_and_addresses_are_written_in_a_language() -> None:
    before = get_language(), get_script_prefix()
    with languages.in_language("de-at") as code:
        assert (code, get_language(), reverse("careers")) == ("de", "de", "/de/")
        with languages.in_language("es"):
            assert reverse("status") == "/es/status/"
        assert reverse("status") == "/de/status/"
    assert (get_language(), get_script_prefix()) == before


def test_a_language_that_is_not_ours_is_written_in_the_default_one() -> None:
    with languages.in_language("fr"):
        assert reverse("careers") == "/en/"


def test_an_error_leaves_no_language_behind() -> None:
    with pytest.raises(RuntimeError), languages.in_language("nl"):
        raise RuntimeError
    assert (get_language(), get_script_prefix()) == ("en", "/")


def test_languages_are_named_as_their_speakers_do() -> None:
    names = [languages.own_name(code) for code in languages.CODES]
    assert names == ["English", "Deutsch", "Español", "Nederlands", "Português"]


def test_a_language_that_django_does_not_know_has_a_name_too() -> None:
    assert [languages.own_name(code) for code in ("mt", "xx")] == ["Malti", "Xx"]


@pytest.mark.parametrize(("language", "expected"), [("ar", True), ("de", False), ("xx", False)])
def test_some_languages_are_written_from_right_to_left(language: str, *, expected: bool) -> None:
    assert languages.is_right_to_left(language) is expected


@pytest.mark.parametrize(
    ("language", "expected"), [("de", "de"), ("pt", "pt_PT"), ("en", "en"), ("xx-yy", "en")]
)
def test_numbers_and_names_follow_a_locale(language: str, expected: str) -> None:
    assert str(languages.locale_of(language)) == expected
