from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from applications.staff.home import queries
from applications.tests.factories import (
    ApplicationFactory,
    AssignmentFactory,
    CandidateFactory,
    DecisionFactory,
)
from ats.testing.queries import assert_same_queries
from ats.tests.factories import UserFactory
from postings.tests.factories import OpeningFactory, PostingFactory, TeamMemberFactory

pytestmark = pytest.mark.django_db

URL = reverse("home")


def apply(posting, name, **more):
    return ApplicationFactory(posting=posting, candidate=CandidateFactory(name=name), **more)


def in_days(days):
    return timezone.localdate() + timedelta(days=days)


def section(page, title):
    """Return the part of the page below a heading."""
    return page.split(f">{title}</h2>")[1].split("</section>")[0] if title in page else ""


def test_what_is_due_and_overdue_stands_there(posting, recruiter, signed_in):
    apply(posting, "Late Lea", reply_by_on=in_days(-3))
    apply(posting, "Soon Sam", reply_by_on=in_days(3))
    apply(posting, "Later Liv", reply_by_on=in_days(4))

    page = signed_in(recruiter).get(URL).content.decode()

    assert "Late Lea" in section(page, "Answers overdue")
    assert "Soon Sam" in section(page, "Answers due within 3 days")
    assert "Later Liv" not in page


def test_answers_that_failed_or_are_held_stand_there_with_undo(posting, recruiter, signed_in):
    held = DecisionFactory(application=apply(posting, "Held Hal", status="rejected"))
    DecisionFactory(
        application=apply(posting, "Failed Fay", status="rejected"), failed_at=timezone.now()
    )

    page = signed_in(recruiter).get(URL).content.decode()

    assert "Failed Fay" in section(page, "Answers that could not be delivered")
    assert "Held Hal" in section(page, "Answers going out")
    assert reverse("decision-undo", args=[held.pk]) in page


def test_an_answer_of_a_closed_posting_is_offered_no_undo(posting, recruiter, signed_in):
    held = DecisionFactory(application=apply(posting, "Held Hal", status="rejected"))
    posting.status = "closed"
    posting.save()

    page = signed_in(recruiter).get(URL).content.decode()

    assert "Held Hal" in section(page, "Answers going out")
    assert reverse("decision-undo", args=[held.pk]) not in page


def test_new_applications_and_postings_at_a_glance(posting, stage, recruiter, signed_in):
    apply(posting, "Fresh Finn", submitted_at=timezone.now() - timedelta(hours=2))
    apply(posting, "Old Olga", submitted_at=timezone.now() - timedelta(hours=30))
    opening = OpeningFactory(posting=posting, seats=3)
    apply(posting, "Hired Hana", status="hired", opening=opening)
    apply(posting, "Offer Otto", stage=stage("offer"))

    page = signed_in(recruiter).get(URL).content.decode()

    assert "Fresh Finn" in section(page, "New since yesterday")
    assert "Old Olga" not in page
    glance = section(page, "Postings")
    assert "Lift Engineer" in glance
    assert "2 of 3" in glance
    [row] = queries.glances(recruiter)
    assert [count for _, count in row.counts] == [2, 0, 0, 1]


def test_recruiters_do_not_see_what_is_confidential(recruiter, signed_in):
    secret = PostingFactory(title="Secret Successor", is_confidential=True, with_stages=True)
    late = apply(secret, "Late Lea", reply_by_on=in_days(-3), submitted_at=timezone.now())
    DecisionFactory(application=apply(secret, "Held Hal", status="rejected"))

    page = signed_in(recruiter).get(URL).content.decode()

    assert not any(text in page for text in ("Late Lea", "Held Hal", "Secret Successor"))
    admin = signed_in(UserFactory(role="admin")).get(URL).content.decode()
    assert "Late Lea" in admin
    assert late.pk


def test_a_manager_sees_scores_owed_and_their_postings(posting, application, manager, signed_in):
    AssignmentFactory(application=application, user=manager)
    other = ApplicationFactory()
    AssignmentFactory(application=other, user=manager)

    page = signed_in(manager).get(URL).content.decode()

    assert "Zoë Silva" in page
    assert "Lift Engineer" in page
    assert other.candidate.name not in page
    assert "Answers overdue" not in page


def test_an_interviewer_sees_scores_owed_and_nothing_else(application, interviewer, signed_in):
    page = signed_in(interviewer).get(URL).content.decode()

    assert "Zoë Silva" in page
    assert 'id="postings-title"' not in page
    assert reverse("pipeline-board", args=[application.posting_id]) not in page


def test_a_home_without_anything_says_what_comes_next(recruiter, signed_in):
    page = signed_in(recruiter).get(URL).content.decode()
    assert "Nobody waits for an answer that is due" in page
    assert "No open posting" in page

    page = signed_in(UserFactory(role="interviewer")).get(URL).content.decode()
    assert "Nothing waits for you" in page


def test_statements_of_a_recruiters_home_do_not_grow(recruiter, signed_in):
    client = signed_in(recruiter)
    made = []

    def make(size):
        while len(made) < size:
            posting = PostingFactory(with_stages=True)
            OpeningFactory(posting=posting)
            made.append(posting)
            late = apply(posting, "Late Lea", reply_by_on=in_days(-3))
            AssignmentFactory(application=late, user=recruiter)
            apply(posting, "Soon Sam", reply_by_on=in_days(1), submitted_at=timezone.now())
            for name, more in (("Held Hal", {}), ("Failed Fay", {"failed_at": timezone.now()})):
                DecisionFactory(application=apply(posting, name, status="rejected"), **more)

    assert_same_queries(make=make, act=lambda: client.get(URL), sizes=(1, 10), most=14)


def test_statements_of_a_managers_home_do_not_grow(signed_in):
    manager = UserFactory(role="hiring_manager")
    client = signed_in(manager)
    made = []

    def make(size):
        while len(made) < size:
            posting = PostingFactory(with_stages=True)
            made.append(posting)
            TeamMemberFactory(posting=posting, user=manager, role="hiring_manager")
            AssignmentFactory(application=ApplicationFactory(posting=posting), user=manager)

    assert_same_queries(make=make, act=lambda: client.get(URL), sizes=(1, 10), most=12)


def test_what_waits_for_a_second_look_is_on_the_home_of_those_who_may(signed_in, recruiter):
    sender = UserFactory(role="recruiter", name="Sam Sender")
    posting = PostingFactory(title="Cook", status="in_review", sent_for_review_by=sender)
    manager = UserFactory(role="hiring_manager")
    TeamMemberFactory(posting=posting, user=manager, role="hiring_manager")

    for person, sees in ((recruiter, True), (manager, True), (sender, False)):
        page = signed_in(person).get(reverse("home")).content.decode()
        assert ("Postings to look at before they are published" in page) is sees
        assert ("Sent by Sam Sender" in page) is sees


def test_a_schedule_that_waits_is_on_the_recruiters_home(signed_in, recruiter):
    PostingFactory(title="Cook", schedule_waits_since=timezone.now(), close_at=timezone.now())
    PostingFactory(title="Waiter", status="draft", schedule_waits_since=timezone.now())

    page = signed_in(recruiter).get(reverse("home")).content.decode()

    assert "Was to close, but somebody has no answer" in page
    assert "Was to be published, but something is missing" in page
