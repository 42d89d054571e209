"""Putting a picture into a description, with a browser that runs no scripts."""

import pytest

from postings.models import Picture, Posting
from postings.pictures.forms import inserted
from postings.pictures.tests.samples import picture, upload
from postings.staff.editor.tests.editor_page import EditorPage

pytestmark = pytest.mark.django_db


def send(editor: EditorPage, button: str = "picture", **values):
    given = {"alt": "The [yard]", "file": upload()} | values
    data = editor.form("description") | {
        "description-description": given.pop("text", "Before\r\n\r\nAfter")
    }
    return editor.press("description", data | {f"picture-{k}": v for k, v in given.items()}, button)


def typed(editor: EditorPage, response) -> str:
    text = editor.form("description", response)["description-description"]
    # Browsers drop the first line break of a text field, lxml does not.
    return text.removeprefix("\n").replace("\r\n", "\n")


def test_a_picture_goes_to_the_end_of_what_was_typed_and_nothing_is_saved_yet(editor):
    before = Posting.objects.get(pk=editor.posting.pk).description
    response = send(editor)
    kept = Picture.objects.get()
    assert response.status_code == 200
    assert typed(editor, response).rstrip("\n") == (
        f"Before\n\nAfter\n\n![The \\[yard\\]](picture:{kept.key})"
    )
    assert 'alt="The [yard]"' in response.content.decode()  # in the preview
    assert "data-unsaved-now" in response.content.decode()
    assert Posting.objects.get(pk=editor.posting.pk).description == before
    assert kept.created_by == editor.client.get(editor.address).wsgi_request.user


def test_it_goes_to_the_cursor_where_the_browser_says_where_that_is(editor):
    response = send(editor, target="description-description", cursor="8", text="Be😀ore\r\nAfter")
    assert typed(editor, response).startswith("Be😀ore\nA\n\n![The")
    assert typed(editor, response).rstrip("\n").endswith(")\n\nfter")


def test_what_was_sent_to_be_saved_with_a_picture_is_saved_with_it(editor):
    assert send(editor, button="save").status_code == 302
    stored = Posting.objects.get(pk=editor.posting.pk)
    assert f"picture:{Picture.objects.get().key}" in stored.description
    assert stored.pictures.count() == 1


@pytest.mark.parametrize("button", ["picture", "save"])
@pytest.mark.parametrize(
    ("values", "message"),
    [
        ({"alt": " "}, "Fill in “What it shows, in words”."),
        ({"alt": "\u202e"}, "Fill in “What it shows, in words”."),
        ({"file": upload(b"<svg onload=alert(1)>", "x.svg")}, "no picture that we can read"),
        ({"file": upload(b"%PDF-1.7", "x.png")}, "no picture that we can read"),
        ({"file": upload(b"")}, "The submitted file is empty."),
        ({"file": upload(picture(size=(30_000, 10), mode="1"))}, "30000 × 10 pixels"),
        ({"file": upload(b"x" * (10 * 1024 * 1024 + 1))}, "larger than 10 MB"),
    ],
    ids=["no words", "hidden words", "svg", "pdf", "empty", "wide", "big"],
)
def test_what_is_wrong_with_a_picture_is_said_and_what_was_typed_stays(
    editor, values, message, button
):
    for file in [value for key, value in values.items() if key == "file"]:
        file.seek(0)
    response = send(editor, button=button, text="Typed", **values)
    assert response.status_code == 422
    text = response.content.decode()
    assert message in text
    assert "<title>Error: " in text
    assert typed(editor, response) == "Typed"
    assert not Picture.objects.exists()
    assert Posting.objects.get(pk=editor.posting.pk).version == 1


def test_the_button_without_a_file_asks_for_one(editor):
    data = editor.form("description") | {"picture-alt": "The yard"}
    response = editor.press("description", data, "picture")
    assert response.status_code == 422
    assert "Choose a file for “Picture”." in response.content.decode()
    assert 'value="The yard"' in response.content.decode()


def test_a_target_that_is_no_text_of_the_section_is_not_written_to(editor):
    response = send(editor, target="seen", cursor="3")
    assert "picture:" in typed(editor, response)
    assert "picture:" not in editor.form("description", response)["seen"]


def test_sections_without_texts_take_no_pictures(editor):
    data = editor.form("pay") | {"picture-file": upload(), "picture-alt": "x"}
    editor.press("pay", data, "picture")
    assert not Picture.objects.exists()


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("![](picture:11111111-2222-4333-8444-555555555555)", "no alternative text"),
        ("![x](picture:11111111-2222-4333-8444-555555555555)", "There is no picture 11111111"),
        ("![x](https://other.example/a.png)", "is a picture of another place"),
        (">" * 1000 + "x", "nested too deeply"),
    ],
)
def test_a_text_that_cannot_be_shown_is_refused_with_the_reason(editor, text, message):
    response = editor.change("description", description=text)
    assert response.status_code == 422
    assert message in response.content.decode()
    assert typed(editor, response) == text


def test_hidden_characters_are_taken_out_and_that_is_said(editor):
    editor.change("description", description="moc\u202e.knab")
    assert Posting.objects.get(pk=editor.posting.pk).description == "moc.knab"
    assert "Hidden characters that turn the reading around" in editor.open().content.decode()


@pytest.mark.parametrize(
    ("text", "cursor", "result"),
    [
        ("", None, ("P\n", 1)),
        ("a", None, ("a\n\nP\n", 4)),
        ("a\n\nb", 1, ("a\n\nP\n\nb", 4)),
        ("a\n\nb", 2, ("a\n\nP\n\nb", 4)),
        ("a", 0, ("P\n\na", 1)),
        ("a", 99, ("a\n\nP\n", 4)),
    ],
)
def test_a_picture_is_a_paragraph_of_its_own(text, cursor, result):
    assert inserted(text, "P", cursor) == result
