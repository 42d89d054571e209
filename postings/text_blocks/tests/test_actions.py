"""Writing shared texts and choosing them, also by two people at once."""

from threading import Barrier, Thread

import pytest
from django.db import connection
from django.utils import timezone

from ats.tests.factories import UserFactory
from postings.models import Posting, TextBlock
from postings.posting.editing import StalePosting
from postings.posting.rows import RepeatedRow, UnknownRow
from postings.posting.sections import fingerprint
from postings.tests.factories import MADE_AT, PostingFactory
from postings.text_blocks.actions import (
    NameTaken,
    NotAllowed,
    NoText,
    Seen,
    StaleTextBlock,
    TextBlockInUse,
    UnusableText,
    change_text_block,
    create_text_block,
    delete_text_block,
    move_text_block,
    set_text_blocks,
)
from postings.text_blocks.queries import TextBlockRow, TextRow, text_blocks_of, texts_of_block


def write(name: str = "About", text: str = "We", **rest) -> TextBlock:
    given = {"actor": None, "now": timezone.now()} | rest
    return create_text_block(name=name, texts=[TextRow(language="en", text=text)], **given)


def rewrite(block: TextBlock, text: str, version: int = 1, **rest) -> TextBlock:
    given = {"actor": None, "now": timezone.now(), "name": block.name} | rest
    return change_text_block(
        block_id=block.pk,
        texts=[TextRow(language="en", text=text)],
        expected_version=version,
        **given,
    )


def use(posting: Posting, *blocks: TextBlock, **rest) -> Posting:
    return set_text_blocks(
        actor=None,
        posting_id=posting.pk,
        text_blocks=[TextBlockRow(block=block.pk) for block in blocks],
        now=timezone.now(),
        **rest,
    )


def names() -> list[str]:
    return list(TextBlock.objects.order_by("position").values_list("name", flat=True))


@pytest.mark.django_db
def test_a_changed_text_has_a_new_version_and_its_postings_count_as_changed():
    block, user, other = write(), PostingFactory(), PostingFactory()
    use(user, block)
    changed = rewrite(block, "We all")
    user.refresh_from_db()
    other.refresh_from_db()
    assert (changed.version, texts_of_block(block)) == (2, (TextRow(language="en", text="We all"),))
    assert user.updated_at == changed.updated_at
    assert other.updated_at == MADE_AT


@pytest.mark.django_db
def test_languages_without_a_text_are_not_kept():
    texts = [TextRow(language="en", text=" \n"), TextRow(language="de", text="Wir")]
    block = create_text_block(actor=None, name="About", texts=texts, now=timezone.now())
    assert [row.language for row in texts_of_block(block)] == ["de"]


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("text", "error"),
    [(" ", NoText), ("![](picture:x)", UnusableText), (">" * 1000 + "x", UnusableText)],
)
def test_a_text_that_says_nothing_or_cannot_be_shown_is_refused(text, error):
    block = write()
    with pytest.raises(error):
        write("Other", text)
    with pytest.raises(error):
        rewrite(block, text)
    assert (names(), TextBlock.objects.get().version) == (["About"], 1)


@pytest.mark.django_db
def test_two_texts_do_not_have_the_same_name():
    write("About")
    block = write("Perks")
    with pytest.raises(NameTaken):
        write("About")
    with pytest.raises(NameTaken):
        rewrite(block, "Tea", name="About")


@pytest.mark.django_db
@pytest.mark.parametrize("role", ["interviewer", "hiring_manager"])
def test_only_those_who_write_adverts_write_what_they_share(role):
    person, block = UserFactory(role=role), write()
    for act in (
        lambda: write("Perks", actor=person),
        lambda: rewrite(block, "x", actor=person),
        lambda: delete_text_block(actor=person, block_id=block.pk, now=timezone.now()),
        lambda: move_text_block(actor=person, block_id=block.pk, step=1, now=timezone.now()),
    ):
        with pytest.raises(NotAllowed):
            act()


@pytest.mark.django_db
def test_moving_orders_the_list_and_stops_at_its_ends():
    first, _second, third = write("A"), write("B"), write("C")
    move_text_block(actor=None, block_id=third.pk, step=-1, now=timezone.now())
    assert names() == ["A", "C", "B"]
    move_text_block(actor=None, block_id=first.pk, step=-1, now=timezone.now())
    assert names() == ["A", "C", "B"]
    move_text_block(actor=None, block_id=first.pk, step=1, now=timezone.now())
    assert names() == ["C", "A", "B"]


@pytest.mark.django_db
def test_a_used_text_is_not_deleted_and_says_where_it_is_used():
    block, posting = write(), PostingFactory(title="Cook")
    use(posting, block)
    with pytest.raises(TextBlockInUse) as refused:
        delete_text_block(actor=None, block_id=block.pk, now=timezone.now())
    assert refused.value.postings == [posting]
    use(posting)
    delete_text_block(actor=None, block_id=block.pk, now=timezone.now())
    assert not TextBlock.objects.exists()


@pytest.mark.django_db
def test_a_posting_takes_each_text_once_and_none_that_is_gone():
    block, posting = write(), PostingFactory()
    with pytest.raises(RepeatedRow, match="About"):
        use(posting, block, block)
    with pytest.raises(UnknownRow):
        use(posting, TextBlock(pk=block.pk + 1))
    assert text_blocks_of(posting) == ()


@pytest.mark.django_db
def test_choosing_by_two_people_loses_nothing():
    block, posting = write(), PostingFactory()
    seen = Seen(section=fingerprint(()))
    use(posting, block, seen=seen)
    with pytest.raises(StalePosting):
        use(posting, seen=seen)
    assert len(text_blocks_of(posting)) == 1


def at_once(*acts) -> list[Exception]:
    barrier, errors = Barrier(len(acts)), []

    def run(act) -> None:
        try:
            barrier.wait()
            act()
        except Exception as error:
            errors.append(error)
        finally:
            connection.close()

    threads = [Thread(target=run, args=[act]) for act in acts]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return errors


@pytest.mark.django_db(transaction=True)
def test_of_two_people_who_change_one_text_the_second_is_told():
    block = write()
    (error,) = at_once(lambda: rewrite(block, "Mine"), lambda: rewrite(block, "Theirs"))
    assert isinstance(error, StaleTextBlock)
    (stored,) = texts_of_block(block)
    assert error.texts == (stored,)
    assert TextBlock.objects.get().version == 2


@pytest.mark.django_db(transaction=True)
def test_choosing_changing_and_moving_at_once_wait_for_nobody_for_ever():
    blocks = [write(name) for name in "ABC"]
    postings = [PostingFactory() for _ in range(3)]
    for posting in postings:
        use(posting, *blocks)
    now = timezone.now()
    errors = at_once(
        *(lambda p=posting: use(p, *reversed(blocks)) for posting in postings),
        *(lambda b=block: rewrite(b, "New") for block in blocks),
        lambda: move_text_block(actor=None, block_id=blocks[0].pk, step=1, now=now),
    )
    assert errors == []
    assert {block.version for block in TextBlock.objects.all()} == {2}


@pytest.mark.django_db(transaction=True)
def test_a_text_is_chosen_or_deleted_never_both():
    block, posting = write(), PostingFactory()
    errors = at_once(
        lambda: use(posting, block),
        lambda: delete_text_block(actor=None, block_id=block.pk, now=timezone.now()),
    )
    assert len(errors) == 1
    assert isinstance(errors[0], UnknownRow | TextBlockInUse)
    assert TextBlock.objects.count() == len(text_blocks_of(posting))
