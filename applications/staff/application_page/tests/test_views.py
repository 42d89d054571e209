from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from applications.scorecards.models import Scorecard
from applications.tests.factories import (
    SENT_AT,
    ApplicationFactory,
    AssignmentFactory,
    DecisionFactory,
    DocumentFactory,
    ProfileFactory,
    SubmissionFactory,
    WorkHistoryFactory,
)
from ats.mail.models import Message
from ats.testing.queries import assert_same_queries
from ats.tests.factories import UserFactory
from postings.tests.factories import CriterionFactory, OpeningFactory

pytestmark = pytest.mark.django_db

HTMX = {"HX-Request": "true"}
PAY = {"label": "What pay do you expect?", "kind": "short_text", "private": True, "value": "60,000"}
KAFKA = {"label": "Do you know Kafka?", "kind": "yes_no", "private": False, "value": True}
START = {"label": "When?", "kind": "date", "private": False, "value": "2027-02-01"}


@pytest.fixture
def full(application):
    """An application with something in every section."""
    WorkHistoryFactory(profile=ProfileFactory(application=application))
    sent = SubmissionFactory(application=application, answers=[PAY, KAFKA])
    DocumentFactory(submission=sent, original_name="zoe-cv.pdf")
    return application


def get(client, application, **more):
    url = reverse("application-detail", args=[application.pk])
    return client.get(url, **more)


def text_for(client, application):
    return get(client, application).content.decode()


def message_about(application, **more):
    return Message.objects.create(
        **{
            "key": f"test:{Message.objects.count()}",
            "kind": "confirmation",
            "about_type": "application",
            "about_id": application.pk,
            "recipient_name": "Zoë Silva",
            "recipient_email": "zoe@example.net",
            "subject": "We have your application",
            "body": "Thank you.",
            "message_id": f"<{Message.objects.count()}@example.org>",
            "created_at": SENT_AT,
            "due_at": SENT_AT,
        }
        | more
    )


def test_a_recruiter_reads_everything_in_one_order(full, recruiter, signed_in):
    page = text_for(signed_in(recruiter), full)

    order = (
        "Zoë Silva",
        full.candidate.email,
        "Recent work",
        "Kept the lifts running.",
        "Skills",
        "Proud of",
        "Links",
        "What pay do you expect?",
        "60,000",
        "zoe-cv.pdf",
        "Scorecards",
        "History and messages",
    )
    places = [page.rindex(text) for text in order[1:]]
    assert places == sorted(places)
    for route in ("application-move", "application-reject", "application-hire"):
        assert reverse(route, args=[full.pk]) in page


def test_both_doors_have_the_same_sections(recruiter, posting, signed_in):
    client = signed_in(recruiter)
    pages = [
        text_for(client, ApplicationFactory(posting=posting, door=d)) for d in ("resume", "profile")
    ]

    headings = [[line for line in page.splitlines() if "<h3>" in line] for page in pages]
    assert headings[0] == headings[1] != []


def test_a_day_is_written_out_as_on_the_candidate_s_own_page(application, recruiter, signed_in):
    SubmissionFactory(application=application, answers=[START])
    assert "1 February 2027" in text_for(signed_in(recruiter), application)


NIGHTS = {"label": "Nights?", "kind": "yes_no", "private": False, "value": False, "flagged": True}


def test_a_flagged_answer_says_so_in_words(application, recruiter, interviewer, signed_in):
    SubmissionFactory(application=application, answers=[NIGHTS, KAFKA])
    for person in (recruiter, interviewer):
        assert text_for(signed_in(person), application).count("flagged answer") == 1


def test_the_flag_of_a_private_answer_is_not_for_interviewers(application, interviewer, signed_in):
    SubmissionFactory(application=application, answers=[NIGHTS | {"private": True}])
    assert "flagged" not in text_for(signed_in(interviewer), application)


