from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from applications.decisions.models import Decision
from applications.pipeline.actions import move_application
from applications.tests.factories import ApplicationFactory
from ats.testing.queries import assert_same_queries
from ats.tests.factories import UserFactory
from postings.tests.factories import OpeningFactory

pytestmark = pytest.mark.django_db

HTMX = {"HX-Request": "true"}


@pytest.fixture
def opening(posting):
    return OpeningFactory(posting=posting, team="Crane Control", seats=1)


def url(kind, application):
    return reverse(f"application-{kind}", args=[application.pk])


def rejection(application, **changes):
    return {
        "reason": "skills",
        "subject": "Your application",
        "body": "Thank you, Zoë. We go on with others.",
        "version": application.version,
    } | changes


def hiring(application, opening, **changes):
    return {
        "opening": opening.pk,
        "subject": "Welcome",
        "body": "Come.",
        "version": application.version,
    } | changes


def move_elsewhere(application, stage):
    move_application(
        actor=UserFactory(name="Otto Other"),
        application_id=application.pk,
        to_stage_id=stage.pk,
        from_stage_id=application.stage_id,
        expected_version=application.version,
        now=timezone.now(),
    )


def test_the_form_comes_with_words_for_this_person(application, recruiter, signed_in):
    page = signed_in(recruiter).get(url("reject", application)).content.decode()

    assert "Reject Zoë Silva" in page
    assert "Lift Engineer" in page
    assert "The message is held for 60 minutes." in page
    assert "Zoë Silva" in page.split("<textarea")[1].split("</textarea>")[0]


def test_rejecting_leads_to_the_page_with_undo(application, recruiter, signed_in):
    response = signed_in(recruiter).post(
        url("reject", application), rejection(application), follow=True
    )

    decision = Decision.objects.get()
    page = response.content.decode()
    due = timezone.localtime(decision.answer_due_at)
    assert f"Zoë Silva is rejected. The answer goes out at {due:%H:%M}." in page
    assert reverse("decision-undo", args=[decision.pk]) in page
    assert (decision.reason, decision.message_body[:9]) == ("skills", "Thank you")


def test_a_dialog_closes_and_the_page_hears_of_it(application, recruiter, signed_in):
    client = signed_in(recruiter)
    assert "<dialog" in client.get(url("reject", application), headers=HTMX).content.decode()

    response = client.post(url("reject", application), rejection(application), headers=HTMX)

    assert response.status_code == 204
    for part in ('"close-dialog"', '"application-changed"', "is rejected", "undo"):
        assert part in response["HX-Trigger"]


@pytest.mark.parametrize(
    ("gap", "message"),
    [
        ({"reason": ""}, "reason"),
        ({"subject": " "}, "subject"),
        ({"body": ""}, "message"),
        ({"subject": "x" * 301}, "300"),
        ({"reason": "because"}, "because"),
        ({"version": "x"}, "version"),
    ],
)
def test_gaps_are_named_and_nothing_typed_is_lost(application, recruiter, signed_in, gap, message):
    data = rejection(application, body="Long and careful words.") | gap

    response = signed_in(recruiter).post(url("reject", application), data)

    page = response.content.decode()
    assert response.status_code == 422
    assert "There is a problem" in page
    assert message in page.split("There is a problem")[1].split("</ul>")[0].lower()
    assert "Long and careful words." in page or "body" in gap
    assert not Decision.objects.exists()


@pytest.mark.parametrize("headers", [{}, HTMX])
def test_a_change_in_between_loses_no_word_and_can_be_sent_again(
    application, stage, recruiter, signed_in, headers
):
    client = signed_in(recruiter)
    data = rejection(application, body="Long and careful words.")
    move_elsewhere(application, stage("offer"))

    response = client.post(url("reject", application), data, headers=headers)

    page = response.content.decode()
    assert response.status_code == 409
    assert "Otto Other was faster" in page
    assert "Long and careful words." in page
    assert 'name="version" value="2"' in page
    again = client.post(url("reject", application), data | {"version": 2}, headers=headers)
    assert again.status_code in (204, 302)
    assert Decision.objects.get().message_body == "Long and careful words."


