import base64
from datetime import timedelta

import pytest
from django.utils import timezone

from ats.organisation.models import Organisation
from ats.tests.factories import UserFactory
from ats.users.api_tokens.actions import create_token
from postings.models import QuestionKind
from postings.tests.factories import PostingFactory, QuestionFactory


@pytest.fixture(autouse=True)
def _private_files(settings, tmp_path):
    settings.PRIVATE_FILES_DIR = tmp_path


@pytest.fixture
def organisation(db):
    return Organisation.objects.create(pk=1, name="Verdara", board_name="verdara")


@pytest.fixture
def posting(organisation):
    posting = PostingFactory(with_stages=True, language="de")
    posting.refresh_from_db()
    return posting


@pytest.fixture
def token_for(organisation):
    def make(scope, **changed):
        token, secret = create_token(
            actor=UserFactory(role="recruiter"),
            name="Harbour jobs",
            scope=scope,
            lifetime=timedelta(days=30),
            now=timezone.now(),
        )
        type(token).objects.filter(pk=token.pk).update(**changed)
        return secret

    return make


@pytest.fixture
def secret(token_for):
    return token_for("apply")


@pytest.fixture
def questions(posting):
    return {
        "notice": QuestionFactory(posting=posting, label="Notice?", is_required=True),
        "sea": QuestionFactory(posting=posting, label="Sea legs?", kind=QuestionKind.YES_NO),
        "colour": QuestionFactory(
            posting=posting, kind=QuestionKind.ONE_CHOICE, choices=["Red", "Blue"]
        ),
        "places": QuestionFactory(
            posting=posting, kind=QuestionKind.SEVERAL_CHOICES, choices=["Sea", "Land", "Air"]
        ),
    }


def basic(secret):
    return {"Authorization": f"Basic {base64.b64encode(f'{secret}:'.encode()).decode()}"}


PERSON = {
    "first_name": "Zoë",
    "last_name": "Łukasiewicz",
    "email": "Zoe@Example.net",
    "phone": "+351 21 555 01 00",
    "skills": "Python, Patience",
}


class Greenhouse:
    def __init__(self, client, posting, secret):
        self.client, self.posting, self.secret = client, posting, secret
        self.url = f"/v1/boards/verdara/jobs/{posting.pk}"

    def json(self, url="", headers=None, **changed):
        sent = {name: value for name, value in (PERSON | changed).items() if value is not None}
        return self.client.post(
            url or self.url,
            sent,
            content_type="application/json",
            headers=basic(self.secret) | (headers or {}),
        )

    def form(self, **changed):
        sent = {name: value for name, value in (PERSON | changed).items() if value is not None}
        return self.client.post(self.url, sent, headers=basic(self.secret))


@pytest.fixture
def greenhouse(client, posting, secret):
    return Greenhouse(client, posting, secret)


class Lever:
    person = {"name": "Zoë Łukasiewicz", "email": "zoe@example.net", "comments": "Hello."}

    def __init__(self, client, posting, secret):
        self.client = client
        self.url = f"/v0/postings/verdara/{posting.public_id}?key={secret}"

    def json(self, **changed):
        return self.client.post(self.url, self.person | changed, content_type="application/json")

    def form(self, **changed):
        return self.client.post(self.url, self.person | changed)


@pytest.fixture
def lever(client, posting, secret):
    return Lever(client, posting, secret)


def problems(response, status=422):
    assert response.status_code == status, response.content
    said = response.json()
    assert said["status"] == status
    found = {problem["field"]: problem["message"] for problem in said["errors"]}
    assert all(f"{name}: {message}" in said["error"] for name, message in found.items())
    return found