def test_a_file_stands_beside_its_question_with_state_and_download(
    application, recruiter, interviewer, signed_in
):
    sent = SubmissionFactory(application=application)
    document = DocumentFactory(submission=sent, kind="other", original_name="sample.pdf")
    value = {"document": document.pk, "name": "sample.pdf"}
    sent.answers = [{"label": "A sample", "kind": "file", "private": False, "value": value}]
    sent.save()

    page = text_for(signed_in(recruiter), application)
    assert page.count("sample.pdf") == 1
    assert page.index("A sample") < page.index("sample.pdf") < page.index("documents-title")
    assert reverse("document-download", args=[document.pk]) in page
    assert "No files were sent" not in page

    page = text_for(signed_in(interviewer), application)
    assert "A file was sent." in page and "sample.pdf" not in page


def test_an_answer_that_does_not_say_so_is_not_for_interviewers(
    application, interviewer, signed_in
):
    unmarked = {key: value for key, value in PAY.items() if key != "private"}
    SubmissionFactory(application=application, answers=[unmarked])
    assert "60,000" not in text_for(signed_in(interviewer), application)


def test_an_interviewer_reads_without_contact_pay_answers_and_documents(
    full, interviewer, signed_in
):
    client = signed_in(interviewer)
    message_about(full)
    page = text_for(client, full)
    history = client.get(reverse("application-history", args=[full.pk])).content.decode()

    assert "Kept the lifts running." in page
    assert "Do you know Kafka?" in page
    hidden = (
        full.candidate.email,
        full.candidate.phone,
        "What pay",
        "60,000",
        "zoe-cv.pdf",
        "zoe@example.net",
        "We have your application",
        reverse("application-move", args=[full.pk]),
        reverse("candidate-detail", args=[full.candidate_id]),
    )
    assert [text for text in hidden if text in page + history] == []


def test_a_manager_moves_and_asks_but_does_not_decide(full, manager, signed_in):
    page = text_for(signed_in(manager), full)

    assert full.candidate.email in page
    assert reverse("application-move", args=[full.pk]) in page
    assert reverse("application-ask", args=[full.pk]) in page
    assert reverse("application-reject", args=[full.pk]) not in page


def test_the_panel_gets_the_same_without_the_frame(full, recruiter, signed_in):
    client = signed_in(recruiter)

    panel = get(client, full, headers=HTMX | {"HX-Target": "panel-body"}).content.decode()
    restored = get(client, full, headers=HTMX | {"HX-History-Restore-Request": "true"})

    assert "<html" not in panel
    assert "Kept the lifts running." in panel
    assert "<title>Zoë Silva" in panel
    assert "<html" in restored.content.decode()


def test_a_held_rejection_says_when_it_goes_out_and_can_be_undone(full, recruiter, signed_in):
    full.status = "rejected"
    full.save()
    decision = DecisionFactory(
        application=full,
        decided_by=UserFactory(name="Otto Other"),
        answer_due_at=timezone.now() + timedelta(minutes=30),
    )

    page = text_for(signed_in(recruiter), full)

    assert "Rejected by Otto Other: Skills do not match the posting." in page
    due = timezone.localtime(decision.answer_due_at)
    assert f"The answer goes out at {due:%H:%M}" in page
    assert reverse("decision-undo", args=[decision.pk]) in page
    assert "We have decided not to go on." in page


@pytest.mark.parametrize(("status", "offered"), [("paused", True), ("closed", False)])
def test_a_rejection_is_undone_only_while_the_posting_is_not_over(
    full, recruiter, signed_in, status, offered
):
    full.status = "rejected"
    full.save()
    full.posting.status = status
    full.posting.save()
    decision = DecisionFactory(application=full)

    page = text_for(signed_in(recruiter), full)

    assert "Until then the candidate sees nothing of it." in page
    assert (reverse("decision-undo", args=[decision.pk]) in page) is offered


def test_an_answered_rejection_cannot_be_undone(full, recruiter, signed_in):
    full.status = "rejected"
    full.save()
    decision = DecisionFactory(application=full, answered_at=SENT_AT)

    page = text_for(signed_in(recruiter), full)

    assert "The candidate was told" in page
    assert reverse("decision-undo", args=[decision.pk]) not in page