def test_what_somebody_else_has_decided_stays(application, recruiter, signed_in):
    client = signed_in(recruiter)
    client.post(url("reject", application), rejection(application, reason="pay"))

    response = client.post(url("reject", application), rejection(application))

    assert response.status_code == 409
    assert "is no longer active: rejected by Rita Recruiter" in response.content.decode()
    assert Decision.objects.get().reason == "pay"


def test_a_hire_takes_the_only_free_seat(application, opening, recruiter, signed_in):
    client = signed_in(recruiter)
    page = client.get(url("hire", application)).content.decode()
    assert "Crane Control · 1 of 1 seat left" in page
    assert "checked" in page

    client.post(url("hire", application), hiring(application, opening))

    application.refresh_from_db()
    assert (application.status, application.opening) == ("hired", opening)


def test_without_a_seat_nobody_is_hired(application, opening, recruiter, signed_in, posting):
    ApplicationFactory(posting=posting, status="hired", opening=opening)
    client = signed_in(recruiter)

    page = client.get(url("hire", application)).content.decode()
    response = client.post(url("hire", application), hiring(application, opening))

    assert "Every seat of this posting is taken." in page
    assert response.status_code == 422
    application.refresh_from_db()
    assert application.status == "active"


def test_seats_of_other_postings_are_no_choice(application, opening, recruiter, signed_in):
    foreign = OpeningFactory()

    response = signed_in(recruiter).post(url("hire", application), hiring(application, foreign))

    assert response.status_code == 422


def test_undo_while_the_answer_is_held(application, recruiter, signed_in):
    client = signed_in(recruiter)
    client.post(url("reject", application), rejection(application))
    undo = reverse("decision-undo", args=[Decision.objects.get().pk])

    response = client.post(undo, follow=True)

    assert "Taken back. The answer will not be sent." in response.content.decode()
    application.refresh_from_db()
    assert application.status == "active"


def test_undo_after_the_answer_has_gone_out_says_so(application, recruiter, signed_in):
    client = signed_in(recruiter)
    client.post(url("reject", application), rejection(application))
    Decision.objects.update(answered_at=timezone.now() - timedelta(minutes=1))
    undo = reverse("decision-undo", args=[Decision.objects.get().pk])

    page = client.post(undo)
    htmx = client.post(undo, headers=HTMX)

    assert (page.status_code, htmx.status_code) == (409, 409)
    assert "Too late: the answer has gone out already." in page.content.decode()
    assert "Too late" in htmx["HX-Trigger"]


def test_undo_after_a_new_application_of_the_same_person_says_so(application, recruiter, signed_in):
    client = signed_in(recruiter)
    client.post(url("reject", application), rejection(application))
    ApplicationFactory(posting=application.posting, candidate=application.candidate)

    response = client.post(reverse("decision-undo", args=[Decision.objects.get().pk]))

    assert response.status_code == 409
    assert "has applied for the posting again" in response.content.decode()


def test_managers_decide_nothing(application, opening, manager, signed_in):
    client = signed_in(manager)

    answers = [
        client.post(url("reject", application), rejection(application)),
        client.post(url("hire", application), hiring(application, opening)),
        client.get(url("reject", application)),
    ]

    assert [answer.status_code for answer in answers] == [404, 404, 404]
    assert not Decision.objects.exists()


def test_statements_of_the_hire_form_do_not_grow(application, posting, recruiter, signed_in):
    client = signed_in(recruiter)

    def make(size):
        while posting.openings.count() < size:
            OpeningFactory(posting=posting)

    assert_same_queries(
        make=make, act=lambda: client.get(url("hire", application)), sizes=(1, 10), most=12
    )
