"""The list, the overview, making a posting, and its buttons."""

import pytest
from django.urls import reverse

from ats.testing.queries import assert_same_queries
from ats.tests.factories import UserFactory
from postings.lifecycle import guards
from postings.models import Posting
from postings.tests.factories import (
    MADE_AT,
    DepartmentFactory,
    LocationFactory,
    OpeningFactory,
    PostingFactory,
    QuestionFactory,
    TeamMemberFactory,
)

pytestmark = pytest.mark.django_db
LIST = "/staff/postings/"


@pytest.fixture
def recruiter(client):
    person = UserFactory(role="recruiter")
    client.force_login(person)
    return person


def text_of(response) -> str:
    return response.content.decode()


def test_an_empty_list_says_what_to_do(client, recruiter) -> None:
    text = text_of(client.get(LIST))
    assert "No postings yet" in text
    assert reverse("posting-create") in text
    assert reverse("posting-import") in text


def test_the_list_with_states_and_their_numbers(client, recruiter) -> None:
    PostingFactory(title="Cook", draft=True)
    PostingFactory(title="Baker")
    PostingFactory(title="Waiter")
    everything = text_of(client.get(LIST))
    assert all(title in everything for title in ("Cook", "Baker", "Waiter"))
    assert 'All <span class="count">3</span>' in everything
    assert 'Open <span class="count">2</span>' in everything
    drafts = text_of(client.get(LIST, {"status": "draft"}))
    assert "Cook" in drafts
    assert "Baker" not in drafts


def test_searching_by_title_or_reference(client, recruiter) -> None:
    PostingFactory(title="Head Cook", reference="K-77")
    PostingFactory(title="Baker")
    for query in ("cook", "head COOK", "k-7"):
        found = text_of(client.get(LIST, {"q": query}))
        assert "Head Cook" in found
        assert "Baker" not in found
    assert "No posting fits" in text_of(client.get(LIST, {"q": "100%_"}))


@pytest.mark.parametrize(
    "query",
    [
        {"status": "nonsense"},
        {"after": "x"},
        {"before": "9" * 40},
        {"q": "\x00"},
        {"q": "a " * 500},
    ],
)
def test_nonsense_in_the_address_is_no_error(client, recruiter, query) -> None:
    assert client.get(LIST, query).status_code == 200


def test_each_sees_their_own(client) -> None:
    manager = UserFactory(role="hiring_manager")
    mine = TeamMemberFactory(user=manager, role="hiring_manager").posting
    other = PostingFactory()
    client.force_login(manager)
    text = text_of(client.get(LIST))
    assert mine.title in text
    assert other.title not in text
    assert reverse("posting-create") not in text
    overview = text_of(client.get(f"{LIST}{mine.pk}/"))
    assert "Publish" not in overview
    assert reverse("posting-edit", kwargs={"pk": mine.pk}) not in overview
    assert client.get(f"{LIST}{other.pk}/").status_code == 404


def test_as_many_statements_for_many_as_for_one(client, recruiter) -> None:
    def make(size: int) -> None:
        while Posting.objects.count() < size:
            posting = PostingFactory(department=DepartmentFactory())
            LocationFactory(posting=posting)
            OpeningFactory(posting=posting)

    assert_same_queries(make=make, act=lambda: client.get(LIST), sizes=(1, 10), most=9)
    posting = Posting.objects.first()

    def more(size: int) -> None:
        while posting.questions.count() < size:
            QuestionFactory(posting=posting)
            TeamMemberFactory(posting=posting)

    assert_same_queries(make=more, act=lambda: client.get(f"{LIST}{posting.pk}/"), most=14)


def test_making_a_posting(client, recruiter) -> None:
    assert client.post(f"{LIST}new", {"title": " "}).status_code == 422
    response = client.post(f"{LIST}new", {"title": "Head Cook"})
    posting = Posting.objects.get()
    assert response["Location"] == f"{LIST}{posting.pk}/edit"
    assert (posting.title, posting.status) == ("Head Cook", "draft")


def test_the_overview_shows_the_facts(client, recruiter) -> None:
    posting = PostingFactory(
        title="Cook",
        workplace_type="remote",
        window_from_minutes=-60,
        window_to_minutes=180,
        description="Come <script>alert(1)</script>",
    )
    OpeningFactory(posting=posting, team="Grill", seats=2)
    text = text_of(client.get(f"{LIST}{posting.pk}/"))
    assert "UTC−1 to UTC+3" in text
    assert "Grill: 2 seats" in text
    assert "<script>alert" not in text


