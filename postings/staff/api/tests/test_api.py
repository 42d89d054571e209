"""Postings over the API: what is read, what is changed, what is refused and how."""

from datetime import date
from decimal import Decimal

import pytest
from rest_framework.test import APIClient

from applications.tests.factories import ApplicationFactory
from ats.events.models import Event
from ats.testing.queries import assert_same_queries
from ats.tests.factories import UserFactory
from postings.lifecycle import guards
from postings.models import Posting
from postings.tests.factories import (
    CriterionFactory,
    CriterionLevelFactory,
    LocationFactory,
    OpeningFactory,
    PostingFactory,
    QuestionFactory,
    TeamMemberFactory,
)

pytestmark = pytest.mark.django_db
LIST = "/api/v1/postings"

WHOLE = {
    "title": "Team Lead",
    "department": "Engineering",
    "employment_type": "full_time",
    "workplace_type": "remote",
    "window_from_minutes": -60,
    "window_to_minutes": 180,
    "locations": [{"country": "PT", "city": "Lisbon"}, {"country": "MT"}],
    "openings": [{"team": "Retention"}, {"team": "Portfolio", "seats": 2}],
    "reports_to": "group Engineering Manager",
    "description": "Come and **lead**.",
    "pay_min": "70000.00",
    "pay_max": "85000.00",
    "pay_currency": "EUR",
    "pay_period": "year",
    "resume_policy": "optional",
    "reply_within_days": 14,
    "apply_by_on": "2027-03-31",
    "questions": [{"label": "Where?", "kind": "one_choice", "choices": ["Here", "There"]}],
    "stages": [{"name": "New", "kind": "new"}, {"name": "Talk", "kind": "interview"}],
    "criteria": [{"name": "Craft", "levels": ["poor", "fair", "good", "great"]}],
}


@pytest.fixture
def recruiter():
    return UserFactory(role="recruiter")


@pytest.fixture
def api(recruiter) -> APIClient:
    client = APIClient()
    client.force_authenticate(recruiter)
    return client


def test_a_whole_posting_is_made_in_one_call_and_read_back(api, recruiter) -> None:
    response = api.post(LIST, WHOLE)
    assert response.status_code == 201, response.json()
    made = response.json()
    assert made == api.get(f"{LIST}/{made['id']}").json()
    assert (made["status"], made["department"]) == ("draft", "Engineering")
    assert made["locations"] == [
        {"country": "PT", "region": "", "city": "Lisbon"},
        {"country": "MT", "region": "", "city": ""},
    ]
    assert [(row["team"], row["seats"]) for row in made["openings"]] == [
        ("Retention", 1),
        ("Portfolio", 2),
    ]
    assert made["questions"][0]["choices"] == ["Here", "There"]
    assert [row["name"] for row in made["stages"]] == ["New", "Talk"]
    assert made["criteria"][0]["levels"] == ["poor", "fair", "good", "great"]
    assert made["team"] == [{"user": recruiter.pk, "role": "recruiter"}]
    posting = Posting.objects.get()
    assert (posting.pay_min, posting.apply_by_on) == (Decimal(70000), date(2027, 3, 31))
    # All of it is its beginning, none of it a change.
    assert (made["version"], posting.revisions.count()) == (1, 0)
    verbs = Event.objects.filter(subject_type="posting").values_list("verb", flat=True)
    assert list(verbs) == ["posting.created"]


def test_a_posting_that_is_refused_in_one_part_is_not_made_at_all(api) -> None:
    response = api.post(LIST, {**WHOLE, "stages": [{"name": "Talk", "kind": "interview"}]})
    assert response.status_code == 400
    assert response.json()["errors"][0]["field"] == "stages"
    assert not Posting.objects.exists()
    assert not Event.objects.exists()


def change(api, posting: Posting, **values: object):
    return api.patch(f"{LIST}/{posting.pk}", {"version": posting.version, **values})


