import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from applications.pipeline.actions import move_application
from applications.tests.factories import ApplicationFactory
from ats.tests.factories import UserFactory
from postings.tests.factories import StageFactory

pytestmark = pytest.mark.django_db

JSON = {"Accept": "application/json"}
HTMX = {"HX-Request": "true"}


def move_url(application):
    return reverse("application-move", args=[application.pk])


def fields(application, stage, **changes):
    return {
        "to_stage": stage.pk,
        "from_stage": application.stage_id,
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


def test_a_form_moves_and_leads_back(application, stage, recruiter, signed_in):
    board = reverse("pipeline-board", args=[application.posting_id])
    client = signed_in(recruiter)
    data = fields(application, stage("review"), next=board)

    response = client.post(move_url(application), data, follow=True)

    assert response.redirect_chain == [(board, 302)]
    assert "Zoë Silva moved to Review." in response.content.decode()
    application.refresh_from_db()
    assert application.stage == stage("review")


@pytest.mark.parametrize(
    "elsewhere",
    [
        "https://evil.example/",
        "//evil.example",
        "/\\evil.example",
        "javascript:1",
        "nonsense",
        "-1",
    ],
)
def test_a_form_leads_nowhere_else(application, stage, recruiter, signed_in, elsewhere):
    data = fields(application, stage("review"), next=elsewhere)

    response = signed_in(recruiter).post(move_url(application), data)

    assert response.url == reverse("application-detail", args=[application.pk])


def test_the_board_gets_the_card_as_it_is_now(application, stage, recruiter, signed_in):
    response = signed_in(recruiter).post(
        move_url(application), fields(application, stage("offer")), headers=JSON
    )

    body = response.json()
    assert (response.status_code, body["stage"], body["version"]) == (200, stage("offer").pk, 2)
    assert body["counts"] == {str(stage("offer").pk): 1}
    assert 'data-version="2"' in body["html"]
    assert (
        body["undo_url"] == reverse("application-undo-move", args=[application.pk]) + "?version=2"
    )


def test_a_stale_move_is_a_conflict_that_names_who_and_where(
    application, stage, recruiter, signed_in
):
    move_elsewhere(application, stage("offer"))

    response = signed_in(recruiter).post(
        move_url(application), fields(application, stage("review")), headers=JSON
    )

    assert response.status_code == 409
    assert response.json()["stage"] == stage("offer").pk
    assert response.json()["text"] == "Otto Other was faster, just now: Zoë Silva is now in Offer."


def test_without_scripts_a_stale_move_is_a_page_that_says_so(
    application, stage, recruiter, signed_in
):
    move_elsewhere(application, stage("offer"))

    response = signed_in(recruiter).post(
        move_url(application), fields(application, stage("review"))
    )

    assert response.status_code == 409
    assert "Otto Other was faster" in response.content.decode()
    application.refresh_from_db()
    assert application.stage == stage("offer")


def test_a_withdrawn_application_cannot_be_moved(application, stage, recruiter, signed_in):
    application.status = "withdrawn"
    application.save()

    response = signed_in(recruiter).post(
        move_url(application), fields(application, stage("review")), headers=JSON
    )

    assert response.status_code == 409
    assert (response.json()["stage"], response.json()["html"]) == (None, "")
    assert response.json()["text"] == "Zoë Silva is no longer active: withdrawn."


@pytest.mark.parametrize(
    "broken", [{"to_stage": ""}, {"to_stage": "x"}, {"version": "-1"}, {"from_stage": "9" * 30}]
)
@pytest.mark.parametrize("headers", [{}, JSON, HTMX])
def test_nonsense_is_answered_clearly(application, stage, recruiter, signed_in, broken, headers):
    response = signed_in(recruiter).post(
        move_url(application), fields(application, stage("review"), **broken), headers=headers
    )

    assert response.status_code in (409, 422)
    application.refresh_from_db()
    assert application.version == 1


def test_a_stage_of_another_posting_is_refused(application, recruiter, signed_in):
    response = signed_in(recruiter).post(move_url(application), fields(application, StageFactory()))

    assert response.status_code == 422
    assert "Choose one of the stages of this posting." in response.content.decode()


def test_undo_brings_it_back_and_can_be_undone(application, stage, recruiter, signed_in):
    client = signed_in(recruiter)
    undo_url = client.post(
        move_url(application), fields(application, stage("offer")), headers=JSON
    ).json()["undo_url"]

    response = client.post(undo_url, headers=HTMX)

    assert response.status_code == 204
    assert "moved to New" in response["HX-Trigger"]
    assert f'"application-changed": {{"id": {application.pk}}}' in response["HX-Trigger"]
    application.refresh_from_db()
    assert application.stage == stage("new")


def test_undo_after_somebody_elses_move_is_a_conflict(application, stage, recruiter, signed_in):
    client = signed_in(recruiter)
    undo_url = client.post(
        move_url(application), fields(application, stage("offer")), headers=JSON
    ).json()["undo_url"]
    application.refresh_from_db()
    move_elsewhere(application, stage("review"))

    response = client.post(undo_url, headers=HTMX)

    assert response.status_code == 409
    assert "Otto Other was faster" in response["HX-Trigger"]


@pytest.mark.parametrize("version", ["", "x", "0"])
def test_a_broken_undo_is_answered_clearly(application, recruiter, signed_in, version):
    url = reverse("application-undo-move", args=[application.pk])

    response = signed_in(recruiter).post(f"{url}?version={version}", headers=HTMX)

    assert response.status_code == 422


def test_the_dialog_offers_every_other_stage(application, recruiter, signed_in):
    page = signed_in(recruiter).get(move_url(application), headers=HTMX).content.decode()

    assert "<dialog" in page
    assert page.count('name="to_stage"') == 4
    assert page.count("disabled") == 1


def test_a_manager_moves_on_their_own_posting_only(application, stage, manager, signed_in):
    client = signed_in(manager)
    other = ApplicationFactory()

    own = client.post(move_url(application), fields(application, stage("review")))
    foreign = client.post(move_url(other), fields(other, stage("review")))

    assert (own.status_code, foreign.status_code) == (302, 404)


def test_a_move_without_the_token_of_our_own_page_is_refused(application, stage, recruiter):
    client = Client(enforce_csrf_checks=True)
    client.force_login(recruiter)

    response = client.post(
        move_url(application), fields(application, stage("review")), headers=JSON
    )

    assert response.status_code == 403
    application.refresh_from_db()
    assert application.version == 1


def test_the_card_of_a_decided_application_is_gone(application, recruiter, signed_in):
    url = reverse("pipeline-card", args=[application.pk])
    client = signed_in(recruiter)
    assert "Zoë Silva" in client.get(url).json()["html"]

    application.status = "hired"
    application.save()

    assert client.get(url).json()["html"] == ""
