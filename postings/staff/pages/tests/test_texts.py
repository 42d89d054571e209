"""What a reviewer is told about shared texts and translations."""

import pytest

from ats.testing.queries import assert_same_queries
from postings.posting.models import PostingTranslation
from postings.staff.pages.tests.test_pages import LIST, recruiter, text_of
from postings.tests.factories import MADE_AT, PostingFactory
from postings.text_blocks.models import PostingTextBlock, TextBlock, TextBlockText

__all__ = ["recruiter"]
pytestmark = pytest.mark.django_db


def use_block(posting, name, *languages, position=0):
    block = TextBlock.objects.create(name=name, updated_at=MADE_AT)
    for place, language in enumerate(languages):
        TextBlockText.objects.create(block=block, language=language, text="…", position=place)
    PostingTextBlock.objects.create(posting=posting, block=block, position=position)


def translate(posting, language, description="Text", position=0):
    PostingTranslation.objects.create(
        posting=posting,
        language=language,
        title="Titel",
        description=description,
        position=position,
    )


def test_a_reviewer_sees_shared_texts_and_languages(client, recruiter):
    posting = PostingFactory(draft=True, language="en", description="You cook.")
    use_block(posting, "Benefits", "en", position=2)
    use_block(posting, "About us", "en", "de", position=1)
    translate(posting, "nl", position=1)
    translate(posting, "de", description="", position=2)
    page = text_of(client.get(f"{LIST}{posting.pk}/"))
    assert "<dd>About us (English, German); Benefits (English)</dd>" in page
    assert "<dd>English, Dutch, German (title only)</dd>" in page


def test_without_any_there_is_the_language_alone(client, recruiter):
    posting = PostingFactory(language="pt")
    page = text_of(client.get(f"{LIST}{posting.pk}/"))
    assert "<dd>Portuguese</dd>" in page
    assert "Shared texts</dt>" not in page


def test_many_texts_take_no_more_statements(client, recruiter):
    posting = PostingFactory(language="en")
    codes = ["de", "es", "nl", "pt"]

    def make(size):
        while (made := posting.text_blocks.count()) < size:
            use_block(posting, f"Text {made}", "en", "de", position=made)
            translate(posting, codes[made], position=made)

    assert_same_queries(make=make, act=lambda: client.get(f"{LIST}{posting.pk}/"), most=14)