def test_only_what_is_sent_changes(api) -> None:
    posting = PostingFactory(
        title="Cook", pay_min=1, pay_max=2, pay_currency="EUR", description="Old"
    )
    response = change(api, posting, pay_max="3.00")
    assert response.status_code == 200
    assert response.json()["version"] == 2
    posting.refresh_from_db()
    assert (posting.title, posting.description) == ("Cook", "Old")
    assert (posting.pay_min, posting.pay_max) == (1, 3)


def test_status_and_other_columns_of_ours_are_not_written(api) -> None:
    posting = PostingFactory(draft=True)
    change(api, posting, status="open", slug="hijacked", published_at="2026-01-01", id=7)
    posting.refresh_from_db()
    assert (posting.status, posting.published_at, posting.version) == ("draft", None, 1)


def test_an_old_version_gets_409_and_changes_nothing(api) -> None:
    posting = PostingFactory(version=5)
    response = api.patch(f"{LIST}/{posting.pk}", {"version": 4, "title": "Late"})
    assert response.status_code == 409
    assert response.json()["type"] == "urn:fairlead:problem:stale"
    assert response.json()["current"] == {"version": 5}
    posting.refresh_from_db()
    assert posting.title != "Late"


def test_rows_keep_their_ids_and_their_order(api) -> None:
    posting = PostingFactory(with_stages=True)
    new, review, interview, offer = (
        {"id": stage.pk, "name": stage.name, "kind": stage.kind}
        for stage in posting.stages.order_by("position")
    )
    stages = [new, {**interview, "name": "Talk"}, offer]
    response = change(api, posting, stages=stages)
    assert response.json()["stages"] == stages
    assert review["id"] not in posting.stages.values_list("pk", flat=True)


def test_a_team_and_a_confidential_posting_in_one_breath(api, recruiter) -> None:
    team = [{"user": recruiter.pk, "role": "recruiter"}]
    assert change(api, PostingFactory(), is_confidential=True).status_code == 400
    assert change(api, PostingFactory(), is_confidential=True, team=team).status_code == 200


@pytest.mark.parametrize(
    ("values", "field"),
    [
        ({"title": ""}, "title"),
        ({"title": "x" * 201}, "title"),
        ({"title": "a\x00b"}, "title"),
        ({"locations": [{"country": "XX"}]}, "locations.0.country"),
        ({"locations": "Portugal"}, "locations"),
        ({"locations": [{"country": "PT"}] * 51}, "locations"),
        ({"openings": [{"team": "A", "seats": 0}]}, "openings.0.seats"),
        ({"openings": [{"team": "A"}, {"team": "A"}]}, ""),
        ({"openings": [{"id": 999_999, "team": "A"}]}, ""),
        ({"window_from_minutes": 60}, "window_to_minutes"),
        ({"window_from_minutes": 60, "window_to_minutes": 0}, "window_to_minutes"),
        ({"window_from_minutes": 10**9}, "window_from_minutes"),
        ({"pay_min": "5"}, "pay_currency"),
        ({"pay_min": "5", "pay_max": "4", "pay_currency": "EUR"}, "pay_max"),
        ({"pay_min": "1e400"}, "pay_min"),
        ({"pay_currency": "EURO"}, "pay_currency"),
        ({"reply_within_days": 0}, "reply_within_days"),
        ({"apply_by_on": "soon"}, "apply_by_on"),
        ({"resume_policy": "maybe"}, "resume_policy"),
        ({"source_url": "javascript:alert(1)"}, "source_url"),
        ({"questions": [{"label": "Which?", "kind": "one_choice"}]}, "questions.0.choices"),
        ({"criteria": [{"name": "Craft", "levels": ["only one"]}]}, "criteria.0.levels"),
        ({"stages": [{"id": 1}]}, "stages.0.name"),
        ({"questions": [{"label": "Which?"}]}, "questions.0.kind"),
        ({"team": [{"user": 999_999, "role": "recruiter"}]}, "team"),
        ({"version": "x"}, "version"),
    ],
)
def test_a_wrong_value_is_named_by_its_field(api, values, field) -> None:
    posting = PostingFactory(with_stages=True)
    response = change(api, posting, **values)
    assert response.status_code == 400, response.content
    assert response["Content-Type"] == "application/problem+json"
    assert field in [error["field"] for error in response.json()["errors"]]
    posting.refresh_from_db()
    assert posting.version == 1


