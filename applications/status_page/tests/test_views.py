import re
from datetime import timedelta
from html import unescape

import pytest
from django.test import Client
from django.utils import timezone

from applications.candidates.models import Application
from applications.models import StatusLink
from applications.status_page.actions import mint_link
from applications.tests.factories import (
    SENT_AT,
    ApplicationFactory,
    DecisionFactory,
    DocumentFactory,
    SubmissionFactory,
)
from ats.testing.queries import assert_same_queries

pytestmark = pytest.mark.django_db


def text_of(response):
    return unescape(response.content.decode())


def status_of(client):
    """Return the page without the tokens of its forms, which differ each time."""
    return re.sub(r'name="csrfmiddlewaretoken" value="\w+"', "", text_of(client.get("/status/")))


def test_opening_a_link_takes_the_secret_out_of_the_address(client, application):
    token = mint_link(application_id=application.pk, now=SENT_AT)

    response = client.get(f"/status/{token}")

    assert (response.status_code, response["Location"]) == (302, "/status/")
    assert response["Referrer-Policy"] == "no-referrer"
    assert "no-store" in response["Cache-Control"]
    cookie = response.cookies["status"]
    assert (cookie["path"], cookie["httponly"], cookie["samesite"]) == ("/status/", True, "Lax")
    page = client.get("/status/")
    assert page.status_code == 200
    assert token not in text_of(page)
    assert "no-store" in page["Cache-Control"]


@pytest.mark.parametrize("token", ["x", "0" * 43, "%00", "a" * 5000])
def test_an_unknown_link_says_what_to_do(token, client, db):
    response = client.get(f"/status/{token}")

    assert response.status_code == 404
    assert "We do not know this link" in text_of(response)
    assert not response.cookies


@pytest.mark.parametrize("path", ["/status/", "/status/withdraw"])
def test_without_a_link_there_is_nothing_to_see(path, client, application):
    assert client.get(path).status_code == 404
    client.cookies["status"] = StatusLink.objects.create(
        application=application, token_hash="0" * 64, created_at=SENT_AT
    ).token_hash
    assert client.get(path).status_code == 404


def test_the_page_shows_everything_that_was_sent(client, application):
    submission = application.submissions.get()
    submission.answers = [
        {"label": "Pay?", "kind": "number", "private": True, "value": "60000"},
        {"label": "Start?", "kind": "date", "private": False, "value": None},
    ]
    submission.save()
    DocumentFactory(submission=submission, original_name="zoe <b>cv</b>.pdf")
    client.get(f"/status/{mint_link(application_id=application.pk, now=SENT_AT)}")

    response = client.get("/status/")

    for sent in (
        *("Backend Lead", application.reference, submission.name, submission.email, "Portugal"),
        *("Porto Lift", "2021 – now", "Patience", "without a single page", "example.net/work"),
        *("Pay?", "60000", "Start?", "Not answered", "zoe <b>cv</b>.pdf"),
    ):
        assert sent in text_of(response)
    assert b"<b>cv" not in response.content


@pytest.mark.parametrize(
    ("kind", "current"),
    [
        ("new", "Received"),
        ("review", "Being read"),
        ("interview", "Interviews"),
        ("offer", "Decision"),
    ],
)
def test_where_it_stands_is_told_by_the_kind_of_stage_not_its_name(
    kind, current, holder, application
):
    stage = application.posting.stages.get(kind=kind)
    stage.name = "Maybe, if the other one declines"
    stage.save()
    Application.objects.update(stage=stage)

    text = status_of(holder)

    assert f'aria-current="step">{current}' in text
    assert "declines" not in text


def test_the_promised_day_is_named_and_a_broken_promise_admitted(holder, application):
    assert application.reply_by_on.strftime("%-d %B %Y") in status_of(holder)
    Application.objects.update(reply_by_on=timezone.now().date() - timedelta(days=1))

    assert "We are late" in status_of(holder)


HELD = {"answered_at": None, "failed_at": None}


