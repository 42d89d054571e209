"""A posting in any state, as the world would see it."""

import pytest
from django.urls import reverse
from django.utils import timezone

from ats.testing.queries import assert_same_queries
from ats.tests.factories import UserFactory
from postings.models import Department, Posting, PostingTranslation
from postings.pictures.tests.samples import stored_picture
from postings.staff.editor.sections import SECTIONS
from postings.staff.editor.tests.editor_page import EditorPage
from postings.tests.factories import (
    LocationFactory,
    OpeningFactory,
    PostingFactory,
    TeamMemberFactory,
)
from postings.text_blocks.actions import create_text_block, set_text_blocks
from postings.text_blocks.queries import TextBlockRow, TextRow

pytestmark = pytest.mark.django_db


@pytest.fixture
def recruiter(client):
    recruiter = UserFactory(role="recruiter")
    client.force_login(recruiter)
    return recruiter


def address(posting: Posting) -> str:
    return reverse("posting-preview", args=[posting.pk])


def shared(name: str, **texts: str) -> int:
    rows = [TextRow(language=language, text=text) for language, text in texts.items()]
    return create_text_block(actor=None, name=name, texts=rows, now=timezone.now()).pk


def use(posting: Posting, *rows: TextBlockRow) -> None:
    set_text_blocks(actor=None, posting_id=posting.pk, text_blocks=rows, now=timezone.now())


def everything(editor: EditorPage) -> dict[str, str]:
    """What the browser would send if all forms of the editor were sent at once."""
    page = editor.open()
    sent = {"whole": "1"}
    for key in SECTIONS:
        sent |= editor.form(key, page)
    return sent


@pytest.mark.parametrize(
    "state",
    [
        {"status": "draft", "published_at": None},
        {"status": "in_review", "published_at": None},
        {},
        {"status": "paused"},
        {"status": "closed"},
        {"status": "archived"},
        {"is_confidential": True},
    ],
    ids=str,
)
def test_a_posting_in_any_state_is_shown_as_its_page(client, recruiter, state):
    posting = PostingFactory(title="Cook", description="## Come\n\nand *cook*")
    TeamMemberFactory(posting=posting, user=recruiter)
    LocationFactory(posting=posting, city="Lisbon")
    use(posting, TextBlockRow(block=shared("About", en="We feed people"), placement="before"))
    Posting.objects.filter(pk=posting.pk).update(**state)
    response = client.get(address(posting))
    page = response.content.decode()
    assert response.status_code == 200
    assert "<h1" in page
    assert "Cook</h1>" in page
    assert "Lisbon" in page
    assert page.index("We feed people") < page.index("<em>cook</em>")
    assert "Preview of what is stored" in page


def test_nothing_leads_to_the_form_and_search_engines_are_told_to_go(client, recruiter):
    posting = PostingFactory()
    page = client.get(address(posting)).content.decode()
    assert '<meta name="robots" content="noindex">' in page
    assert reverse("apply", args=[posting.slug]) not in page
    assert "application/ld+json" not in page
    assert "no-store" in client.get(address(posting))["Cache-Control"]


def test_a_picture_of_a_draft_is_shown_in_it(client, recruiter):
    key = stored_picture(recruiter).key
    posting = PostingFactory(draft=True, description=f"![The yard](picture:{key})")
    assert f'src="/pictures/{key}"' in client.get(address(posting)).content.decode()


def test_each_language_of_a_posting_can_be_looked_at(client, recruiter):
    posting = PostingFactory(title="Cook", draft=True)
    PostingTranslation.objects.create(
        posting=posting, language="de", title="Koch", description="Komm und koche"
    )
    assert 'href="?language=de"' in client.get(address(posting)).content.decode()
    page = client.get(address(posting), {"language": "de"}).content.decode()
    assert "Koch</h1>" in page
    assert "Komm und koche" in page
    assert "Preview of what is stored" in page
    unknown = client.get(address(posting), {"language": "xx"}).content.decode()
    assert "Cook</h1>" in unknown


def test_what_stands_in_the_forms_is_shown_and_nothing_of_it_is_stored(client, recruiter):
    posting = PostingFactory(draft=True, title="Stored", description="Stored too")
    LocationFactory(posting=posting, city="Porto")
    OpeningFactory(posting=posting, team="Old team")
    about = shared("About", en="We feed people")
    editor = EditorPage(client, posting)
    sent = everything(editor) | {
        "basics-title": "Head Cook",
        "basics-department": "A new kitchen",
        "description-description": "Come *now*",
        "places-workplace_type": "onsite",
        "places-rows-0-city": "Faro",
        "openings-rows-0-team": "New team",
        "pay-pay_min": "70,000",
        "pay-pay_currency": "eur",
        "text_blocks-rows-TOTAL_FORMS": "1",
        "text_blocks-rows-0-block": str(about),
        "text_blocks-rows-0-placement": "before",
    }
    page = client.post(address(posting), sent).content.decode()
    assert "Head Cook</h1>" in page
    for typed in ("A new kitchen", "<em>now</em>", "Faro", "New team", "70,000", "We feed people"):
        assert typed in page
    assert "Stored" not in page
    assert "Porto" not in page
    posting.refresh_from_db()
    assert (posting.title, posting.version, posting.pay_min) == ("Stored", 1, None)
    assert posting.locations.get().city == "Porto"
    assert not Department.objects.exists()


def test_what_cannot_be_read_is_shown_as_it_is_stored_and_that_is_said(client, recruiter):
    posting = PostingFactory(draft=True, title="Stored")
    editor = EditorPage(client, posting)
    sent = everything(editor) | {
        "basics-title": " ",
        "pay-pay_min": "lots",
        "description-description": "Typed ![](https://other.example/a.png)",
    }
    page = client.post(address(posting), sent).content.decode()
    assert "Stored</h1>" in page
    assert "Something is wrong in Basics, Pay" in page
    assert "Typed" in page
    assert "other.example" not in page


@pytest.mark.parametrize(
    "nonsense",
    [
        {"text_blocks-rows-TOTAL_FORMS": "x", "text_blocks-rows-0-block": "y"},
        {"openings-rows-TOTAL_FORMS": "100000", "openings-rows-0-team": "z"},
        {"places-rows-0-country": "??"},
        {"basics-title": "x" * 5000},
        {"description-description": ">" * 5000 + "x" * 500_000},
        {"description-description": "<script>alert(1)</script>"},
    ],
    ids=["blocks", "openings", "places", "long", "deep", "script"],
)
def test_nonsense_gives_a_page_and_nothing_runs(client, recruiter, nonsense):
    posting = PostingFactory(draft=True)
    response = client.post(address(posting), {"whole": "1"} | nonsense)
    assert response.status_code == 200
    assert "<script>alert" not in response.content.decode()


def test_it_takes_as_many_statements_for_many_rows_as_for_one(client, recruiter):
    posting, chosen = PostingFactory(draft=True), []

    def make(size: int) -> None:
        while (count := posting.locations.count()) < size:
            LocationFactory(posting=posting, city=f"City {count}")
            OpeningFactory(posting=posting)
            chosen.append(TextBlockRow(block=shared(f"Text {count}", en="x")))
            use(posting, *chosen)

    assert_same_queries(make=make, act=lambda: client.get(address(posting)), sizes=(1, 5), most=12)


@pytest.mark.usefixtures("recruiter")
def test_a_posting_may_be_in_a_language_that_django_does_not_know(client):
    posting = PostingFactory(language="mt", title="Inġinier tal-liftijiet")
    page = client.get(address(posting))
    assert page.status_code == 200
    assert "Inġinier tal-liftijiet" in page.content.decode()