def test_a_change_without_a_version_is_refused(api) -> None:
    response = api.patch(f"{LIST}/{PostingFactory().pk}", {"title": "Blind"})
    assert response.status_code == 400
    assert response.json()["errors"][0]["field"] == "version"


def test_a_taken_reference(api) -> None:
    response = change(api, PostingFactory(), reference=PostingFactory().reference)
    assert response.status_code == 400
    assert response.json()["errors"][0]["field"] == "reference"


def test_a_closed_posting_and_a_stage_in_use_are_conflicts(api) -> None:
    assert change(api, PostingFactory(closed=True), title="Late").status_code == 409
    posting = PostingFactory(with_stages=True)
    ApplicationFactory(posting=posting, stage=posting.stages.get(name="Review"))
    response = change(api, posting, stages=[{"name": "Fresh", "kind": "new"}])
    assert response.status_code == 409
    assert "Review" in response.json()["detail"]


def ready(**attributes: object) -> Posting:
    return PostingFactory(with_stages=True, with_team=True, **attributes)


def test_the_life_of_a_posting(api) -> None:
    posting = ready(draft=True)
    for verb, status in [
        ("send-for-review", "in_review"),
        ("return-to-draft", "draft"),
        ("publish", "open"),
        ("pause", "paused"),
        ("reopen", "open"),
        ("close", "closed"),
        ("archive", "archived"),
        ("unarchive", "closed"),
    ]:
        response = api.post(f"{LIST}/{posting.pk}/{verb}")
        assert (response.status_code, response.json()["status"]) == (200, status)
    again = api.post(f"{LIST}/{posting.pk}/close")
    assert (again.status_code, again.json()["current"]) == (409, {"status": "closed"})


def test_what_is_missing_is_said_in_codes(api) -> None:
    posting = PostingFactory(draft=True, description="")
    response = api.post(f"{LIST}/{posting.pk}/publish")
    assert response.status_code == 409
    assert response.json()["current"] == {
        "missing": ["description", "stages", "recruiter", "hiring_manager"]
    }


def test_a_reviewers_note_goes_through_the_api(api) -> None:
    address = f"{LIST}/{ready(status='in_review').pk}/return-to-draft"
    too_long = api.post(address, {"note": "x" * 2001})
    assert (too_long.status_code, too_long.json()["errors"][0]["field"]) == (400, "note")
    back = api.post(address, {"note": "Say what they earn."}).json()
    assert (back["status"], back["review_note"]) == ("draft", "Say what they earn.")


def test_times_are_set_checked_and_approved(api) -> None:
    posting = ready(draft=True)
    address = f"{LIST}/{posting.pk}"
    over = api.patch(address, {"version": 1, "publish_at": "2020-01-01T09:00:00Z"})
    assert (over.status_code, over.json()["errors"][0]["field"]) == (400, "publish_at")
    times = {"publish_at": "2999-01-01T09:00:30Z", "close_at": "2999-02-01T09:00:00+01:00"}
    saved = api.patch(address, {"version": 1, **times}).json()
    assert saved["publish_at"] == "2999-01-01T09:00:00Z"
    assert saved["close_at"] == "2999-02-01T08:00:00Z"
    assert api.post(f"{address}/approve").status_code == 409
    api.post(f"{address}/send-for-review")
    assert api.post(f"{address}/approve").json()["status"] == "in_review"


