from dataclasses import replace

import pytest
from django.db import transaction
from django.urls import reverse
from django.utils import timezone

from applications.decisions.actions import reject_application, undo_decision
from applications.intake.actions import accept_submission
from applications.pipeline.actions import move_application
from applications.staff.application_page.history import history_of
from applications.staff.application_page.tests.test_views import message_about
from applications.tests.factories import DocumentFactory, SubmissionFactory
from ats.events.actions import record
from ats.events.models import Event
from ats.testing.queries import assert_same_queries
from ats.tests.factories import UserFactory
from postings.stages.actions import set_stages
from postings.stages.queries import stages_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def otto():
    return UserFactory(name="Otto Other")


def happen(verb, subject, actor=None, actor_kind="", **data):
    with transaction.atomic():
        now = timezone.now()
        record(verb, subject=subject, actor=actor, actor_kind=actor_kind, now=now, data=data)


def sentences(application, viewer):
    return [line.text for line in history_of(application, viewer=viewer)]


def test_a_history_reads_as_sentences_the_latest_first(application, stage, recruiter, otto):
    happen("application.submitted", application, actor_kind="candidate")
    move_application(
        actor=otto,
        application_id=application.pk,
        to_stage_id=stage("review").pk,
        from_stage_id=stage("new").pk,
        expected_version=1,
        now=timezone.now(),
    )
    decision = reject_application(
        actor=otto,
        application_id=application.pk,
        expected_version=2,
        reason="pay",
        subject="Your application",
        body="No.",
        now=timezone.now(),
    )
    undo_decision(actor=recruiter, decision_id=decision.pk, now=timezone.now())
    happen("application.assigned", application, actor=recruiter, user=otto.pk)

    assert sentences(application, recruiter) == [
        "Rita Recruiter asked Otto Other for a scorecard",
        "Rita Recruiter took the rejection back",
        "Otto Other rejected this: Pay expectations do not fit",
        "Otto Other moved this from New to Review",
        "The candidate applied",
    ]


def test_what_is_gone_is_said_plainly(application, stage, recruiter, otto):
    happen(
        "application.moved", application, actor=otto, **{"from": 999_999, "to": stage("offer").pk}
    )
    otto.delete()

    assert sentences(application, recruiter) == [
        "A former colleague moved this from a removed stage to Offer"
    ]


def test_documents_are_part_of_it_but_not_for_interviewers(application, recruiter, interviewer):
    document = DocumentFactory(submission=SubmissionFactory(application=application))
    happen("document.stored", document, application=application.pk)
    happen("application.rejected", application, actor=recruiter, decision=1)

    assert "zoe-cv.pdf arrived" in sentences(application, recruiter)
    assert sentences(application, interviewer) == ["Rita Recruiter rejected this: reason not shown"]


def test_proving_the_address_and_taking_over_a_submission_are_part_of_it(application, recruiter):
    further = SubmissionFactory(application=application, waiting=True)
    happen("candidate.email_confirmed", application.candidate, actor_kind="candidate")
    accept_submission(actor=recruiter, submission_id=further.pk, now=timezone.now())
    elsewhere = SubmissionFactory(waiting=True)
    accept_submission(actor=recruiter, submission_id=elsewhere.pk, now=timezone.now())

    assert sentences(application, recruiter) == [
        "Rita Recruiter took over a further submission",
        "The candidate confirmed their e-mail address",
    ]


def test_events_that_are_no_news_are_left_out(application, recruiter):
    happen("application.reindexed", application)

    assert sentences(application, recruiter) == []


def test_messages_to_the_candidate_stand_with_their_state(application, recruiter, signed_in):
    message_about(application, state="sent", sent_at=timezone.now())
    message_about(application, subject="A decision", state="held")
    further = SubmissionFactory(application=application, waiting=True)
    message_about(further, subject="It arrived, too", about_type="submission")
    message_about(application, subject="Somebody applied", kind="team_notice")
    url = reverse("application-history", args=[application.pk])
    client = signed_in(recruiter)

    page = client.get(url).content.decode()

    order = [page.index(t) for t in ("It arrived, too", "A decision", "We have your application")]
    assert order == sorted(order)
    assert "held" in page
    assert "Somebody applied" not in page
    assert "<html" not in client.get(url, headers={"HX-Request": "true"}).content.decode()


def test_statements_do_not_grow_with_the_history(application, recruiter, signed_in):
    client = signed_in(recruiter)
    url = reverse("application-history", args=[application.pk])

    def make(size):
        while Event.objects.filter(verb="application.rejected").count() < size:
            happen("application.rejected", application, actor=UserFactory(), decision=1)
            happen("application.assigned", application, actor=UserFactory(), user=1)
            DocumentFactory(submission=SubmissionFactory(application=application))
            message_about(application)

    assert_same_queries(make=make, act=lambda: client.get(url), sizes=(1, 10), most=12)


def test_a_removed_stage_keeps_its_name_in_old_moves(posting, application, recruiter):
    first, second, *others = stages_of(posting)
    rows = [replace(second, kind="new"), *others]
    set_stages(
        actor=recruiter,
        posting_id=posting.pk,
        stages=rows,
        targets={first.id: second.name},
        now=timezone.now(),
    )

    assert sentences(application, recruiter) == ["Rita Recruiter moved this from New to Review"]
