"""Sending the form: once, late, tampered with, in floods."""

import uuid
from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from applications.candidates.models import Application, Submission
from applications.intake.tests.conftest import Applicant, hidden_fields
from applications.intake.tests.pages import text_of
from ats.organisation.models import Organisation
from postings.models import PostingStatus
from postings.tests.factories import PostingFactory, QuestionFactory

pytestmark = pytest.mark.django_db


def test_the_same_page_sent_twice_is_one_application(applicant):
    first, second = applicant.send(), applicant.send()

    assert (first.status_code, second.status_code) == (303, 303)
    assert Application.objects.count() == Submission.objects.count() == 1
    text = text_of(applicant.client.get("/applied/"))
    assert Application.objects.get().reference in text
    assert "You had sent this form before" in text


def test_nobody_can_tell_a_further_form_from_a_first_one(client, posting):
    Applicant(client, posting).send()
    first = text_of(client.get("/applied/"))
    other = Client()
    Applicant(other, posting).send()
    second = text_of(other.get("/applied/"))

    references = [s.reference for s in Submission.objects.order_by("pk")]
    assert Application.objects.count() == 1
    assert first.replace(references[0], "") == second.replace(references[1], "")


def test_the_confirmation_opens_only_for_who_sent_the_form(applicant):
    applicant.send()

    stranger = Client().get("/applied/")
    forged = Client()
    forged.cookies["applied"] = "1:1:x"

    assert stranger.status_code == forged.get("/applied/").status_code == 404
    cookie = applicant.client.cookies["applied"]
    assert (cookie["path"], cookie["httponly"], cookie["samesite"]) == ("/applied/", True, "Lax")
    assert "no-store" in applicant.client.get("/applied/")["Cache-Control"]


@pytest.mark.parametrize(
    ("change", "status"),
    [
        ({"status": PostingStatus.PAUSED}, 409),
        ({"status": PostingStatus.CLOSED}, 410),
        ({"apply_by_on": (timezone.now() - timedelta(days=3)).date()}, 410),
        ({"is_confidential": True}, 404),
    ],
)
def test_a_posting_that_closes_meanwhile_gives_back_what_was_written(
    change, status, applicant, posting
):
    question = QuestionFactory(posting=posting, label="Why us?")
    for name, value in change.items():
        setattr(posting, name, value)
    posting.save()

    page = applicant.send(**{"about": "I can start in May.", f"q{question.pk}": "Because."})

    assert page.status_code == status
    assert Application.objects.count() == 0
    if status != 404:
        for kept in ("I can start in May.", "Zoë Łukasiewicz", "Porto Lift", "Why us?", "Because."):
            assert kept in text_of(page)


def test_a_posting_that_was_only_paused_takes_the_same_page_later(applicant, posting):
    posting.status = PostingStatus.PAUSED
    posting.save()
    page = applicant.send()
    posting.status = PostingStatus.OPEN
    posting.save()

    again = applicant.client.post(applicant.url, hidden_fields(page) | {"step": "send"})

    assert again.status_code == 303
    assert Submission.objects.get().name == "Zoë Łukasiewicz"


def test_a_form_sent_before_the_posting_closed_is_still_confirmed(applicant, posting):
    applicant.send()
    posting.status = PostingStatus.CLOSED
    posting.save()

    assert applicant.send().status_code == 303


def test_a_posting_without_stages_says_that_it_takes_nothing(client):
    applicant = Applicant(client, PostingFactory())

    page = applicant.send()

    assert page.status_code == 409
    assert "Zoë Łukasiewicz" in text_of(page)


@pytest.mark.parametrize(("sent", "stored"), [("2", 2), ("9", 3), ("-1", 3), ("x", 3), ("", 3)])
def test_the_version_of_the_notice_that_was_shown_is_kept(sent, stored, client, posting):
    Organisation.objects.create(pk=1, name="Halyard", privacy_notice_version=3)

    Applicant(client, posting).send(notice_version=sent)

    assert Submission.objects.get().notice_version == stored


@pytest.mark.parametrize("form_key", ["", "x", "123", "7" * 5000])
def test_a_tampered_form_key_is_made_anew(form_key, applicant):
    page = applicant.check(form_key=form_key)

    assert page.status_code == 200
    assert uuid.UUID(hidden_fields(page)["form_key"])
    assert applicant.send().status_code == 303


@pytest.mark.parametrize("step", ["", "delete", "send " * 1000])
def test_an_unknown_step_only_checks(step, applicant):
    assert applicant.post(step).status_code == 200
    assert Application.objects.count() == 0


def test_stage_status_and_score_cannot_be_sent_along(applicant):
    applicant.send(stage="4", status="hired", candidate="1", accepted_at="2020-01-01", score="4")

    application = Application.objects.get()
    assert (application.status, application.stage.kind) == ("active", "new")


def test_a_form_without_its_token_is_refused(posting):
    client = Client(enforce_csrf_checks=True)
    applicant = Applicant(client, posting)

    assert applicant.send().status_code == 403
    assert Application.objects.count() == 0

    token = client.cookies[next(iter(client.cookies))].value
    assert applicant.send(csrfmiddlewaretoken=token).status_code == 303


def test_a_form_sent_within_seconds_is_shown_once_more(applicant, settings):
    settings.APPLY_MINIMUM_SECONDS = 3

    page = applicant.send()
    assert page.status_code == 422
    assert "That was very quick" in text_of(page)
    assert 'value="Zoë Łukasiewicz"' in text_of(page)
    assert Application.objects.count() == 0

    settings.APPLY_MINIMUM_SECONDS = 0
    assert applicant.send(**hidden_fields(page)).status_code == 303


def test_a_form_that_we_did_not_open_is_shown_once_more(applicant, settings, monkeypatch):
    settings.APPLY_MINIMUM_SECONDS = 3
    page = applicant.send(opened="forged")
    assert page.status_code == 422

    later = timezone.now().timestamp() + 10
    monkeypatch.setattr("django.core.signing.time.time", lambda: later)
    assert applicant.send(**hidden_fields(page)).status_code == 303


def test_a_flood_from_one_network_waits_with_its_answers_kept(client, posting, settings):
    settings.APPLY_PER_MINUTE = 2
    for number in range(2):
        Applicant(client, posting).send(email=f"{number}@example.net")

    page = Applicant(client, posting).send(email="third@example.net")

    assert page.status_code == 429
    assert 1 <= int(page["Retry-After"]) <= 60
    assert "Nothing is lost." in text_of(page)
    assert 'value="third@example.net"' in text_of(page)
    assert Application.objects.count() == 2
    other = Client(REMOTE_ADDR="192.0.2.7")
    assert Applicant(other, posting).send(email="third@example.net").status_code == 303


def test_applying_works_while_redis_is_away(applicant, monkeypatch):
    from redis.exceptions import ConnectionError as RedisAway

    def away(*args, **kwargs):
        raise RedisAway

    monkeypatch.setattr("redis.connection.AbstractConnection.connect", away)
    monkeypatch.setattr("redis.connection.ConnectionPool.get_connection", away)

    assert applicant.send().status_code == 303
