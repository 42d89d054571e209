"""Sealed for everyone, administrators included."""

from types import SimpleNamespace

import pytest
from django.utils import timezone

from applications.scorecards import actions, queries
from applications.tests.factories import ApplicationFactory, AssignmentFactory

ROLES = ["admin", "recruiter", "hiring_manager", "interviewer"]


def hand_in(scene: SimpleNamespace, role: str, recommendation: str = "yes") -> None:
    actions.submit_scorecard(
        actor=getattr(scene, role),
        application_id=scene.application.pk,
        levels=scene.full,
        recommendation=recommendation,
        note=f"note by {role}",
        now=timezone.now(),
    )


def seal(scene: SimpleNamespace, role: str) -> queries.Seal:
    pk = scene.application.pk
    return queries.seal_of([pk], viewer=getattr(scene, role))[pk]


@pytest.mark.parametrize("role", ["admin", "recruiter", "hiring_manager"])
def test_nobody_reads_a_card_before_their_own_is_in(scene: SimpleNamespace, role: str) -> None:
    hand_in(scene, "interviewer")
    assert seal(scene, role) == queries.Seal(submitted=1, assigned=2, is_open=False)
    assert queries.cards_of(scene.application, viewer=getattr(scene, role)) == []


def test_ones_own_card_opens_the_others(scene: SimpleNamespace) -> None:
    hand_in(scene, "interviewer", "no")
    hand_in(scene, "hiring_manager")
    opened = seal(scene, "hiring_manager")
    assert (opened.is_open, opened.average, opened.in_favour) == (True, 3.5, 1)
    notes = [c.note for c in queries.cards_of(scene.application, viewer=scene.hiring_manager)]
    assert notes == ["note by interviewer", "note by hiring_manager"]


@pytest.mark.parametrize("role", ROLES)
def test_all_assigned_cards_in_opens_them_for_everyone(scene: SimpleNamespace, role: str) -> None:
    hand_in(scene, "interviewer")
    hand_in(scene, "hiring_manager")
    assert seal(scene, role).is_open
    assert len(queries.cards_of(scene.application, viewer=getattr(scene, role))) == 2


def test_a_new_request_seals_again_for_those_without_a_card(scene: SimpleNamespace) -> None:
    hand_in(scene, "interviewer")
    hand_in(scene, "hiring_manager")
    AssignmentFactory(application=scene.application, user=scene.recruiter)
    assert not seal(scene, "admin").is_open
    assert seal(scene, "interviewer").is_open


def test_a_draft_is_nobodys_business(scene: SimpleNamespace) -> None:
    actions.save_scorecard(
        actor=scene.interviewer,
        application_id=scene.application.pk,
        levels=scene.full,
        recommendation="strong_no",
        note="",
        now=timezone.now(),
    )
    hand_in(scene, "hiring_manager")
    assert seal(scene, "hiring_manager").submitted == 1
    assert len(queries.cards_of(scene.application, viewer=scene.hiring_manager)) == 1


def test_scores_i_owe_end_with_the_card(scene: SimpleNamespace) -> None:
    assert list(queries.owed_by(scene.interviewer)) == [scene.application]
    hand_in(scene, "interviewer")
    assert list(queries.owed_by(scene.interviewer)) == []


@pytest.mark.parametrize("count", [1, 10])
def test_seals_take_three_statements_for_any_number(
    scene: SimpleNamespace, count: int, django_assert_num_queries: object
) -> None:
    made = [ApplicationFactory(posting=scene.posting).pk for _ in range(count)]
    hand_in(scene, "interviewer")
    hand_in(scene, "hiring_manager")
    with django_assert_num_queries(3):  # type: ignore[operator]
        seals = queries.seal_of([*made, scene.application.pk], viewer=scene.admin)
    assert len(seals) == count + 1