@pytest.mark.parametrize(
    ("decision", "is_told"),
    [(HELD, False), (HELD | {"answered_at": SENT_AT}, True), (HELD | {"failed_at": SENT_AT}, True)],
)
def test_a_rejection_shows_once_its_mail_went_out_or_failed_for_good(
    decision, is_told, holder, application
):
    before = status_of(holder)
    DecisionFactory(
        application=application, message_body="We chose another. [[status_link]]", **decision
    )
    Application.objects.update(status="rejected")

    text = status_of(holder)

    assert ("We have decided not to go on" in text) == is_told
    assert ("We chose another." in text) == is_told
    assert ("Withdraw my application" in text) != is_told
    assert "[[" not in text
    if not is_told:
        assert text == before


def test_a_hire_shows_like_a_rejection_only_when_told(holder, application):
    decision = DecisionFactory(application=application, kind="hire", reason="")
    Application.objects.update(status="hired")
    assert "we want to work with you" not in status_of(holder)

    decision.answered_at = SENT_AT
    decision.save()
    assert "we want to work with you" in status_of(holder)


def test_looking_changes_nothing_but_when_it_was_looked_at(holder, application):
    before = Application.objects.values().get()
    holder.get("/status/")
    first = StatusLink.objects.get().last_opened_at
    holder.get("/status/")
    holder.get("/status/withdraw")

    assert first is not None
    assert StatusLink.objects.get().last_opened_at == first
    assert Application.objects.values().get() == before


def test_withdrawing_asks_once_and_is_a_post(holder, application):
    asked = holder.get("/status/withdraw")
    assert "Withdraw your application?" in text_of(asked)
    application.refresh_from_db()
    assert application.status == "active"

    assert holder.post("/status/withdraw")["Location"] == "/status/"

    application.refresh_from_db()
    assert application.status == "withdrawn"
    assert "You have withdrawn this application" in status_of(holder)
    assert holder.get("/status/withdraw").status_code == 302


def test_withdrawing_too_late_says_why(holder, application):
    DecisionFactory(application=application, answered_at=SENT_AT)
    Application.objects.update(status="rejected")

    response = holder.post("/status/withdraw")

    assert response.status_code == 409
    assert "too late to withdraw" in text_of(response)


def test_the_address_is_confirmed_by_a_button(holder, application):
    assert "This address is mine" in status_of(holder)

    holder.post("/status/confirm")

    application.candidate.refresh_from_db()
    assert application.candidate.email_confirmed_at is not None
    assert "This address is mine" not in status_of(holder)


def test_a_second_form_is_shown_and_counts_once_it_is_owned_up_to(holder, application):
    waiting = SubmissionFactory(application=application, waiting=True, name="Zoë Second")
    text = status_of(holder)
    assert "Did you send this, too?" in text
    assert "Zoë Second" in text

    holder.post("/status/confirm", {"submission": waiting.pk})

    application.candidate.refresh_from_db()
    assert application.candidate.name == "Zoë Second"
    text = status_of(holder)
    assert "Did you send this, too?" not in text
    assert text.count("Sent on") == 2


@pytest.mark.parametrize("submission", ["x", "²", "-1", "9" * 30, "0"])
def test_tampered_submissions_are_not_found(submission, holder, application):
    assert holder.post("/status/confirm", {"submission": submission}).status_code == 404


def test_a_strangers_submission_is_not_found(holder, application):
    strange = SubmissionFactory(application=ApplicationFactory(), waiting=True)

    assert holder.post("/status/confirm", {"submission": strange.pk}).status_code == 404

    strange.refresh_from_db()
    assert strange.accepted_at is None


@pytest.mark.parametrize("path", ["/status/withdraw", "/status/confirm"])
def test_changes_need_the_token_of_the_form(path, application):
    browser = Client(enforce_csrf_checks=True)
    browser.get(f"/status/{mint_link(application_id=application.pk, now=SENT_AT)}")

    assert browser.post(path).status_code == 403

    application.refresh_from_db()
    assert application.status == "active"


def test_a_link_shows_its_own_application_alone(holder, application):
    other = ApplicationFactory(candidate=application.candidate)
    SubmissionFactory(application=other)

    assert other.reference not in status_of(holder)


def test_the_page_takes_the_same_statements_for_one_and_three_submissions(holder, application):
    def make(count):
        while application.submissions.count() < count:
            submission = SubmissionFactory(application=application)
            DocumentFactory.create_batch(2, submission=submission)

    assert_same_queries(make=make, act=lambda: holder.get("/status/"), most=6)