def test_a_failed_answer_asks_for_another_way(full, recruiter, signed_in):
    full.status = "rejected"
    full.save()
    DecisionFactory(application=full, failed_at=SENT_AT)

    assert "The answer could not be delivered." in text_for(signed_in(recruiter), full)


def test_an_interviewer_does_not_read_why(full, interviewer, signed_in):
    full.status = "rejected"
    full.save()
    DecisionFactory(application=full)

    page = text_for(signed_in(interviewer), full)

    assert "Rejected." in page
    assert "Skills do not match" not in page
    assert "We have decided not to go on." not in page


def test_a_hire_shows_its_seat(full, recruiter, signed_in):
    full.status = "hired"
    full.opening = OpeningFactory(posting=full.posting, team="Crane Control")
    full.save()

    assert "Crane Control" in text_for(signed_in(recruiter), full)


def test_a_further_submission_waits_and_can_be_taken_over(full, recruiter, signed_in):
    further = SubmissionFactory(
        application=full, waiting=True, name="Zoë Silva-Santos", answers=[KAFKA]
    )
    client = signed_in(recruiter)
    assert further.reference in text_for(client, full)

    response = client.post(reverse("submission-accept", args=[further.pk]), follow=True)

    page = response.content.decode()
    assert "The further submission counts now." in page
    assert "Zoë Silva-Santos" in page
    further.refresh_from_db()
    assert further.accepted_at is not None


@pytest.mark.parametrize("role", ["hiring_manager", "interviewer"])
def test_only_recruiters_take_submissions_over(full, role, signed_in, manager, interviewer):
    further = SubmissionFactory(application=full, waiting=True)
    person = manager if role == "hiring_manager" else interviewer

    response = signed_in(person).post(reverse("submission-accept", args=[further.pk]))

    assert response.status_code == 404
    further.refresh_from_db()
    assert further.accepted_at is None


def test_somebody_can_be_asked_for_a_scorecard(full, recruiter, signed_in):
    ivan = UserFactory(name="Ivan Interviewer", role="interviewer")
    client = signed_in(recruiter)
    url = reverse("application-ask", args=[full.pk])
    assert "Ivan Interviewer" in client.get(url).content.decode()
    assert "<dialog" in client.get(url, headers=HTMX).content.decode()

    client.post(reverse("reviewers", args=[full.pk]), {"user": ivan.pk})

    assert full.assignments.get().user == ivan
    assert "Everybody who could score has been asked" in client.get(url).content.decode()


def test_statements_do_not_grow_with_what_is_on_the_page(full, recruiter, signed_in):
    client = signed_in(recruiter)

    def make(size):
        while full.assignments.count() < size:
            AssignmentFactory(application=full)
            DocumentFactory(submission=SubmissionFactory(application=full, answers=[KAFKA]))
            SubmissionFactory(application=full, waiting=True)
            WorkHistoryFactory(profile=full.profile)
            submit_card(full)

    assert_same_queries(make=make, act=lambda: get(client, full), sizes=(1, 10), most=12)


def submit_card(application):
    card = Scorecard.objects.create(
        application=application,
        reviewer=UserFactory(),
        recommendation="yes",
        created_at=SENT_AT,
        updated_at=SENT_AT,
        submitted_at=SENT_AT,
    )
    card.scores.create(criterion=CriterionFactory(posting=application.posting), level=3)


def test_an_application_without_anything_still_has_its_page(posting, recruiter, signed_in):
    page = text_for(signed_in(recruiter), ApplicationFactory(posting=posting))

    assert "Nothing said" in page
    assert "No files were sent." in page


def test_the_page_says_where_somebody_came_from(application, recruiter, signed_in):
    application.source = "board.example"
    application.save()
    said = {"utm_campaign": "<b>spring</b>", "referrer": "board.example"}
    SubmissionFactory(application=application, attribution=said)

    page = signed_in(recruiter).get(f"/staff/applications/{application.pk}/").content.decode()

    assert "?source=board.example" in page
    assert "<dt>utm_campaign</dt><dd>&lt;b&gt;spring&lt;/b&gt;</dd>" in page
    assert "<dt>referrer</dt>" not in page
