from concurrent.futures import ThreadPoolExecutor
from threading import Barrier
from types import SimpleNamespace

import pytest
from django.db import connection
from django.utils import timezone

from applications.candidates.models import Assignment
from applications.scorecards import actions, queries
from applications.scorecards.models import Score, Scorecard
from applications.tests.factories import ApplicationFactory
from ats.models import Event
from ats.tests.factories import UserFactory
from postings.tests.factories import CriterionFactory

NOW = timezone.now()


def submit(scene: SimpleNamespace, actor: str = "hiring_manager", **changes: object) -> Scorecard:
    wanted = {"levels": scene.full, "recommendation": "yes", "note": "Calm under pressure."}
    return actions.submit_scorecard(
        actor=getattr(scene, actor),
        application_id=scene.application.pk,
        now=NOW,
        **{**wanted, **changes},
    )


def test_submitting_keeps_levels_and_records_an_event_without_them(scene: SimpleNamespace) -> None:
    card = submit(scene)
    assert {s.criterion_id: s.level for s in card.scores.all()} == scene.full
    event = Event.objects.get(verb="scorecard.submitted")
    assert event.subject_id == scene.application.pk
    assert event.data == {"scorecard": card.pk, "posting": scene.posting.pk}


def test_a_submitted_card_is_locked(scene: SimpleNamespace) -> None:
    submit(scene)
    with pytest.raises(actions.AlreadySubmitted):
        submit(scene, recommendation="no")
    assert Scorecard.objects.get().recommendation == "yes"


def test_incomplete_card_is_not_submitted_and_changes_nothing(scene: SimpleNamespace) -> None:
    first = scene.criteria[0].pk
    with pytest.raises(actions.Incomplete) as gaps:
        submit(scene, levels={first: 2}, recommendation="")
    assert gaps.value.criteria == [scene.criteria[1].pk]
    assert gaps.value.recommendation
    assert not Scorecard.objects.exists()


def test_a_draft_may_have_gaps_and_replaces_the_one_before(scene: SimpleNamespace) -> None:
    first, second = (c.pk for c in scene.criteria)
    for levels in ({first: 1, second: 2}, {first: 4}):
        actions.save_scorecard(
            actor=scene.interviewer,
            application_id=scene.application.pk,
            levels=levels,
            recommendation="",
            note="half",
            now=NOW,
        )
    card = queries.own_card(scene.application, viewer=scene.interviewer)
    assert card is not None and card.submitted_at is None
    assert {s.criterion_id: s.level for s in card.scores.all()} == {first: 4}


def test_criteria_of_other_postings_and_impossible_levels_are_refused(
    scene: SimpleNamespace,
) -> None:
    with pytest.raises(actions.UnknownCriterion):
        submit(scene, levels={CriterionFactory().pk: 2})
    with pytest.raises(actions.LevelOutOfRange):
        submit(scene, levels={scene.criteria[0].pk: 5})
    assert not Score.objects.exists()


def test_no_scores_once_the_application_is_no_longer_active(scene: SimpleNamespace) -> None:
    scene.application.status = "withdrawn"
    scene.application.save()
    with pytest.raises(actions.ApplicationNotActive):
        submit(scene)


def test_a_volunteer_becomes_one_of_the_assigned(scene: SimpleNamespace) -> None:
    submit(scene, "recruiter")
    seal = queries.seal_of([scene.application.pk], viewer=scene.recruiter)[scene.application.pk]
    assert (seal.submitted, seal.assigned) == (1, 3)


def test_assigning_twice_asks_once(scene: SimpleNamespace) -> None:
    other = UserFactory(role="interviewer")
    for _ in range(2):
        actions.assign_reviewer(
            actor=scene.recruiter,
            application_id=scene.application.pk,
            user_id=other.pk,
            now=NOW,
        )
    assert Event.objects.filter(verb="application.assigned").count() == 1


def test_only_people_who_could_see_the_application_are_asked(scene: SimpleNamespace) -> None:
    stranger = UserFactory(role="hiring_manager")
    left = UserFactory(role="interviewer", is_active=False)
    for user_id in (stranger.pk, left.pk, 0):
        with pytest.raises(actions.ReviewerCannotSee):
            actions.assign_reviewer(
                actor=scene.recruiter,
                application_id=scene.application.pk,
                user_id=user_id,
                now=NOW,
            )


def test_interviewers_ask_nobody(scene: SimpleNamespace) -> None:
    with pytest.raises(actions.NotAllowed):
        actions.assign_reviewer(
            actor=scene.interviewer,
            application_id=scene.application.pk,
            user_id=scene.recruiter.pk,
            now=NOW,
        )


def test_taking_a_request_back_closes_the_application_to_an_interviewer(
    scene: SimpleNamespace,
) -> None:
    actions.unassign_reviewer(
        actor=scene.recruiter,
        application_id=scene.application.pk,
        user_id=scene.interviewer.pk,
        now=NOW,
    )
    assert not type(scene.application).objects.visible_to(scene.interviewer).exists()


def test_a_request_answered_already_stays(scene: SimpleNamespace) -> None:
    submit(scene, "interviewer")
    with pytest.raises(actions.ReviewerHasSubmitted):
        actions.unassign_reviewer(
            actor=scene.recruiter,
            application_id=scene.application.pk,
            user_id=scene.interviewer.pk,
            now=NOW,
        )
    assert Assignment.objects.filter(user=scene.interviewer).exists()


def test_nobody_steps_back_to_read_the_others_cards_first(scene: SimpleNamespace) -> None:
    submit(scene, "interviewer")
    wanted = {"application_id": scene.application.pk, "user_id": scene.hiring_manager.pk}
    with pytest.raises(actions.CannotStepBack):
        actions.unassign_reviewer(actor=scene.hiring_manager, now=NOW, **wanted)
    actions.unassign_reviewer(actor=scene.recruiter, now=NOW, **wanted)
    assert not Assignment.objects.filter(user=scene.hiring_manager).exists()


@pytest.mark.django_db(transaction=True)
def test_handing_in_twice_at_once_makes_one_card(scene: SimpleNamespace) -> None:
    barrier = Barrier(4)

    def attempt(_: int) -> str:
        barrier.wait()
        try:
            submit(scene)
            return "in"
        except actions.AlreadySubmitted:
            return "late"
        finally:
            connection.close()

    with ThreadPoolExecutor(4) as pool:
        outcomes = sorted(pool.map(attempt, range(4)))
    assert outcomes == ["in", "late", "late", "late"]
    assert Scorecard.objects.count() == 1
    assert Score.objects.count() == 2


def test_an_application_of_another_posting_has_its_own_criteria(scene: SimpleNamespace) -> None:
    other = ApplicationFactory()
    assert list(queries.criteria_of(other)) == []
