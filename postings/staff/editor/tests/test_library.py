"""Criteria from the library into a posting, and back."""

import pytest
from django.contrib.messages import get_messages

from postings.criteria.queries import company_criteria, criteria_of
from postings.models import LibraryCriterion, Posting
from postings.staff.editor.tests.editor_page import rows_of
from postings.tests.factories import CriterionFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def shelf(db):
    levels = ["Guesses", "", "", "Measures"]
    return [
        LibraryCriterion.objects.create(
            name=name, guidance=f"See {name}", levels=levels, position=i
        )
        for i, name in enumerate(["Taste", "Care", "Speed"])
    ]


def said(response) -> str:
    return " ".join(str(message) for message in get_messages(response.wsgi_request))


def test_several_ticked_criteria_are_added_as_copies(editor, shelf) -> None:
    ticked = [str(shelf[0].pk), str(shelf[2].pk)]
    response = editor.press("criteria", editor.form("criteria") | {"library": ticked}, "library")
    form = editor.form("criteria", response)
    assert rows_of(form, "criteria", "name") == ["Taste", "Speed"]
    assert not editor.posting.criteria.exists()
    assert editor.press("criteria", form).status_code == 302
    first, _second = criteria_of(Posting.objects.get(pk=editor.posting.pk))
    assert (first.guidance, first.levels) == ("See Taste", ("Guesses", "", "", "Measures"))
    shelf[0].delete()
    assert editor.posting.criteria.filter(name="Taste").exists()


def test_one_that_is_there_already_is_not_added_again(editor, shelf) -> None:
    CriterionFactory(posting=editor.posting, name="taste")
    ticked = [str(each.pk) for each in shelf]
    response = editor.press("criteria", editor.form("criteria") | {"library": ticked}, "library")
    assert rows_of(editor.form("criteria", response), "criteria", "name") == [
        "taste", "Care", "Speed"
    ]  # fmt: skip


@pytest.mark.parametrize("ticked", [[], ["x"], ["99999999999999999999999"], ["-1"]])
def test_ticks_that_mean_nothing_add_nothing(editor, shelf, ticked) -> None:
    response = editor.press("criteria", editor.form("criteria") | {"library": ticked}, "library")
    assert response.status_code == 200
    assert rows_of(editor.form("criteria", response), "criteria", "name") == []


def test_a_criterion_is_kept_in_the_library_and_the_row_stays_unsaved(editor) -> None:
    form = editor.form("criteria", editor.change("criteria", button="add"))
    form |= {"criteria-rows-0-name": "Taste", "criteria-rows-0-level_1": "Guesses"}
    response = editor.press("criteria", form, "keep:0")
    assert response.status_code == 200
    (kept,) = company_criteria()
    assert (kept.name, kept.levels) == ("Taste", ("Guesses", "", "", ""))
    assert not editor.posting.criteria.exists()
    assert rows_of(editor.form("criteria", response), "criteria", "name") == ["Taste"]
    assert said(response) == "“Taste” is in the library now."


def test_one_of_the_same_name_stays_as_it_is(editor, shelf) -> None:
    CriterionFactory(posting=editor.posting, name="TASTE")
    response = editor.change("criteria", button="keep:0")
    assert "has a criterion “TASTE” already" in said(response)
    assert [row.name for row in company_criteria()] == ["Taste", "Care", "Speed"]


def test_a_row_with_mistakes_is_not_kept(editor) -> None:
    form = editor.form("criteria", editor.change("criteria", button="add"))
    assert editor.press("criteria", form, "keep:0").status_code == 422
    assert company_criteria() == ()


@pytest.mark.parametrize("number", ["", "7", "-1", "x", "٣"])
def test_a_row_that_is_not_there_is_not_kept(editor, number: str) -> None:
    assert editor.change("criteria", button=f"keep:{number}").status_code == 422
