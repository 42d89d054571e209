"""What a posting says, all told, in a language."""

import pytest
from django.db import connection
from django.db.models import prefetch_related_objects
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from postings.models import Posting, PostingTranslation
from postings.tests.factories import PostingFactory
from postings.text_blocks.actions import change_text_block, create_text_block, set_text_blocks
from postings.text_blocks.queries import WITH_TEXTS, TextBlockRow, TextRow, texts_of

pytestmark = pytest.mark.django_db


def block(name: str, **texts: str):
    rows = [TextRow(language=language, text=text) for language, text in texts.items()]
    return create_text_block(actor=None, name=name, texts=rows, now=timezone.now())


def use(posting: Posting, *rows: tuple[object, str]) -> None:
    chosen = [TextBlockRow(block=used.pk, placement=placement) for used, placement in rows]
    set_text_blocks(actor=None, posting_id=posting.pk, text_blocks=chosen, now=timezone.now())


@pytest.fixture
def posting() -> Posting:
    posting = PostingFactory(description="The work")
    about, perks = block("About", en="We", de="Wir"), block("Perks", en="Tea", nl="Thee")
    use(posting, (perks, "after"), (about, "before"), (block("Law", en="Equal"), "after"))
    return posting


def test_shared_texts_stand_before_and_after_in_the_order_of_the_posting(posting):
    texts = texts_of(posting)
    assert (texts.before, texts.description, texts.after) == (["We"], "The work", ["Tea", "Equal"])
    assert texts.pieces == ["We", "The work", "Tea", "Equal"]


def test_each_text_is_in_the_readers_language_where_it_has_one(posting):
    PostingTranslation.objects.create(
        posting=posting, language="de", title="Koch", description="Die Arbeit"
    )
    texts = texts_of(posting, "de-at")
    assert texts.pieces == ["Wir", "Die Arbeit", "Tea", "Equal"]


def test_without_shared_texts_there_is_the_description():
    assert texts_of(PostingFactory(description="Alone")).pieces == ["Alone"]


def test_it_takes_one_statement_and_none_for_what_was_prefetched(posting):
    fresh = Posting.objects.get(pk=posting.pk)
    with CaptureQueriesContext(connection) as asked:
        alone = texts_of(fresh)
    assert len(asked) == 1
    prefetch_related_objects([fresh], WITH_TEXTS)
    with CaptureQueriesContext(connection) as asked:
        assert texts_of(fresh) == alone
    assert len(asked) == 0


def test_the_version_changes_with_a_shared_text_and_with_the_choice(posting):
    versions = [texts_of(posting).version]
    used = posting.text_blocks.get(block__name="About").block
    change_text_block(
        actor=None,
        block_id=used.pk,
        name="About",
        texts=[TextRow(language="en", text="We all")],
        expected_version=1,
        now=timezone.now(),
    )
    versions.append(texts_of(posting).version)
    use(posting, (used, "after"))
    versions.append(texts_of(posting).version)
    assert len(set(versions)) == 3
