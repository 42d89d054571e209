"""Removing a stage that people are in, seats that are taken, and the company's stages."""

import pytest

from applications.tests.factories import ApplicationFactory
from postings.models import Posting, TemplateStage
from postings.staff.editor.tests.editor_page import rows_of
from postings.tests.factories import OpeningFactory

pytestmark = pytest.mark.django_db


def stage(editor, name: str):
    return editor.posting.stages.get(name=name)


def names(editor) -> list[str]:
    return list(editor.posting.stages.order_by("position").values_list("name", flat=True))


@pytest.fixture
def in_review(editor):
    return ApplicationFactory.create_batch(3, posting=editor.posting, stage=stage(editor, "Review"))


def ask(editor):
    return editor.press("stages", editor.form("stages", editor.change("stages", button="remove:1")))


def test_it_asks_where_the_people_of_a_removed_stage_go(editor, in_review) -> None:
    ApplicationFactory(posting=editor.posting, stage=stage(editor, "Review"), status="rejected")
    response = ask(editor)
    text = response.content.decode()
    assert response.status_code == 422
    assert "Everybody in “Review” goes to" in text
    assert "It holds 3 active applications, and 1 that is decided or withdrawn." in text
    assert names(editor) == ["New", "Review", "Interview", "Offer"]
    form = editor.form("stages", response)
    assert rows_of(form, "stages", "name") == ["New", "Interview", "Offer"]


def test_with_the_answer_they_are_moved_and_the_stage_is_gone(editor, in_review) -> None:
    field = f"stages-target-{stage(editor, 'Review').pk}"
    form = editor.form("stages", ask(editor))
    assert field in form
    assert editor.press("stages", form | {field: "Interview"}).status_code == 302
    assert names(editor) == ["New", "Interview", "Offer"]
    for application in in_review:
        application.refresh_from_db()
        assert (application.stage.name, application.version) == ("Interview", 2)


@pytest.mark.parametrize("answer", ["", "Review", "Nowhere"])
def test_without_a_usable_answer_it_asks_again(editor, in_review, answer: str) -> None:
    field = f"stages-target-{stage(editor, 'Review').pk}"
    response = editor.press("stages", editor.form("stages", ask(editor)) | {field: answer})
    assert response.status_code == 422
    assert "Everybody in “Review” goes to" in response.content.decode()
    assert len(names(editor)) == 4


def test_an_answer_about_a_strange_stage_changes_nothing(editor, in_review) -> None:
    form = editor.form("stages") | {
        "stages-target-999999999999999999": "New",
        "stages-target-x": "",
    }
    assert editor.press("stages", form).status_code == 302
    assert len(names(editor)) == 4


def test_htmx_gets_the_question_in_the_section(editor, in_review) -> None:
    form = editor.form("stages", editor.change("stages", button="remove:1"))
    response = editor.press("stages", form, **{"HX-Request": "true"})
    assert response.status_code == 422
    assert "<html" not in response.content.decode()
    assert "Everybody in “Review” goes to" in response.content.decode()


def company(*stages: tuple[str, str]) -> None:
    for position, (name, kind) in enumerate(stages):
        TemplateStage.objects.create(name=name, kind=kind, position=position)


BUTTON = "Replace by the company's stages"


def test_the_company_s_stages_are_offered_while_nobody_is_in_the_posting_s(editor) -> None:
    assert BUTTON not in editor.open().content.decode()  # they are the same
    company(("Post", "new"), ("Review", "review"))
    assert BUTTON in editor.open().content.decode()
    review = stage(editor, "Review").pk
    response = editor.change("stages", button="company")
    form = editor.form("stages", response)
    assert rows_of(form, "stages", "name") == ["Post", "Review"]
    assert names(editor) == ["New", "Review", "Interview", "Offer"]  # nothing is saved yet
    assert editor.press("stages", form).status_code == 302
    assert names(editor) == ["Post", "Review"]
    assert stage(editor, "Review").pk == review


def test_they_are_not_offered_once_somebody_has_applied(editor) -> None:
    company(("Post", "new"))
    ApplicationFactory(posting=editor.posting, status="withdrawn")
    assert BUTTON not in editor.open().content.decode()


def test_seats_are_not_reduced_below_those_taken(editor) -> None:
    opening = OpeningFactory(posting=editor.posting, team="Kitchen", seats=3)
    ApplicationFactory.create_batch(2, posting=editor.posting, opening=opening, status="hired")
    response = editor.change("openings", rows__0__seats="1")
    assert response.status_code == 422
    text = response.content.decode()
    assert "2 people were hired for this team: keep at least 2 seats." in text
    assert editor.change("openings", rows__0__seats="2").status_code == 302
    assert Posting.objects.get(pk=editor.posting.pk).openings.get().seats == 2
