"""Removing a stage that people are in: where they go, and what their history keeps."""

from datetime import UTC, datetime, timedelta
from threading import Barrier, Thread

import pytest
from django.db import connection

from applications.candidates.models import Application, Candidate
from applications.closing import stage_removal
from applications.pipeline.actions import (
    NothingToUndo,
    StageNotOfPosting,
    StaleMove,
    move_application,
    undo_move,
)
from applications.pipeline.models import Transition
from applications.pipeline.queries import transitions_of
from applications.tests.factories import SENT_AT, ApplicationFactory, CandidateFactory
from ats.events.models import Event
from ats.mail.models import Message
from ats.tests.factories import UserFactory
from postings.stages.actions import StagesOccupied, set_stages
from postings.stages.holding import Held
from postings.stages.models import Stage
from postings.stages.queries import StageRow, stages_of
from postings.tests.factories import PostingFactory

NOW = datetime(2026, 3, 12, 9, 0, tzinfo=UTC)


@pytest.fixture
def posting(db):
    return PostingFactory(with_stages=True)


def stage(posting, name: str) -> Stage:
    return posting.stages.get(name=name)


def remove(posting, name: str, targets: dict[str, str] | None = None, *added: StageRow, actor=None):
    rows = [row for row in stages_of(posting) if row.name != name]
    by_id = {stage(posting, name).pk: target for name, target in (targets or {}).items()}
    return set_stages(
        actor=actor, posting_id=posting.pk, stages=[*rows, *added], targets=by_id, now=NOW
    )


def names_of(posting) -> list[str]:
    return [row.name for row in stages_of(posting)]


def test_without_a_target_it_says_who_is_there_and_changes_nothing(posting) -> None:
    review = stage(posting, "Review")
    ApplicationFactory.create_batch(2, posting=posting, stage=review)
    ApplicationFactory(posting=posting, stage=review, status="rejected")
    with pytest.raises(StagesOccupied) as caught:
        remove(posting, "Review")
    (occupied,) = caught.value.stages
    assert (occupied.id, occupied.name) == (review.pk, "Review")
    assert occupied.held == Held(active=2, decided=1)
    assert names_of(posting) == ["New", "Review", "Interview", "Offer"]


@pytest.mark.parametrize("target", ["Review", "Nowhere", "", "interview"])
def test_a_target_that_does_not_stay_is_none(posting, target: str) -> None:
    ApplicationFactory(posting=posting, stage=stage(posting, "Review"))
    with pytest.raises(StagesOccupied):
        remove(posting, "Review", {"Review": target})


def test_everybody_moves_as_by_hand(posting) -> None:
    rita = UserFactory(role="recruiter")
    review, interview = stage(posting, "Review"), stage(posting, "Interview")
    application = ApplicationFactory(posting=posting, stage=review, version=4)
    remove(posting, "Review", {"Review": "Interview"}, actor=rita)

    application.refresh_from_db()
    assert (application.stage, application.version) == (interview, 5)
    assert application.stage_entered_at == NOW
    (move,) = transitions_of(application.pk)
    assert (move.from_stage, move.from_name) == (None, "Review")
    assert (move.to_stage, move.actor, move.version) == (interview, rita, 5)
    assert move.from_entered_at == SENT_AT
    event = Event.objects.get(verb="application.moved")
    assert (event.subject_id, event.actor_id) == (application.pk, rita.pk)
    assert event.data == {
        "from": review.pk, "to": interview.pk, "posting": posting.pk, "version": 5
    }  # fmt: skip
    assert not Message.objects.exists()


def test_the_decided_come_along_quietly(posting) -> None:
    application = ApplicationFactory(
        posting=posting, stage=stage(posting, "Review"), status="rejected"
    )
    remove(posting, "Review", {"Review": "New"})
    application.refresh_from_db()
    assert (application.stage.name, application.version) == ("New", 1)
    assert application.stage_entered_at == SENT_AT
    assert not Transition.objects.exists()
    assert not Event.objects.filter(verb="application.moved").exists()


def test_they_may_go_into_a_stage_that_is_made_at_the_same_time(posting) -> None:
    application = ApplicationFactory(posting=posting, stage=stage(posting, "Review"))
    remove(posting, "Review", {"Review": "Trial"}, StageRow(name="Trial", kind="interview"))
    application.refresh_from_db()
    assert application.stage.name == "Trial"


def test_a_new_stage_may_take_the_name_of_the_removed_one(posting) -> None:
    application = ApplicationFactory(posting=posting, stage=stage(posting, "Review"))
    remove(posting, "Review", {"Review": "Review"}, StageRow(name="Review", kind="interview"))
    application.refresh_from_db()
    assert (application.stage.name, application.stage.kind) == ("Review", "interview")


