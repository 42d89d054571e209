"""Reading applications and candidates, and changing them, as each role."""

from types import SimpleNamespace
from typing import Any

import pytest
from django.utils import timezone
from rest_framework.test import APIClient

from applications.models import Application, Decision
from applications.scorecards.actions import submit_scorecard
from applications.tests.factories import (
    ApplicationFactory,
    AssignmentFactory,
    ProfileFactory,
    SubmissionFactory,
)
from ats.tests.factories import UserFactory
from postings.tests.factories import (
    CriterionFactory,
    CriterionLevelFactory,
    OpeningFactory,
    PostingFactory,
    TeamMemberFactory,
)

ALL_CONTACT = {"email", "phone", "email_confirmed_at"}


@pytest.fixture
def scene(db: None) -> SimpleNamespace:
    posting = PostingFactory(with_stages=True)
    criterion = CriterionFactory(posting=posting)
    CriterionLevelFactory(criterion=criterion)
    application = ApplicationFactory(posting=posting)
    ProfileFactory(application=application)
    private = {"question": 1, "label": "Pay?", "kind": "short_text", "private": True, "value": "x"}
    unmarked = {key: value for key, value in private.items() if key != "private"}
    SubmissionFactory(application=application, answers=[private, unmarked])
    people = {
        role: UserFactory(role=role)
        for role in ("admin", "recruiter", "hiring_manager", "interviewer")
    }
    TeamMemberFactory(posting=posting, user=people["hiring_manager"], role="hiring_manager")
    AssignmentFactory(application=application, user=people["interviewer"])
    return SimpleNamespace(
        posting=posting, application=application, criterion=criterion, people=people
    )


def as_role(scene: SimpleNamespace, role: str) -> APIClient:
    client = APIClient()
    client.force_authenticate(scene.people[role])
    return client


def url(scene: SimpleNamespace, rest: str = "") -> str:
    return f"/api/v1/applications/{scene.application.pk}{rest}"


def move(scene: SimpleNamespace, **changes: Any) -> dict[str, Any]:
    stages = list(scene.posting.stages.order_by("position"))
    return {"to_stage": stages[1].pk, "from_stage": stages[0].pk, "version": 1, **changes}


@pytest.mark.parametrize("role", ["admin", "recruiter", "hiring_manager"])
def test_one_application_whole(scene: SimpleNamespace, role: str) -> None:
    body = as_role(scene, role).get(url(scene)).json()
    assert body["candidate"]["email"] == scene.application.candidate.email
    assert body["profile"]["skills"] == ["Python", "Patience"]
    assert body["submissions"][0]["answers"][0]["label"] == "Pay?"
    assert body["scores"] == {
        "submitted": 0, "assigned": 1, "is_open": False, "average": None, "in_favour": None,
    }  # fmt: skip


def test_interviewers_get_no_contact_data_and_no_private_answers(scene: SimpleNamespace) -> None:
    body = as_role(scene, "interviewer").get(url(scene)).json()
    assert not ALL_CONTACT & set(body["candidate"])
    assert body["submissions"][0]["answers"] == []


def test_what_waits_for_its_address_is_not_for_interviewers(scene: SimpleNamespace) -> None:
    SubmissionFactory(application=scene.application, waiting=True)
    seen = {r: len(as_role(scene, r).get(url(scene)).json()["submissions"]) for r in scene.people}
    assert seen == {"admin": 2, "recruiter": 2, "hiring_manager": 2, "interviewer": 1}


def test_strangers_get_the_same_404_as_for_nothing(scene: SimpleNamespace) -> None:
    scene.people["stranger"] = UserFactory(role="hiring_manager")
    client = as_role(scene, "stranger")
    foreign, missing = client.get(url(scene)), client.get("/api/v1/applications/99999999")
    assert foreign.status_code == missing.status_code == 404
    assert foreign.json() == missing.json()


def test_candidates_are_hidden_from_interviewers(scene: SimpleNamespace) -> None:
    one = f"/api/v1/candidates/{scene.application.candidate_id}"
    for address in ("/api/v1/candidates", one):
        assert as_role(scene, "interviewer").get(address).status_code == 404
        assert as_role(scene, "recruiter").get(address).status_code == 200
    body = as_role(scene, "recruiter").get(one).json()
    assert body["applications"] == [scene.application.pk]


@pytest.mark.search
def test_candidates_by_the_beginning_of_the_name(scene: SimpleNamespace) -> None:
    name = scene.application.candidate.name
    client = as_role(scene, "recruiter")
    assert len(client.get("/api/v1/candidates", {"name": name[:3].upper()}).json()["results"]) == 1
    assert client.get("/api/v1/candidates", {"name": "candidate"}).json()["results"] == []


@pytest.mark.parametrize("rows", [1, 10])
def test_the_list_takes_the_same_statements_for_any_number(
    scene: SimpleNamespace, rows: int, django_assert_num_queries: Any
) -> None:
    for _ in range(rows - 1):
        ApplicationFactory(posting=scene.posting)
    with django_assert_num_queries(3):
        body = as_role(scene, "recruiter").get("/api/v1/applications").json()
    assert len(body["results"]) == rows


