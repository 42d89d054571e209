"""Who gets to see a picture, and how it is sent."""

import pytest
from django.core.cache import cache
from django.utils import timezone

from ats.testing.queries import assert_same_queries
from ats.tests.factories import UserFactory
from postings.models import Posting
from postings.pictures.tests.samples import stored_picture
from postings.posting.actions import set_description
from postings.posting.sections import Description
from postings.tests.factories import PostingFactory, TeamMemberFactory
from postings.text_blocks.actions import create_text_block, set_text_blocks
from postings.text_blocks.queries import TextBlockRow, TextRow

pytestmark = pytest.mark.django_db


@pytest.fixture
def shown():
    return stored_picture(UserFactory(role="recruiter"))


@pytest.fixture
def address(shown) -> str:
    return f"/pictures/{shown.key}"


def say(posting: Posting, text: str) -> None:
    set_description(
        actor=None,
        posting_id=posting.pk,
        description=Description(description=text),
        now=timezone.now(),
    )


def show(posting: Posting, shown) -> None:
    say(posting, f"![The yard](picture:{shown.key})")


def share(posting: Posting, shown) -> None:
    text = TextRow(language="en", text=f"![The yard](picture:{shown.key})")
    block = create_text_block(actor=None, name="About", texts=[text], now=timezone.now())
    chosen = [TextBlockRow(block=block.pk)]
    set_text_blocks(actor=None, posting_id=posting.pk, text_blocks=chosen, now=timezone.now())


def test_a_picture_of_an_open_posting_is_for_everyone_and_kept_for_a_day(client, shown, address):
    show(PostingFactory(), shown)
    response = client.get(address)
    assert response.status_code == 200
    assert response.content == bytes(shown.image)
    assert response["Content-Type"] == "image/webp"
    assert response["X-Content-Type-Options"] == "nosniff"
    assert response["Cache-Control"] == "public, max-age=86400"
    assert response["Cross-Origin-Resource-Policy"] == "cross-origin"
    assert not response.has_header("Vary") or "Cookie" not in response["Vary"]
    assert not response.cookies


def test_who_has_it_already_gets_no_second_copy(client, shown, address):
    show(PostingFactory(), shown)
    etag = client.get(address)["ETag"]
    again = client.get(address, headers={"If-None-Match": etag})
    assert (again.status_code, again.content, again["ETag"]) == (304, b"", etag)
    assert again["Cache-Control"] == "public, max-age=86400"


def test_one_in_a_shared_text_is_seen_where_an_open_posting_uses_it(client, shown, address):
    posting = PostingFactory()
    share(posting, shown)
    assert client.get(address).status_code == 200
    posting.text_blocks.all().delete()
    assert client.get(address).status_code == 404


@pytest.mark.parametrize(
    "state",
    [
        {"draft": True},
        {"status": "in_review", "published_at": None},
        {"paused": True},
        {"closed": True},
        {"is_confidential": True},
        {"apply_by_on": "2026-01-31"},
    ],
    ids=str,
)
@pytest.mark.parametrize("way", [show, share])
def test_the_public_gets_none_of_a_posting_that_it_may_not_see(client, shown, address, state, way):
    posting = PostingFactory()
    way(posting, shown)
    assert client.get(address).status_code == 200
    other = PostingFactory.build(**state)
    names = ("status", "published_at", "is_confidential", "apply_by_on")
    Posting.objects.filter(pk=posting.pk).update(**{name: getattr(other, name) for name in names})
    assert client.get(address).status_code == 404


def test_a_picture_that_is_taken_out_of_the_text_is_gone_from_the_public(client, shown, address):
    posting = PostingFactory()
    show(posting, shown)
    say(posting, "Words only")
    assert client.get(address).status_code == 404


def test_an_unused_picture_is_its_uploaders_alone(client, shown, address):
    assert client.get(address).status_code == 404
    client.force_login(UserFactory(role="admin"))
    assert client.get(address).status_code == 404
    client.force_login(shown.created_by)
    response = client.get(address)
    assert response.status_code == 200
    assert response["Cache-Control"] == "private, no-cache"


def test_staff_see_those_of_postings_that_they_see(client, shown, address):
    draft = PostingFactory(draft=True, is_confidential=True)
    show(draft, shown)
    manager = UserFactory(role="hiring_manager")
    client.force_login(manager)
    assert client.get(address).status_code == 404
    TeamMemberFactory(posting=draft, user=manager, role="hiring_manager")
    assert client.get(address).status_code == 200
    client.force_login(UserFactory(role="recruiter"))
    assert client.get(address).status_code == 404


def test_whoever_writes_shared_texts_sees_their_pictures(client, shown, address):
    posting = PostingFactory(draft=True)
    share(posting, shown)
    posting.text_blocks.all().delete()
    client.force_login(UserFactory(role="recruiter"))
    assert client.get(address).status_code == 200
    client.force_login(UserFactory(role="interviewer"))
    assert client.get(address).status_code == 404


def test_an_unknown_key_is_not_there(client):
    assert client.get("/pictures/11111111-2222-4333-8444-555555555555").status_code == 404
    assert client.get("/pictures/nonsense").status_code == 404


def test_a_description_shows_its_picture_with_its_size(client, shown, address):
    posting = PostingFactory()
    show(posting, shown)
    cache.clear()
    page = client.get(f"/jobs/{posting.slug}").content.decode()
    assert f'<img src="{address}"' in page
    assert 'alt="The yard"' in page
    assert 'width="300" height="100" loading="lazy"' in page.replace("\n", " ")


def test_it_takes_as_many_statements_for_a_picture_on_many_postings(client, shown, address):
    made: list[Posting] = []

    def make(size: int) -> None:
        while len(made) < size:
            made.append(PostingFactory())
            show(made[-1], shown)

    assert_same_queries(make=make, act=lambda: client.get(address), sizes=(1, 5), most=3)
