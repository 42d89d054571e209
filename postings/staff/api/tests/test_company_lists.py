"""Stages with people in them, taken seats, and what all postings share, over the API."""

import pytest
from rest_framework.test import APIClient

from applications.tests.factories import ApplicationFactory
from ats.testing.queries import assert_same_queries
from ats.tests.factories import UserFactory
from postings.models import LibraryCriterion, TemplateStage
from postings.tests.factories import OpeningFactory, PostingFactory, TeamMemberFactory

pytestmark = pytest.mark.django_db
STAGES, LIBRARY = "/api/v1/default-stages", "/api/v1/criteria-library"
LEVELS = ["poor", "fair", "good", "great"]


@pytest.fixture
def api() -> APIClient:
    client = APIClient()
    client.force_authenticate(UserFactory(role="recruiter"))
    return client


@pytest.fixture
def posting():
    posting = PostingFactory(with_stages=True)
    TeamMemberFactory(posting=posting)
    return posting


def patch(api, posting, **data):
    address = f"/api/v1/postings/{posting.pk}"
    return api.patch(address, {"version": posting.version, **data}, format="json")


def without_review(posting) -> list[dict[str, object]]:
    rows = posting.stages.exclude(name="Review").order_by("position")
    return [{"id": row.pk, "name": row.name, "kind": row.kind} for row in rows]


def test_a_left_out_stage_with_people_is_a_409_that_says_how_to_go_on(api, posting) -> None:
    review = posting.stages.get(name="Review")
    ApplicationFactory.create_batch(2, posting=posting, stage=review)
    ApplicationFactory(posting=posting, stage=review, status="withdrawn")
    response = patch(api, posting, title="Other", stages=without_review(posting))
    assert response.status_code == 409
    body = response.json()
    assert "stage_targets" in body["detail"]
    assert body["current"]["stages"] == [
        {"id": review.pk, "name": "Review", "active": 2, "decided": 1}
    ]
    posting.refresh_from_db()
    assert (posting.stages.count(), posting.title) == (4, posting.title)


def test_with_targets_the_people_are_moved(api, posting) -> None:
    review = posting.stages.get(name="Review")
    application = ApplicationFactory(posting=posting, stage=review)
    targets = [{"stage": review.pk, "to": "Interview"}]
    response = patch(api, posting, stages=without_review(posting), stage_targets=targets)
    assert response.status_code == 200
    application.refresh_from_db()
    assert (application.stage.name, application.version) == ("Interview", 2)
    moves = api.get(f"/api/v1/applications/{application.pk}/moves").json()["results"]
    assert [(m["from_stage"], m["from_name"], m["to_name"]) for m in moves] == [
        (None, "Review", "")
    ]


@pytest.mark.parametrize("targets", ["x", [1], [{"stage": "x", "to": "New"}], [{"stage": 1}]])
def test_nonsense_for_targets_is_a_400(api, posting, targets) -> None:
    assert patch(api, posting, stage_targets=targets).status_code == 400


def test_seats_that_are_taken_stay(api, posting) -> None:
    opening = OpeningFactory(posting=posting, team="Kitchen", seats=2)
    ApplicationFactory.create_batch(2, posting=posting, opening=opening, status="hired")
    response = patch(api, posting, openings=[{"id": opening.pk, "team": "Kitchen", "seats": 1}])
    assert response.status_code == 400
    assert "2 people were hired for “Kitchen”" in str(response.json())


def test_default_stages_are_read_and_replaced(api) -> None:
    read = api.get(STAGES).json()
    assert [row["name"] for row in read["stages"]] == ["New", "Review", "Interview", "Offer"]
    read["stages"] = [{"name": "Post", "kind": "new"}]
    written = api.put(STAGES, read, format="json")
    assert written.status_code == 200
    assert written.json() == api.get(STAGES).json()
    assert TemplateStage.objects.get().name == "Post"


def test_the_library_is_read_and_replaced(api) -> None:
    kept = LibraryCriterion.objects.create(name="Taste", levels=LEVELS)
    read = api.get(LIBRARY).json()
    assert read["criteria"] == [{"id": kept.pk, "name": "Taste", "guidance": "", "levels": LEVELS}]
    read["criteria"].insert(0, {"name": "Care", "levels": LEVELS})
    written = api.put(LIBRARY, read, format="json").json()
    assert [row["name"] for row in written["criteria"]] == ["Care", "Taste"]
    assert written["criteria"][1]["id"] == kept.pk


@pytest.mark.parametrize("address", [STAGES, LIBRARY])
def test_whoever_read_an_older_list_overwrites_nothing(api, address) -> None:
    read = api.get(address).json()
    response = api.put(address, {**read, "version": "0123"}, format="json")
    assert response.status_code == 409
    assert response.json()["current"]["version"] == read["version"]


@pytest.mark.parametrize(
    ("address", "rows"),
    [
        (STAGES, {"stages": []}),
        (STAGES, {"stages": [{"name": "Offer", "kind": "offer"}]}),
        (STAGES, {"stages": [{"name": "New", "kind": "new"}] * 2}),
        (STAGES, {"stages": [{"name": "N" * 61, "kind": "new"}]}),
        (STAGES, {"stages": [{"name": "New", "kind": "new"}] * 51}),
        (STAGES, {"stages": "New"}),
        (STAGES, {}),
        (LIBRARY, {"criteria": [{"name": "Care", "levels": LEVELS}] * 2}),
        (LIBRARY, {"criteria": [{"name": "Care", "levels": ["one"]}]}),
        (LIBRARY, {"criteria": [{"id": 99, "name": "Care", "levels": LEVELS}]}),
        (LIBRARY, {"criteria": [{"name": "a\u0000b", "levels": LEVELS}]}),
    ],
)
def test_nonsense_is_a_400_and_changes_nothing(api, address, rows) -> None:
    before = api.get(address).json()
    response = api.put(address, {"version": before["version"], **rows}, format="json")
    assert response.status_code == 400
    assert api.get(address).json() == before


def test_the_library_needs_as_many_statements_for_many_as_for_one(api) -> None:
    def make(size: int) -> None:
        while LibraryCriterion.objects.count() < size:
            name = f"Criterion {LibraryCriterion.objects.count()}"
            LibraryCriterion.objects.create(name=name, levels=LEVELS)

    assert_same_queries(make=make, act=lambda: api.get(LIBRARY), sizes=(1, 10), most=2)
