"""A posting in several languages, in the editor and over the API."""

import pytest
from rest_framework.test import APIClient

from postings.models import Posting
from postings.posting.models import PostingTranslation
from postings.staff.editor.tests.editor_page import EditorPage

pytestmark = pytest.mark.django_db

GERMAN = {"language": "de", "title": "Köchin oder Koch", "description": "Kommen Sie zu uns."}


def _german_form(editor: EditorPage, **changes: str) -> dict[str, str]:
    form = editor.form("translations", editor.change("translations", button="add"))
    return form | {f"translations-rows-0-{k}": v for k, v in (GERMAN | changes).items()}


def test_a_translation_is_added_in_the_editor_and_shown_again(editor) -> None:
    assert editor.press("translations", _german_form(editor)).status_code == 302
    row = editor.posting.translations.get()
    assert (row.language, row.title, row.description) == tuple(GERMAN.values())
    form = editor.form("translations")
    assert form["translations-rows-0-title"] == GERMAN["title"]
    assert b'lang="de"' in editor.open().content


@pytest.mark.parametrize(
    ("changes", "problem"),
    [
        ({"title": ""}, "Fill in “Title”."),
        ({"language": "fr"}, "Choose"),
        ({"language": "en"}, "the language that the posting itself is written in"),
        ({"description": "![](picture:1)"}, "picture"),
        ({"description": "> " * 200 + "deep"}, "nested too deeply"),
    ],
)
def test_a_wrong_translation_is_refused_and_stays_typed(editor, changes, problem) -> None:
    response = editor.press("translations", _german_form(editor, **changes))
    assert response.status_code == 422
    assert problem in response.content.decode()
    kept = editor.form("translations", response)
    assert kept["translations-rows-0-description"].strip() == (GERMAN | changes)["description"]
    assert not PostingTranslation.objects.exists()


def test_no_language_is_there_twice(editor) -> None:
    editor.press("translations", _german_form(editor))
    form = editor.form("translations", editor.change("translations", button="add"))
    form |= {f"translations-rows-1-{k}": v for k, v in GERMAN.items()}
    response = editor.press("translations", form)
    assert response.status_code == 422
    assert "This is there already." in response.content.decode()


def test_two_people_translating_lose_nothing(editor) -> None:
    form = _german_form(editor)
    editor.press("translations", _german_form(editor, title="Koch (m/w/d)"))
    response = editor.press("translations", form)
    assert response.status_code == 409
    assert "Koch (m/w/d)" in response.content.decode()
    assert GERMAN["title"] in response.content.decode()


def test_basics_say_language_and_whether_it_is_listed(editor) -> None:
    editor.change("basics", language="fr", is_listed="")
    saved = Posting.objects.get(pk=editor.posting.pk)
    assert (saved.language, saved.is_listed) == ("fr", False)


def test_programs_read_and_write_translations(editor, recruiter, posting) -> None:
    api = APIClient()
    api.force_authenticate(recruiter)
    address = f"/api/v1/postings/{posting.pk}"
    version = api.get(address).json()["version"]
    sent = {"version": version, "language": "nl", "is_listed": False, "translations": [GERMAN]}
    answer = api.patch(address, sent)
    assert answer.status_code == 200, answer.json()
    (row,) = answer.json()["translations"]
    assert {key: row[key] for key in GERMAN} == GERMAN
    assert (answer.json()["language"], answer.json()["is_listed"]) == ("nl", False)
    sent = {"version": answer.json()["version"], "translations": [GERMAN | {"language": "nl"}]}
    refused = api.patch(address, sent)
    assert refused.status_code == 400
    assert "translations" in str(refused.json())
