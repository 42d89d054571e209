from datetime import UTC, datetime, timedelta

import pytest

from applications.candidates.models import ApplicationStatus
from applications.pipeline.actions import (
    NotActive,
    NotAllowed,
    NothingToUndo,
    StageNotOfPosting,
    StaleMove,
    move_application,
    undo_move,
)
from applications.pipeline.queries import columns_of, transitions_of
from applications.tests.factories import SENT_AT, ApplicationFactory
from ats.events.models import Event
from ats.tests.factories import UserFactory
from postings.tests.factories import PostingFactory, StageFactory

NOW = datetime(2026, 3, 12, 9, 0, tzinfo=UTC)

pytestmark = pytest.mark.django_db


@pytest.fixture
def application():
    return ApplicationFactory(posting=PostingFactory(with_stages=True))


@pytest.fixture
def recruiter():
    return UserFactory(name="Rita Recruiter")


def stage(application, kind):
    return application.posting.stages.get(kind=kind)


def move(application, kind, *, actor, version=None, start=None, now=NOW):
    return move_application(
        actor=actor,
        application_id=application.pk,
        to_stage_id=stage(application, kind).pk,
        from_stage_id=(start or application.stage).pk,
        expected_version=version or application.version,
        now=now,
    )


def test_a_move_changes_stage_version_and_history(application, recruiter):
    moved = move(application, "interview", actor=recruiter)

    moved.refresh_from_db()
    assert (moved.stage.kind, moved.version, moved.stage_entered_at) == ("interview", 2, NOW)
    [transition] = transitions_of(application.pk)
    assert (transition.from_stage.kind, transition.to_stage.kind) == ("new", "interview")
    assert (transition.version, transition.actor, transition.moved_at) == (2, recruiter, NOW)


def test_a_move_is_an_event_of_ids(application, recruiter):
    move(application, "review", actor=recruiter)

    event = Event.objects.get(verb="application.moved")
    assert (event.subject_type, event.subject_id) == ("application", application.pk)
    assert event.actor_id == recruiter.pk
    assert event.data == {
        "from": stage(application, "new").pk,
        "to": stage(application, "review").pk,
        "posting": application.posting_id,
        "version": 2,
    }


def test_a_stale_version_is_refused_with_what_changed(application, recruiter):
    other = UserFactory(name="Otto Other")
    move(application, "offer", actor=other)

    with pytest.raises(StaleMove) as refusal:
        move(application, "review", actor=recruiter)

    assert refusal.value.current_stage.kind == "offer"
    assert refusal.value.current_version == 2
    assert (refusal.value.moved_by, refusal.value.moved_at) == ("Otto Other", NOW)
    application.refresh_from_db()
    assert application.stage.kind == "offer"
    assert transitions_of(application.pk).count() == 1


def test_a_wrong_stage_is_refused_even_with_the_right_version(application, recruiter):
    with pytest.raises(StaleMove) as refusal:
        move(application, "offer", actor=recruiter, start=stage(application, "review"))

    assert (refusal.value.moved_by, refusal.value.moved_at) == ("", None)


def test_a_stage_of_another_posting_is_refused(application, recruiter):
    with pytest.raises(StageNotOfPosting):
        move_application(
            actor=recruiter,
            application_id=application.pk,
            to_stage_id=StageFactory().pk,
            from_stage_id=application.stage_id,
            expected_version=1,
            now=NOW,
        )
    application.refresh_from_db()
    assert application.version == 1


def test_moving_to_where_it_is_changes_nothing(application, recruiter):
    move(application, "new", actor=recruiter)

    application.refresh_from_db()
    assert application.version == 1
    assert not transitions_of(application.pk)


@pytest.mark.parametrize("status", ["hired", "rejected", "withdrawn"])
def test_only_active_applications_move(application, recruiter, status):
    application.status = ApplicationStatus(status)
    application.save()

    with pytest.raises(NotActive) as refusal:
        move(application, "review", actor=recruiter)

    assert refusal.value.status == status


def test_interviewers_move_nobody(application):
    with pytest.raises(NotAllowed):
        move(application, "review", actor=UserFactory(role="interviewer"))
    with pytest.raises(NotAllowed):
        undo_move(
            actor=UserFactory(role="interviewer"),
            application_id=application.pk,
            expected_version=1,
            now=NOW,
        )


def test_undo_gives_back_stage_and_time_in_stage(application, recruiter):
    move(application, "interview", actor=recruiter)

    undone = undo_move(
        actor=recruiter,
        application_id=application.pk,
        expected_version=2,
        now=NOW + timedelta(minutes=1),
    )

    undone.refresh_from_db()
    assert (undone.stage.kind, undone.stage_entered_at) == ("new", SENT_AT)
    assert undone.version == 3
    assert [t.version for t in transitions_of(application.pk)] == [2, 3]


def test_undoing_an_undo_repeats_the_move_with_its_time(application, recruiter):
    move(application, "interview", actor=recruiter)
    for version in (2, 3):
        again = undo_move(
            actor=recruiter,
            application_id=application.pk,
            expected_version=version,
            now=NOW + timedelta(hours=version),
        )

    assert (again.stage.kind, again.stage_entered_at) == ("interview", NOW)


def test_undo_of_a_move_that_was_followed_by_another_is_refused(application, recruiter):
    move(application, "review", actor=recruiter)
    application.refresh_from_db()
    move(application, "offer", actor=recruiter)

    with pytest.raises(StaleMove):
        undo_move(actor=recruiter, application_id=application.pk, expected_version=2, now=NOW)


def test_there_is_nothing_to_undo_before_the_first_move(application, recruiter):
    with pytest.raises(NothingToUndo):
        undo_move(actor=recruiter, application_id=application.pk, expected_version=1, now=NOW)


def test_columns_count_active_applications_only():
    posting = PostingFactory(with_stages=True)
    ApplicationFactory.create_batch(3, posting=posting)
    ApplicationFactory(posting=posting, status=ApplicationStatus.REJECTED)
    ApplicationFactory()

    assert [(c.stage.kind, c.count) for c in columns_of(posting.pk)] == [
        ("new", 3),
        ("review", 0),
        ("interview", 0),
        ("offer", 0),
    ]
