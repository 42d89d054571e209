"""The last seat is taken: closing is proposed wherever a recruiter looks."""

import pytest
from django.contrib.messages import get_messages
from django.test import Client
from django.urls import reverse

from applications.tests.factories import ApplicationFactory
from ats.tests.factories import UserFactory
from postings.tests.factories import OpeningFactory, PostingFactory, TeamMemberFactory

pytestmark = pytest.mark.django_db
PROPOSAL = "Every seat is taken"


@pytest.fixture
def posting():
    posting = PostingFactory(with_stages=True, title="Cook")
    OpeningFactory(posting=posting, team="Kitchen", seats=1)
    OpeningFactory(posting=posting, team="Bar", seats=1)
    return posting


@pytest.fixture
def recruiter() -> Client:
    client = Client()
    client.force_login(UserFactory(role="recruiter"))
    return client


def hire(posting, team: str) -> None:
    opening = posting.openings.get(team=team)
    ApplicationFactory(posting=posting, opening=opening, status="hired")


def pages_of(client: Client, posting) -> dict[str, bool]:
    addresses = {
        "home": reverse("home"),
        "board": reverse("pipeline-board", args=[posting.pk]),
        "posting": reverse("posting-detail", args=[posting.pk]),
    }
    return {
        name: PROPOSAL in client.get(address).content.decode()
        for name, address in addresses.items()
    }


def test_closing_is_proposed_once_the_last_seat_is_taken(recruiter, posting) -> None:
    hire(posting, "Kitchen")
    assert pages_of(recruiter, posting) == {"home": False, "board": False, "posting": False}
    hire(posting, "Bar")
    assert pages_of(recruiter, posting) == {"home": True, "board": True, "posting": True}


@pytest.mark.parametrize("status", ["closed", "draft"])
def test_a_posting_that_is_not_at_work_is_left_in_peace(recruiter, posting, status) -> None:
    hire(posting, "Kitchen")
    hire(posting, "Bar")
    posting.status = status
    posting.save()
    assert pages_of(recruiter, posting) == {"home": False, "board": False, "posting": False}


def test_a_manager_reads_it_but_closes_nothing(posting) -> None:
    hire(posting, "Kitchen")
    hire(posting, "Bar")
    manager = UserFactory(role="hiring_manager")
    TeamMemberFactory(posting=posting, user=manager, role="hiring_manager")
    client = Client()
    client.force_login(manager)
    board = client.get(reverse("pipeline-board", args=[posting.pk])).content.decode()
    assert PROPOSAL in board
    assert "Close the posting" not in board


def test_the_hire_of_the_last_seat_says_so(recruiter, posting) -> None:
    hire(posting, "Kitchen")
    application = ApplicationFactory(posting=posting)
    data = {"opening": posting.openings.get(team="Bar").pk, "subject": "Yes", "body": "Welcome."}
    response = recruiter.post(
        reverse("application-hire", args=[application.pk]), {**data, "version": 1}
    )
    assert response.status_code == 302
    (message,) = get_messages(response.wsgi_request)
    assert "That was the last seat" in str(message)
