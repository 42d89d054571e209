from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from applications.scorecards.models import Scorecard
from applications.staff.board import queries
from applications.tests.factories import (
    ApplicationFactory,
    AssignmentFactory,
    CandidateFactory,
    SubmissionFactory,
)
from ats.testing.queries import assert_same_queries
from ats.tests.factories import UserFactory
from postings.tests.factories import CriterionFactory, OpeningFactory

pytestmark = pytest.mark.django_db


def board_url(posting):
    return reverse("pipeline-board", args=[posting.pk])


def submit_card(application, reviewer, recommendation="yes", level=3):
    now = timezone.now()
    card = Scorecard.objects.create(
        application=application,
        reviewer=reviewer,
        recommendation=recommendation,
        created_at=now,
        updated_at=now,
        submitted_at=now,
    )
    card.scores.create(criterion=CriterionFactory(posting=application.posting), level=level)
    return card


def test_a_board_shows_stages_counts_and_cards(posting, application, recruiter, signed_in):
    application.source = "Referral"
    application.save()
    OpeningFactory(posting=posting, seats=2)

    page = signed_in(recruiter).get(board_url(posting)).content.decode()

    for name in ("New", "Review", "Interview", "Offer"):
        assert f'title="{name}"' in page
    assert "Zoë Silva" in page
    assert "Without a résumé · Referral" in page
    assert "1 active application · 2 of 2 seats left" in page


def test_days_until_the_answer_are_marked(posting, recruiter, signed_in):
    today = timezone.localdate()
    for name, days in (("Late", -2), ("Soon", 1), ("Later", 9)):
        ApplicationFactory(
            posting=posting,
            candidate=CandidateFactory(name=name),
            reply_by_on=today + timedelta(days=days),
        )

    page = signed_in(recruiter).get(board_url(posting)).content.decode()

    assert "2 days late" in page
    assert "due tomorrow" in page
    assert "due in 9 days" not in page


def test_a_flagged_answer_is_a_word_on_the_card(posting, application, signed_in, recruiter):
    client = signed_in(recruiter)
    assert "flagged answer" not in client.get(board_url(posting)).content.decode()
    answer = {"label": "Nights?", "kind": "yes_no", "private": True, "value": False}
    SubmissionFactory(application=application, answers=[answer | {"flagged": True}])
    assert client.get(board_url(posting)).content.decode().count("flagged answer") == 1


def test_scores_are_sealed_until_ones_own_card_is_in(posting, application, signed_in, recruiter):
    for reviewer in (recruiter, UserFactory()):
        AssignmentFactory(application=application, user=reviewer)
    submit_card(application, UserFactory(), level=4)

    sealed = signed_in(recruiter).get(board_url(posting)).content.decode()
    assert "1 of 2 in" in sealed
    assert "4.0 ·" not in sealed

    submit_card(application, recruiter, recommendation="no", level=2)
    opened = signed_in(recruiter).get(board_url(posting)).content.decode()
    assert "3.0 · 1 of 2 yes" in opened


def test_statements_do_not_grow_with_the_cards(posting, recruiter, signed_in):
    client = signed_in(recruiter)
    stages = list(posting.stages.all())

    def make(size):
        while posting.applications.count() < size * len(stages):
            for stage in stages:
                application = ApplicationFactory(posting=posting, stage=stage)
                submit_card(application, UserFactory())

    def act():
        assert client.get(board_url(posting)).status_code == 200

    assert_same_queries(make=make, act=act, sizes=(1, 10), most=12)


def test_more_cards_come_when_asked_for(posting, stage, recruiter, signed_in, monkeypatch):
    monkeypatch.setattr(queries, "PAGE_SIZE", 1)
    for number in range(3):
        ApplicationFactory(posting=posting, candidate=CandidateFactory(name=f"Person {number}"))
    client = signed_in(recruiter)
    page = client.get(board_url(posting)).content.decode()
    assert "Person 0" in page
    assert "Person 1" not in page
    cursor = page.split("?after=")[1].split('"')[0]

    more = client.get(
        reverse("pipeline-column", args=[posting.pk, stage("new").pk]), {"after": cursor}
    ).content.decode()

    assert "Person 1" in more
    assert "Person 2" not in more
    assert "?after=" in more


def test_a_made_up_position_is_a_bad_request(posting, stage, recruiter, signed_in):
    url = reverse("pipeline-column", args=[posting.pk, stage("new").pk])

    assert signed_in(recruiter).get(url, {"after": "x"}).status_code == 400


def test_a_stage_of_another_posting_has_no_cards_here(posting, recruiter, signed_in):
    elsewhere = ApplicationFactory()
    url = reverse("pipeline-column", args=[posting.pk, elsewhere.stage_id])

    assert signed_in(recruiter).get(url, {"after": "1-1"}).status_code == 404


def test_an_empty_board_says_what_comes_next(posting, recruiter, signed_in):
    page = signed_in(recruiter).get(board_url(posting)).content.decode()

    assert "Nobody has applied yet" in page
    assert page.count("Nobody is here.") == 4


def test_a_filled_posting_says_who_still_waits(posting, application, recruiter, signed_in):
    opening = OpeningFactory(posting=posting, seats=1)
    ApplicationFactory(posting=posting, status="hired", opening=opening)

    page = signed_in(recruiter).get(board_url(posting)).content.decode()

    assert "Every seat is taken. 1 person still waits for an answer" in page


def test_an_address_with_a_huge_number_is_no_page(recruiter, signed_in):
    client = signed_in(recruiter)

    for path in (f"postings/{9**30}/board", f"applications/{9**30}/", f"candidates/{9**30}/"):
        assert client.get(f"/staff/{path}").status_code == 404


def test_managers_see_the_boards_of_their_postings_only(posting, manager, signed_in):
    client = signed_in(manager)

    assert client.get(board_url(posting)).status_code == 200
    assert client.get(board_url(ApplicationFactory().posting)).status_code == 404


def test_a_name_is_text_and_never_markup(posting, recruiter, signed_in):
    person = CandidateFactory(name='<img src=x onerror="alert(1)">')
    ApplicationFactory(posting=posting, candidate=person)

    page = signed_in(recruiter).get(board_url(posting)).content.decode()

    assert "<img src=x" not in page
    assert "&lt;img src=x" in page
