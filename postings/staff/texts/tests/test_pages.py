"""The pages for shared texts, and choosing them in the editor."""

import pytest
from django.urls import reverse
from django.utils import timezone
from lxml import html

from ats.testing.queries import assert_same_queries
from ats.tests.factories import UserFactory
from postings.models import Picture, Posting, TextBlock
from postings.pictures.tests.samples import upload
from postings.staff.editor.tests.editor_page import EditorPage
from postings.tests.factories import PostingFactory
from postings.text_blocks.actions import create_text_block, set_text_blocks
from postings.text_blocks.queries import TextBlockRow, TextRow, text_blocks_of, texts_of_block

pytestmark = pytest.mark.django_db
LIST, NEW = "/staff/settings/texts", "/staff/settings/texts/new"


@pytest.fixture
def recruiter(client):
    recruiter = UserFactory(role="recruiter", name="Rita Ruiz")
    client.force_login(recruiter)
    return recruiter


def write(name: str = "About us", text: str = "We") -> TextBlock:
    texts = [TextRow(language="en", text=text)]
    return create_text_block(actor=None, name=name, texts=texts, now=timezone.now())


def use(posting: Posting, block: TextBlock) -> None:
    rows = [TextBlockRow(block=block.pk)]
    set_text_blocks(actor=None, posting_id=posting.pk, text_blocks=rows, now=timezone.now())


def page_of(block: TextBlock) -> str:
    return reverse("settings-text", args=[block.pk])


def form_in(response) -> dict[str, str]:
    form = html.fromstring(response.content).find_class("shared-text")[0]
    empty = {f.name: "" for f in form.inputs if f.get("type") in ("text", "hidden")}
    return empty | {name: value for name, value in form.form_values() if name != "do"}


def save(client, address: str, response=None, button: str = "save", **values):
    form = form_in(response or client.get(address)) | values
    return client.post(address, form | {"do": button})


def test_a_text_is_written_in_two_languages(client, recruiter):
    response = save(client, NEW, name="About us", text_en="We\r\nare", text_de="Wir")
    assert response["Location"] == LIST
    block = TextBlock.objects.get()
    assert texts_of_block(block) == (
        TextRow(language="en", text="We\nare"),
        TextRow(language="de", text="Wir"),
    )
    page = client.get(LIST).content.decode()
    assert "About us" in page
    assert "not used yet" in page


def test_a_text_is_changed_for_all_its_postings(client, recruiter):
    block, posting = write(), PostingFactory()
    use(posting, block)
    assert "Save for 1 posting" in client.get(page_of(block)).content.decode()
    assert save(client, page_of(block), text_en="We all").status_code == 302
    assert "We all" in client.get(f"/staff/settings/texts/{block.pk}").content.decode()


@pytest.mark.parametrize(
    ("values", "message"),
    [
        ({"name": " ", "text_en": "Typed"}, "Fill in “Name”."),
        ({"name": "Perks", "text_en": "Typed"}, "Another text has this name."),
        ({"name": "Typed"}, "Write the text in one language at least."),
        ({"name": "Typed", "text_en": "![](picture:x)"}, "is a picture of another place"),
        ({"name": "Typed", "text_de": ">" * 1000 + "x"}, "nested too deeply"),
        ({"name": "Typed", "text_en": "x" * 120_001}, "at most 120000 characters"),
    ],
)
def test_what_is_wrong_is_said_and_what_was_typed_stays(client, recruiter, values, message):
    write("Perks")
    response = save(client, NEW, **values)
    assert response.status_code == 422
    text = response.content.decode()
    assert message in text
    assert "<title>Error: " in text
    assert "Typed" in text
    assert TextBlock.objects.count() == 1


