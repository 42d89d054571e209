"""History, duplicates and templates over the API."""

import pytest
from rest_framework.test import APIClient

from ats.testing.queries import assert_same_queries
from ats.tests.factories import UserFactory
from postings.models import Posting, PostingTemplate
from postings.tests.factories import PostingFactory, TeamMemberFactory

pytestmark = pytest.mark.django_db
POSTINGS, TEMPLATES = "/api/v1/postings", "/api/v1/posting-templates"


@pytest.fixture
def posting(db) -> Posting:
    return PostingFactory(draft=True, with_stages=True, title="Cook", description="First")


@pytest.fixture
def api(posting) -> APIClient:
    client, recruiter = APIClient(), UserFactory(role="recruiter")
    TeamMemberFactory(posting=posting, user=recruiter)
    client.force_authenticate(recruiter)
    return client


def describe(api, posting, text) -> None:
    version = Posting.objects.get(pk=posting.pk).version
    data = {"version": version, "description": text}
    assert api.patch(f"{POSTINGS}/{posting.pk}", data, format="json").status_code == 200


def revisions(api, posting):
    return api.get(f"{POSTINGS}/{posting.pk}/history").json()["results"]


def test_a_duplicate_is_answered_whole(api, posting) -> None:
    response = api.post(f"{POSTINGS}/{posting.pk}/duplicate")
    content = response.json()
    assert response.status_code == 201
    assert (content["title"], content["status"]) == ("Copy of Cook", "draft")
    assert content["left_out"] == []
    assert [stage["name"] for stage in content["stages"]] == ["New", "Review", "Interview", "Offer"]


def test_the_history_has_the_newest_first(api, posting) -> None:
    describe(api, posting, "Second")
    found = revisions(api, posting)
    assert [each["value"]["description"] for each in found] == ["Second", "First"]
    assert [each["version"] for each in found] == [2, 1]


def test_the_history_needs_as_many_statements_for_many(api, posting) -> None:
    def make(count: int) -> None:
        while posting.revisions.count() <= count:
            describe(api, posting, f"Text {posting.revisions.count()}")

    assert_same_queries(make=make, act=lambda: revisions(api, posting), sizes=(1, 10))


def test_restoring(api, posting) -> None:
    describe(api, posting, "Second")
    first = revisions(api, posting)[-1]
    address = f"{POSTINGS}/{posting.pk}/history/{first['id']}/restore"
    stale = api.post(address, {"version": 1}, format="json")
    assert stale.status_code == 409
    assert stale.json()["current"] == {"version": 2}
    response = api.post(address, {"version": 2}, format="json")
    assert response.status_code == 200
    assert response.json()["description"] == "First"


def test_what_does_not_fit_is_a_conflict_with_the_reason(api, posting) -> None:
    made = posting.revisions.create(
        section="stages", version=1, value=[], created_at=posting.created_at
    )
    response = api.post(f"{POSTINGS}/{posting.pk}/history/{made.pk}/restore")
    assert response.status_code == 409
    assert "first stage" in response.json()["detail"]


def test_a_template_is_kept_listed_and_used(api, posting) -> None:
    data = {"name": "Cooks", "posting": posting.pk}
    made = api.post(TEMPLATES, data, format="json")
    assert made.status_code == 201
    assert [each["name"] for each in api.get(TEMPLATES).json()["results"]] == ["Cooks"]
    address = f"{TEMPLATES}/{made.json()['id']}/postings"
    used = api.post(address, {"title": "Chef"}, format="json")
    assert used.status_code == 201
    assert (used.json()["title"], used.json()["description"]) == ("Chef", "First")
    assert api.post(address, {"title": ""}, format="json").status_code == 400


@pytest.mark.parametrize(
    ("data", "field"),
    [
        ({}, "name"),
        ({"name": "x" * 101, "posting": 1}, "name"),
        ({"name": "X", "posting": "x"}, "posting"),
        ({"name": "X", "posting": 999_999}, "posting"),
        ({"name": "X", "posting": 10**30}, "posting"),
        ({"name": "cooks", "posting": None}, "posting"),
    ],
)
def test_wrong_values_are_named(data, field, api) -> None:
    response = api.post(TEMPLATES, data, format="json")
    assert response.status_code == 400
    assert field in {error["field"] for error in response.json()["errors"]}
    assert not PostingTemplate.objects.exists()


def test_a_name_that_is_taken_is_named(api, posting) -> None:
    for name, status in (("Cooks", 201), ("COOKS", 400)):
        data = {"name": name, "posting": posting.pk}
        assert api.post(TEMPLATES, data, format="json").status_code == status


def test_a_confidential_posting_makes_no_template(api, posting) -> None:
    Posting.objects.filter(pk=posting.pk).update(is_confidential=True)
    data = {"name": "Cooks", "posting": posting.pk}
    assert api.post(TEMPLATES, data, format="json").status_code == 409