def test_several_stages_at_once_each_with_its_own_target(posting) -> None:
    first = ApplicationFactory(posting=posting, stage=stage(posting, "Review"))
    second = ApplicationFactory(posting=posting, stage=stage(posting, "Offer"))
    rows = [row for row in stages_of(posting) if row.name in ("New", "Interview")]
    targets = {stage(posting, "Review").pk: "New", stage(posting, "Offer").pk: "Interview"}
    set_stages(actor=None, posting_id=posting.pk, stages=rows, targets=targets, now=NOW)
    first.refresh_from_db()
    second.refresh_from_db()
    assert (first.stage.name, second.stage.name) == ("New", "Interview")


def test_an_empty_stage_needs_no_target_and_keeps_its_name_in_old_moves(posting) -> None:
    rita = UserFactory(role="recruiter")
    application = ApplicationFactory(posting=posting)
    for version, (start, end) in enumerate([("New", "Review"), ("Review", "Interview")], start=1):
        move_application(
            actor=rita,
            application_id=application.pk,
            from_stage_id=stage(posting, start).pk,
            to_stage_id=stage(posting, end).pk,
            expected_version=version,
            now=NOW + timedelta(hours=version),
        )
    remove(posting, "Review")
    there, on = transitions_of(application.pk)
    assert (there.to_stage, there.to_name, there.from_name) == (None, "Review", "")
    assert (on.from_stage, on.from_name, on.to_name) == (None, "Review", "")
    with pytest.raises(NothingToUndo):
        undo_move(actor=rita, application_id=application.pk, expected_version=3, now=NOW)


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("way", ["in", "out"])
def test_somebody_moves_a_card_at_the_same_moment(way: str) -> None:
    """Whoever is first, nobody is lost, and nobody stands in a stage that is gone."""
    for _ in range(8):
        posting = PostingFactory(with_stages=True)
        rita = UserFactory(role="recruiter")
        review, interview = stage(posting, "Review"), stage(posting, "Interview")
        start, end = (interview, review) if way == "in" else (review, interview)
        application = ApplicationFactory(posting=posting, stage=start)
        ApplicationFactory(posting=posting, stage=review)
        barrier, outcomes = Barrier(2), []

        def move(start=start, end=end, application=application, rita=rita) -> None:
            move_application(
                actor=rita,
                application_id=application.pk,
                from_stage_id=start.pk,
                to_stage_id=end.pk,
                expected_version=1,
                now=NOW,
            )

        def take_away(posting=posting) -> None:
            remove(posting, "Review", {"Review": "Offer"})

        def at_once(act, barrier=barrier, outcomes=outcomes) -> None:
            barrier.wait()
            try:
                act()
            except (StaleMove, StageNotOfPosting) as refusal:
                outcomes.append(type(refusal))
            finally:
                connection.close()

        threads = [Thread(target=at_once, args=[act]) for act in (move, take_away)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()

        application.refresh_from_db()
        expected = {"in": {"Offer", "Interview"}, "out": {"Interview", "Offer"}}[way]
        assert application.stage.name in expected
        refused_as = StageNotOfPosting if way == "in" else StaleMove
        assert outcomes in ([], [refused_as])
        assert application.version == 1 + application.transitions.count()
        assert not Application.objects.filter(stage__name="Review", posting=posting).exists()


def test_many_are_moved_in_a_fixed_number_of_statements(
    posting, django_assert_max_num_queries
) -> None:
    review = stage(posting, "Review")
    ApplicationFactory.create_batch(30, posting=posting, stage=review)
    with django_assert_max_num_queries(40):
        remove(posting, "Review", {"Review": "New"})
    assert stage_removal.held_in([stage(posting, "New").pk]) == {
        stage(posting, "New").pk: Held(active=30, decided=0)
    }


@pytest.mark.long
def test_ten_thousand_people_are_moved_at_once(posting, django_assert_max_num_queries) -> None:
    review = stage(posting, "Review")
    first = ApplicationFactory(posting=posting, stage=review)
    columns = {field.attname: getattr(first, field.attname) for field in first._meta.fields}
    people = Candidate.objects.bulk_create(
        CandidateFactory.build(email=f"c{n}@example.net") for n in range(10_000)
    )
    Application.objects.bulk_create(
        Application(**{**columns, "id": None, "reference": f"R{n}", "candidate_id": person.pk})
        for n, person in enumerate(people)
    )
    with django_assert_max_num_queries(80):
        remove(posting, "Review", {"Review": "Interview"})
    interview = stage(posting, "Interview")
    moved = Application.objects.filter(stage=interview, version=2)
    assert moved.count() == Transition.objects.filter(to_stage=interview).count() == 10_001
    assert Event.objects.filter(verb="application.moved").count() == 10_001
