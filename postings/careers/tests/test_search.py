import pytest
from django.utils import timezone, translation

from postings.careers import words
from postings.careers.queries import found_by
from postings.models import Posting, PostingTranslation, PostingWords
from postings.tests.factories import (
    DepartmentFactory,
    LocationFactory,
    OpeningFactory,
    PostingFactory,
)

pytestmark = pytest.mark.django_db


def found(q, language="en"):
    with translation.override(language):
        ids = found_by(q, now=timezone.now(), language=language)
    return None if ids is None else [Posting.objects.get(pk=pk).title for pk in ids]


@pytest.fixture
def jobs():
    nurse = PostingFactory(title="Pflegefachkräfte", language="de", description="Für Häuser.")
    engineer = PostingFactory(
        title="Software Engineer",
        description="You are developing node.js services.",
        department=DepartmentFactory(name="Research"),
    )
    LocationFactory(posting=engineer, country="PT", city="Évora")
    OpeningFactory(posting=engineer, team="Data Platform")
    cook = PostingFactory(title="Cook", description="Work with engineers.")
    PostingTranslation.objects.create(
        posting=cook, language="es", title="Cocinero", description="Cocinas limpias."
    )
    return nurse, engineer, cook


@pytest.mark.parametrize(
    ("typed", "titles"),
    [
        ("engineers", ["Software Engineer", "Cook"]),  # the title counts more than the text
        ("ENGINE", ["Software Engineer", "Cook"]),
        ("develop", ["Software Engineer"]),
        ("developed", ["Software Engineer"]),
        ("node", ["Software Engineer"]),
        ("node.js", ["Software Engineer"]),
        ("softw eng", ["Software Engineer"]),
        ("engineer platform", ["Software Engineer"]),
        ("evora", ["Software Engineer"]),
        ("portugal engineer", ["Software Engineer"]),
        ("research", ["Software Engineer"]),
        ("haus", ["Pflegefachkräfte"]),
        ("pflegefachkraft", ["Pflegefachkräfte"]),
        ("pflegefachkrafte", ["Pflegefachkräfte"]),
        ("cocinera", ["Cook"]),
        ("the engineer and", []),
        ("astronaut", []),
    ],
)
def test_words_are_found_by_stem_and_beginning_in_every_field(jobs, typed, titles):
    assert found(typed) == titles


def test_a_country_is_found_by_its_name_in_the_reader_s_language(jobs):
    assert found("Portogallo") == []
    assert found("Portugal", "de") == ["Software Engineer"]


@pytest.mark.parametrize(
    "typed",
    ["'", "\\", "a & | ! ( :*", "');--", "\x00", "%", "_", "<->", ":*", "'a':*", "𝒳²", "x" * 9000,
     "a " * 500, "\u202e", "٣", "ﬁ"],
)  # fmt: skip
def test_any_query_is_harmless(jobs, client, typed):
    response = client.get("/", {"q": typed})

    assert response.status_code == 200


def test_a_query_without_words_fits_everything(jobs, client):
    assert found("?!") is None
    assert client.get("/", {"q": "?!"}).content.count(b'class="posting-line"') == 3


def test_what_is_not_listed_is_not_found():
    for made in (
        {"draft": True},
        {"paused": True},
        {"closed": True},
        {"is_listed": False},
        {"is_confidential": True},
        {"status": "in_review"},
        {"status": "archived"},
    ):
        PostingFactory(title="Secret", **made)

    assert found("secret") == []


def test_letters_are_folded_as_the_index_folds_them(jobs):
    posting = PostingFactory(title=words.FOLDED_FROM)
    index = PostingWords.objects.get(pk=posting.pk).title_words

    assert f"'{words.fold_letters(words.FOLDED_FROM)}'" in index