def test_filters(scene: SimpleNamespace) -> None:
    ApplicationFactory(status="withdrawn")
    client = as_role(scene, "admin")
    found = client.get("/api/v1/applications", {"status": "withdrawn"}).json()["results"]
    assert [row["status"] for row in found] == ["withdrawn"]
    assert client.get("/api/v1/applications", {"posting": "x"}).status_code == 400


def test_filters_tell_nobody_what_exists(scene: SimpleNamespace) -> None:
    hidden = ApplicationFactory(posting__is_confidential=True)
    client = as_role(scene, "recruiter")
    for key, pk in {"posting": hidden.posting_id, "candidate": hidden.candidate_id}.items():
        foreign = client.get("/api/v1/applications", {key: pk})
        missing = client.get("/api/v1/applications", {key: 99_999_999})
        assert foreign.status_code == missing.status_code == 200
        assert foreign.json() == missing.json()


def test_a_move_and_a_stale_one(scene: SimpleNamespace) -> None:
    client = as_role(scene, "recruiter")
    done = client.post(url(scene, "/moves"), move(scene))
    assert done.status_code == 200 and done.json()["version"] == 2
    stale = client.post(url(scene, "/moves"), move(scene))
    assert stale.status_code == 409
    assert stale.json()["type"] == "urn:fairlead:problem:stale"
    assert stale.json()["current"]["version"] == 2
    assert len(client.get(url(scene, "/moves")).json()["results"]) == 1


def test_moves_are_refused_with_a_reason(scene: SimpleNamespace) -> None:
    elsewhere = PostingFactory(with_stages=True).stages.first()
    client = as_role(scene, "recruiter")
    wrong = client.post(url(scene, "/moves"), move(scene, to_stage=elsewhere.pk))
    assert wrong.status_code == 400 and wrong.json()["errors"][0]["field"] == "to_stage"
    assert client.post(url(scene, "/moves"), {}).status_code == 400
    interviewer = as_role(scene, "interviewer").post(url(scene, "/moves"), move(scene))
    assert interviewer.status_code == 403
    assert Application.objects.get(pk=scene.application.pk).version == 1


def test_reject_undo_and_hire(scene: SimpleNamespace) -> None:
    client = as_role(scene, "recruiter")
    answer = {"version": 1, "subject": "Your application", "body": "Thank you.", "reason": "skills"}
    rejected = client.post(url(scene, "/rejection"), answer)
    assert rejected.status_code == 201
    again = client.post(url(scene, "/rejection"), answer)
    assert again.status_code == 409 and again.json()["current"] == {"status": "rejected"}
    undone = client.post(f"/api/v1/decisions/{rejected.json()['id']}/undo")
    assert undone.status_code == 200 and undone.json()["status"] == "active"
    opening = OpeningFactory(posting=scene.posting)
    hire = {**answer, "version": undone.json()["version"], "opening": opening.pk}
    assert client.post(url(scene, "/hire"), hire).status_code == 201
    assert Decision.objects.filter(undone_at=None).get().kind == "hire"


def test_hiring_managers_decide_nothing(scene: SimpleNamespace) -> None:
    answer = {"version": 1, "subject": "x", "body": "y", "reason": "skills"}
    refused = as_role(scene, "hiring_manager").post(url(scene, "/rejection"), answer)
    assert refused.status_code == 403


def test_scores_are_sealed_over_the_api(scene: SimpleNamespace) -> None:
    submit_scorecard(
        actor=scene.people["hiring_manager"],
        application_id=scene.application.pk,
        levels={scene.criterion.pk: 1},
        recommendation="no",
        note="secret",
        now=timezone.now(),
    )
    for role in ("admin", "recruiter", "interviewer"):
        body = as_role(scene, role).get(url(scene, "/scorecards")).json()
        assert body["cards"] == [] and body["seal"]["average"] is None


def test_own_card_draft_then_handed_in(scene: SimpleNamespace) -> None:
    client = as_role(scene, "interviewer")
    assert client.get(url(scene, "/scorecards/own")).status_code == 204
    draft = {"levels": [], "recommendation": "", "note": "so far"}
    assert client.put(url(scene, "/scorecards/own"), draft).json()["note"] == "so far"
    gaps = client.post(url(scene, "/scorecards/own/submit"), draft)
    assert gaps.status_code == 400
    assert {e["field"] for e in gaps.json()["errors"]} == {"levels", "recommendation"}
    full = {
        "levels": [{"criterion": scene.criterion.pk, "level": 4}],
        "recommendation": "yes",
        "note": "",
    }
    assert client.post(url(scene, "/scorecards/own/submit"), full).status_code == 200
    assert client.put(url(scene, "/scorecards/own"), draft).status_code == 409
    assert len(client.get(url(scene, "/scorecards")).json()["cards"]) == 1


def test_asking_somebody_for_a_score(scene: SimpleNamespace) -> None:
    other = UserFactory(role="interviewer")
    address = url(scene, f"/reviewers/{other.pk}")
    client = as_role(scene, "recruiter")
    assert client.put(address).status_code == 204
    assert Application.objects.visible_to(other).exists()
    assert client.delete(address).status_code == 204
    assert client.put(url(scene, "/reviewers/0")).status_code == 400
    assert as_role(scene, "interviewer").put(address).status_code == 403