def test_the_second_of_two_people_sees_what_changed_and_keeps_their_text(client, recruiter):
    block = write(text="Before\nKept")
    mine = client.get(page_of(block))
    client.force_login(UserFactory(role="admin", name="Ada Admin"))
    save(client, page_of(block), text_en="Theirs\nKept")
    client.force_login(recruiter)
    response = save(client, page_of(block), mine, text_en="Mine\nKept")
    text = response.content.decode()
    assert response.status_code == 409
    assert "Ada Admin changed this section" in text
    assert "<li>Theirs</li>" in text
    assert "<li>Kept</li>" not in text
    assert form_in(response)["text_en"].lstrip("\n") == "Mine\nKept"
    assert texts_of_block(block)[0].text == "Theirs\nKept"

    assert save(client, page_of(block), response).status_code == 302
    assert texts_of_block(block)[0].text == "Mine\nKept"


def test_a_picture_goes_into_the_text_that_was_written_in(client, recruiter):
    values = {"picture-file": upload(), "picture-alt": "The yard", "picture-target": "text_de"}
    response = save(client, NEW, name="About us", text_de="Wir", button="picture", **values)
    key = Picture.objects.get().key
    assert response.status_code == 200
    assert form_in(response)["text_de"].strip() == f"Wir\n\n![The yard](picture:{key})"
    assert not TextBlock.objects.exists()
    assert save(client, NEW, response).status_code == 302
    assert texts_of_block(TextBlock.objects.get())[0].language == "de"


def test_a_used_text_is_not_deleted_and_the_page_says_where_it_is_used(client, recruiter):
    block, seen = write(), PostingFactory(title="Cook")
    use(seen, block)
    use(PostingFactory(title="Secret", is_confidential=True), block)
    page = client.get(page_of(block)).content.decode()
    assert "Cook" in page
    assert "Secret" not in page
    assert "1 confidential posting of others" in page
    response = client.post(reverse("settings-text-delete", args=[block.pk]), follow=True)
    assert "is still used" in response.content.decode()
    assert TextBlock.objects.exists()


def test_an_unused_text_is_deleted(client, recruiter):
    block = write()
    response = client.post(reverse("settings-text-delete", args=[block.pk]), follow=True)
    assert "“About us” is deleted." in response.content.decode()
    assert not TextBlock.objects.exists()
    assert client.get(page_of(block)).status_code == 404


def test_texts_are_put_in_another_order(client, recruiter):
    write("A")
    client.post(reverse("settings-text-move", args=[write("B").pk]), {"do": "up"})
    page = client.get(LIST).content.decode()
    assert page.index(">B</a>") < page.index(">A</a>")


def test_the_list_takes_as_many_statements_for_many_as_for_one(client, recruiter):
    def make(size: int) -> None:
        while (number := TextBlock.objects.count()) < size:
            use(PostingFactory(), write(f"Text {number}"))

    assert_same_queries(make=make, act=lambda: client.get(LIST), sizes=(1, 10), most=6)


def test_a_posting_chooses_its_texts_and_their_place(client, recruiter):
    about, perks = write("About us"), write("Perks")
    editor = EditorPage(client, PostingFactory(draft=True))
    form = editor.form("text_blocks", editor.change("text_blocks", button="add"))
    form = editor.form("text_blocks", editor.press("text_blocks", form, "add"))
    form |= {
        "text_blocks-rows-0-block": str(perks.pk),
        "text_blocks-rows-1-block": str(about.pk),
        "text_blocks-rows-1-placement": "before",
    }
    assert editor.press("text_blocks", form).status_code == 302
    assert text_blocks_of(editor.posting) == (
        TextBlockRow(block=perks.pk, placement="after"),
        TextBlockRow(block=about.pk, placement="before"),
    )


def test_a_text_is_chosen_once(client, recruiter):
    block = write()
    editor = EditorPage(client, PostingFactory(draft=True))
    use(editor.posting, block)
    form = editor.form("text_blocks", editor.change("text_blocks", button="add"))
    response = editor.press("text_blocks", form | {"text_blocks-rows-1-block": str(block.pk)})
    assert response.status_code == 422
    assert "This is there already." in response.content.decode()


def test_a_conflict_names_the_texts(client, recruiter):
    editor = EditorPage(client, PostingFactory(draft=True))
    form = editor.form("text_blocks")
    use(editor.posting, write("Perks"))
    response = editor.press("text_blocks", form)
    assert response.status_code == 409
    assert "Perks · After the description" in response.content.decode()