def press(client, posting: Posting, action: str):
    return client.post(f"{LIST}{posting.pk}/{action}", follow=True)


def test_publishing_pausing_reopening_and_closing(client, recruiter) -> None:
    posting = PostingFactory(draft=True, with_stages=True, with_team=True, title="Cook")
    for action, status, said in [
        ("publish", "open", "“Cook” is open"),
        ("pause", "paused", "is paused"),
        ("reopen", "open", "is open again"),
        ("close", "closed", "is closed"),
    ]:
        response = press(client, posting, action)
        posting.refresh_from_db()
        assert posting.status == status
        assert said in text_of(response)


def test_what_is_missing_is_said_with_the_way_to_mend_it(client, recruiter) -> None:
    posting = PostingFactory(draft=True, description="")
    response = press(client, posting, "publish")
    assert response.status_code == 409
    text = text_of(response)
    assert "Write a description." in text
    assert f"{LIST}{posting.pk}/edit#description" in text


def test_a_button_of_an_old_page(client, recruiter) -> None:
    response = press(client, PostingFactory(closed=True), "pause")
    assert response.status_code == 409
    assert "It is now: Closed." in text_of(response)


def test_a_guard_speaks_on_the_page(client, recruiter) -> None:
    def refuse(posting: Posting, now: object) -> str:
        return "Somebody waits for an answer."

    guards.register("close", refuse)
    try:
        response = press(client, PostingFactory(), "close")
    finally:
        guards.unregister("close", refuse)
    assert response.status_code == 409
    assert "Somebody waits for an answer." in text_of(response)


def test_a_look_does_not_press_a_button(client, recruiter) -> None:
    assert client.get(f"{LIST}{PostingFactory().pk}/pause").status_code == 405


def test_a_review_from_sending_to_publishing(client, recruiter) -> None:
    posting = PostingFactory(draft=True, with_stages=True, with_team=True, title="Cook")
    press(client, posting, "send-for-review")
    page = client.get(f"/staff/postings/{posting.pk}/").content.decode()
    assert f"Sent by {recruiter}" in page
    manager = posting.team.get(role="hiring_manager").user
    client.force_login(manager)
    page = client.get(f"/staff/postings/{posting.pk}/").content.decode()
    assert "/publish" in page and "/return-to-draft" in page and '/edit"' not in page
    back = client.post(f"/staff/postings/{posting.pk}/return-to-draft", {"note": "Mind the pay."})
    assert back.status_code == 302
    assert "Mind the pay." in client.get(f"/staff/postings/{posting.pk}/").content.decode()
    assert client.post(f"/staff/postings/{posting.pk}/publish").status_code == 404


def test_a_note_that_is_too_long_is_kept(client, recruiter) -> None:
    posting = PostingFactory(status="in_review")
    response = client.post(f"/staff/postings/{posting.pk}/return-to-draft", {"note": "x" * 2001})
    assert response.status_code == 422
    assert "x" * 2001 in response.content.decode()


def test_who_publishes_publishes_what_they_saw(client, recruiter) -> None:
    posting = PostingFactory(status="in_review", with_stages=True, with_team=True, version=4)
    response = client.post(f"/staff/postings/{posting.pk}/publish", {"version": "3"})
    assert response.status_code == 409
    assert "Look at it again" in response.content.decode()
    assert client.post(f"/staff/postings/{posting.pk}/publish", {"version": "4"}).status_code == 302


def test_archived_postings_are_found_by_their_state(client, recruiter) -> None:
    posting = PostingFactory(closed=True, title="Cook of old")
    press(client, posting, "archive")
    assert "Cook of old" not in client.get("/staff/postings/").content.decode()
    assert "Cook of old" in client.get("/staff/postings/?status=archived").content.decode()
    press(client, posting, "unarchive")
    assert "Cook of old" in client.get("/staff/postings/").content.decode()


def test_a_schedule_that_waits_says_why(client, recruiter) -> None:
    posting = PostingFactory(
        draft=True, description="", with_stages=True, with_team=True,
        publish_at=MADE_AT, schedule_waits_since=MADE_AT,
    )  # fmt: skip
    page = client.get(f"/staff/postings/{posting.pk}/").content.decode()
    assert "Its time to be published has come, but it waits" in page
    assert "Write a description." in page
