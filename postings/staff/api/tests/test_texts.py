"""Descriptions, pictures and shared texts as programs read and write them."""

import pytest
from django.utils import timezone

from ats.tests.factories import UserFactory
from postings.models import Posting
from postings.pictures.tests.samples import stored_picture
from postings.tests.factories import PostingFactory
from postings.text_blocks.actions import create_text_block
from postings.text_blocks.queries import TextBlockRow, TextRow, text_blocks_of

pytestmark = pytest.mark.django_db
KEY = "11111111-2222-4333-8444-555555555555"


@pytest.fixture
def posting(client) -> Posting:
    client.force_login(UserFactory(role="recruiter"))
    return PostingFactory(draft=True, description="Before")


@pytest.fixture
def patch(client, posting):
    def send(**values):
        address = f"/api/v1/postings/{posting.pk}"
        data = {"version": posting.version} | values
        return client.patch(address, data, content_type="application/json")

    return send


def block(name: str) -> int:
    texts = [TextRow(language="en", text="We")]
    return create_text_block(actor=None, name=name, texts=texts, now=timezone.now()).pk


def test_shared_texts_are_read_and_written(posting, patch):
    about, perks = block("About"), block("Perks")
    rows = [{"block": perks, "placement": "before"}, {"block": about}]
    response = patch(text_blocks=rows)
    assert response.status_code == 200
    assert response.json()["text_blocks"] == [
        {"block": perks, "placement": "before"},
        {"block": about, "placement": "after"},
    ]
    assert text_blocks_of(posting)[1] == TextBlockRow(block=about, placement="after")


@pytest.mark.parametrize(
    ("rows", "message"),
    [
        ([{"block": 0}], "has an id that is not of this posting"),
        ([{"block": "x"}], "A valid integer is required."),
        ([{"block": 10**30}], ""),
        ([{"placement": "before"}], "This field is required."),
        ([{"block": 1, "placement": "beside"}], "is not a valid choice"),
    ],
)
def test_shared_texts_that_make_no_sense_are_refused(posting, patch, rows, message):
    response = patch(text_blocks=rows)
    assert response.status_code == 400
    assert message in response.content.decode()
    assert text_blocks_of(posting) == ()


def test_a_text_twice_is_refused(posting, patch):
    about = block("About")
    assert patch(text_blocks=[{"block": about}, {"block": about}]).status_code == 400


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("![x](https://other.example/a.png)", "is a picture of another place"),
        (f"![](picture:{KEY})", "no alternative text"),
        (f"![x](picture:{KEY})", f"There is no picture {KEY}"),
        (">" * 1000 + "x", "nested too deeply"),
        ("x" * 120_001, "no more than 120000 characters"),
        ("x" * 1_900_000, "no more than 120000 characters"),
    ],
    ids=["foreign", "no words", "unknown", "deep", "long", "very long"],
)
def test_a_text_that_cannot_be_shown_is_refused_with_the_reason(posting, patch, text, message):
    for values in (
        {"description": text},
        {"translations": [{"language": "de", "title": "Koch", "description": text}]},
    ):
        response = patch(**values)
        assert response.status_code == 400
        assert message in response.content.decode()
    posting.refresh_from_db()
    assert (posting.description, posting.version) == ("Before", 1)


def test_five_megabytes_are_refused_with_a_reason(posting, patch):
    response = patch(description="x" * 5_000_000)
    assert response.status_code in (400, 413)
    assert "large" in response.content.decode() or "120000" in response.content.decode()


def test_a_picture_that_was_uploaded_is_shown_and_noted(posting, patch):
    kept = stored_picture()
    assert patch(description=f"![The yard](picture:{kept.key})").status_code == 200
    assert posting.pictures.get() == kept


def test_titles_and_texts_are_kept_without_what_turns_the_reading_around(posting, patch):
    response = patch(title="Co\u202eok", description="a\u2066b")
    assert (response.json()["title"], response.json()["description"]) == ("Cook", "ab")
    refused = patch(title="\u202e", version=response.json()["version"])
    assert refused.status_code == 400
