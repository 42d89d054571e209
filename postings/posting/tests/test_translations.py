"""A posting's text in the reader's language."""

import pytest

from postings.posting.models import Posting, PostingTranslation
from postings.posting.queries import WITH_TRANSLATIONS
from postings.posting.translations import languages_of, text_in
from postings.tests.factories import PostingFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def nurse() -> Posting:
    posting: Posting = PostingFactory(title="Nurse", description="Care for people.", language="en")
    PostingTranslation.objects.create(
        posting=posting, language="de", title="Pflegekraft", description="Pflegen Sie."
    )
    return posting


@pytest.mark.parametrize(
    ("language", "expected"),
    [
        ("en", ("Nurse", "Care for people.", "en")),
        ("en-gb", ("Nurse", "Care for people.", "en")),
        ("de", ("Pflegekraft", "Pflegen Sie.", "de")),
        ("de-at", ("Pflegekraft", "Pflegen Sie.", "de")),
        ("es", ("Nurse", "Care for people.", "en")),
        ("", ("Nurse", "Care for people.", "en")),
    ],
)
def test_the_reader_gets_their_language_or_the_posting_s_own(
    nurse: Posting, language: str, expected: tuple[str, str, str]
) -> None:
    assert text_in(nurse, language) == expected


def test_a_title_alone_does_not_stand_over_a_foreign_description(nurse: Posting) -> None:
    nurse.translations.create(language="nl", title="Verpleegkundige", description="")
    assert text_in(nurse, "nl").language == "en"


def test_languages_begin_with_the_posting_s_own(nurse: Posting) -> None:
    assert languages_of(nurse) == ["en", "de"]


@pytest.mark.parametrize("count", [1, 10])
def test_a_list_asks_for_translations_once(
    count: int, django_assert_num_queries: pytest.FixtureRequest
) -> None:
    for posting in PostingFactory.create_batch(count):
        posting.translations.create(language="de", title="Titel", description="Text")
    with django_assert_num_queries(2):  # type: ignore[operator]
        rows = Posting.objects.prefetch_related(WITH_TRANSLATIONS)
        titles = [text_in(row, "de").title for row in rows]
    assert titles == ["Titel"] * count