def test_archived_postings_are_listed_on_demand_only(api) -> None:
    archived = ready(status="archived")
    assert api.get(LIST).json()["results"] == []
    (row,) = api.get(f"{LIST}?status=archived").json()["results"]
    assert row["id"] == archived.pk


def test_a_version_guards_the_lifecycle_too(api) -> None:
    response = api.post(f"{LIST}/{ready().pk}/pause", {"version": 9})
    assert response.status_code == 409
    assert response.json()["type"].endswith(":stale")


def test_a_guard_speaks_through_the_api(api) -> None:
    def refuse(posting: Posting, now: object) -> str:
        return "Somebody waits for an answer."

    guards.register("close", refuse)
    try:
        response = api.post(f"{LIST}/{ready().pk}/close")
    finally:
        guards.unregister("close", refuse)
    assert response.status_code == 409
    assert response.json()["detail"] == "Somebody waits for an answer."


@pytest.mark.parametrize("role", ["hiring_manager", "interviewer"])
def test_managers_read_their_postings_and_change_none(role) -> None:
    member = UserFactory(role=role)
    mine, foreign = PostingFactory(), PostingFactory()
    TeamMemberFactory(posting=mine, user=member, role="interviewer")
    client = APIClient()
    client.force_authenticate(member)
    assert [row["id"] for row in client.get(LIST).json()["results"]] == [mine.pk]
    assert client.get(f"{LIST}/{foreign.pk}").status_code == 404
    assert client.patch(f"{LIST}/{foreign.pk}", {"version": 1}).status_code == 404
    assert client.patch(f"{LIST}/{mine.pk}", {"version": 1, "title": "Mine"}).status_code == 403
    assert client.post(f"{LIST}/{mine.pk}/close").status_code == 403
    assert client.post(LIST, {"title": "Mine"}).status_code == 403


def test_the_list_is_filtered_and_paged(api) -> None:
    postings = [PostingFactory(status="open") for _ in range(3)]
    draft = PostingFactory(draft=True)
    LocationFactory(posting=draft, country="MT", city="Valletta")
    LocationFactory(posting=draft, country="MT", city="Sliema")
    assert [r["id"] for r in api.get(LIST, {"country": "mt"}).json()["results"]] == [draft.pk]
    first = api.get(LIST, {"status": "open", "limit": 2}).json()
    rest = api.get(first["next"]).json()
    found = [row["id"] for row in first["results"] + rest["results"]]
    assert found == [posting.pk for posting in reversed(postings)]
    assert rest["next"] is None
    assert api.get(LIST, {"status": "nonsense"}).status_code == 400


def test_as_many_statements_for_many_as_for_one(api) -> None:
    def make(size: int) -> None:
        while Posting.objects.count() < size:
            posting = PostingFactory(with_stages=True)
            for factory in (LocationFactory, OpeningFactory, QuestionFactory):
                factory(posting=posting)
            CriterionLevelFactory(criterion=CriterionFactory(posting=posting))

    assert_same_queries(make=make, act=lambda: api.get(LIST), most=4)

    posting = Posting.objects.first()

    def more_rows(size: int) -> None:
        while posting.openings.count() < size:
            for factory in (OpeningFactory, QuestionFactory):
                factory(posting=posting)
            CriterionLevelFactory(criterion=CriterionFactory(posting=posting))
            TeamMemberFactory(posting=posting)

    assert_same_queries(make=more_rows, act=lambda: api.get(f"{LIST}/{posting.pk}"), most=9)


def test_nonsense_in_the_body(api) -> None:
    posting = PostingFactory()
    for body in (b"", b"{", b"[]", b'"x"', b"null", b"[" * 100_000):
        response = api.generic(
            "PATCH", f"{LIST}/{posting.pk}", body, content_type="application/json"
        )
        assert response.status_code == 400, body[:10]
        response = api.generic("POST", LIST, body, content_type="application/json")
        assert response.status_code == 400, body[:10]
