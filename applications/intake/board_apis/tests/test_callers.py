import base64
from datetime import timedelta

import pytest
from django.utils import timezone

from applications.candidates.models import Submission
from applications.intake.board_apis.callers import user_name_of
from applications.intake.board_apis.tests.conftest import PERSON, Greenhouse, Lever, basic
from ats.tests.factories import UserFactory
from ats.users.models import ApiToken, User


@pytest.fixture(params=["greenhouse", "lever"])
def board(request, client, posting):
    def send(secret):
        kind = {"greenhouse": Greenhouse, "lever": Lever}[request.param]
        return kind(client, posting, secret).json()

    return send


def shape_of(response):
    said = response.json()
    if "ok" in said:
        assert said["ok"] is False
    else:
        assert said["status"] == response.status_code
    assert said["error"]
    return response.status_code


@pytest.mark.parametrize("scope", ["apply", "write"])
def test_tokens_that_may_apply_do(board, token_for, scope):
    assert board(token_for(scope)).status_code == 200
    assert ApiToken.objects.get().last_used_at


def test_a_token_that_only_reads_is_refused(board, token_for):
    assert shape_of(board(token_for("read"))) == 403
    assert not Submission.objects.exists()


@pytest.mark.parametrize("secret", ["", "wrong", "fl_" + "x" * 40, "x" * 10_000, "\u00e9"])
def test_a_wrong_token_is_a_401(board, secret):
    assert shape_of(board(secret)) == 401
    assert not Submission.objects.exists()


def test_tokens_that_ended_are_a_401(board, token_for):
    past = timezone.now() - timedelta(days=1)
    assert shape_of(board(token_for("apply", expires_at=past))) == 401
    assert shape_of(board(token_for("apply", revoked_at=past))) == 401
    working = token_for("apply")
    User.objects.update(is_active=False)
    assert shape_of(board(working)) == 401


def test_a_token_counts_where_the_vendor_has_it_and_nowhere_else(client, posting, secret):
    greenhouse = f"/v1/boards/verdara/jobs/{posting.pk}"
    bearer = {"Authorization": f"Bearer {secret}"}
    lever = f"/v0/postings/verdara/{posting.public_id}"
    asked = ((f"{greenhouse}?key={secret}", {}), (greenhouse, bearer), (lever, bearer))
    for url, headers in asked:
        response = client.post(url, PERSON, content_type="application/json", headers=headers)
        assert response.status_code == 401
    assert client.post(greenhouse, PERSON)["WWW-Authenticate"].startswith("Basic ")


def test_with_lever_the_token_need_not_be_in_the_address(client, posting, secret):
    url = f"/v0/postings/verdara/{posting.public_id}"
    response = client.post(
        url, Lever.person, content_type="application/json", headers=basic(secret)
    )

    assert response.status_code == 200


def test_being_signed_in_opens_no_door(client, posting):
    client.force_login(UserFactory(role="admin"))
    url = f"/v1/boards/verdara/jobs/{posting.pk}"
    assert client.post(url, PERSON, content_type="application/json").status_code == 401


def test_a_token_that_applies_reads_nothing(client, secret):
    headers = {"Authorization": f"Bearer {secret}"}
    assert client.get("/api/v1/postings", headers=headers).status_code == 403


def test_nothing_is_read_before_the_token_is_known(client, posting):
    url = f"/v1/boards/verdara/jobs/{posting.pk}"
    response = client.post(url, b"x" * 3_000_000, content_type="text/plain")

    assert response.status_code == 401


def test_too_many_in_a_minute_wait(board, token_for, settings):
    settings.APPLY_PER_MINUTE = 2
    secret, other = token_for("apply"), token_for("apply")
    assert [board(secret).status_code for _ in range(2)] == [200, 200]
    refused = board(secret)
    assert shape_of(refused) == 429
    assert 1 <= int(refused["Retry-After"]) <= 60
    assert board(other).status_code == 200


def test_over_plain_http_a_token_is_not_used(greenhouse, settings):
    settings.SECURE_SSL_REDIRECT = True
    response = greenhouse.json()

    assert response.status_code == 403
    assert not Submission.objects.exists()


def test_scripts_of_other_sites_learn_nothing_by_sending(greenhouse):
    response = greenhouse.json(headers={"Origin": "https://evil.example"})

    assert "Access-Control-Allow-Origin" not in response


@pytest.mark.parametrize("header", ["", "Basic", "Basic %%%", "Basic /w==", "Bearer x"])
def test_a_header_without_a_user_is_none(header):
    assert user_name_of(header) == ""


def test_the_password_does_not_matter():
    coded = base64.b64encode(b"fl_abc:whatever").decode()
    assert user_name_of(f"basic {coded}") == "fl_abc"
