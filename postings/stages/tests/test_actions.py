from datetime import UTC, datetime

import pytest

from applications.tests.factories import ApplicationFactory
from ats.tests.factories import UserFactory
from postings.stages.actions import StagesInvalid, StagesOccupied, set_stages
from postings.stages.queries import StageRow, default_stages, stages_of
from postings.tests.factories import PostingFactory

NOW = datetime(2026, 5, 4, 12, 0, tzinfo=UTC)
pytestmark = pytest.mark.django_db


def save(posting, *stages: StageRow):
    actor = UserFactory(role="recruiter")
    return set_stages(actor=actor, posting_id=posting.pk, stages=stages, now=NOW)


def test_stages_are_renamed_reordered_added_and_removed() -> None:
    posting = PostingFactory(with_stages=True)
    new, _review, interview, offer = stages_of(posting)
    saved = save(
        posting,
        new,
        StageRow(id=offer.id, name="Proposal", kind="offer"),
        StageRow(name="Trial day", kind="interview"),
        interview,
    )
    assert [stage.name for stage in stages_of(saved)] == [
        "New", "Proposal", "Trial day", "Interview"
    ]  # fmt: skip
    assert stages_of(saved)[1].id == offer.id


def test_two_stages_swap_names_and_places() -> None:
    posting = PostingFactory(with_stages=True)
    new, review, interview, offer = stages_of(posting)
    saved = save(
        posting,
        new,
        StageRow(id=interview.id, name=review.name, kind="interview"),
        StageRow(id=review.id, name=interview.name, kind="review"),
        offer,
    )
    assert [(s.id, s.name) for s in stages_of(saved)][1:3] == [
        (interview.id, "Review"),
        (review.id, "Interview"),
    ]


def test_a_stage_with_applications_stays_and_so_does_everything_else() -> None:
    posting = PostingFactory(with_stages=True)
    stages = stages_of(posting)
    ApplicationFactory(posting=posting, stage=posting.stages.get(name="Review"))
    with pytest.raises(StagesOccupied) as caught:
        save(posting, StageRow(id=stages[0].id, name="Renamed", kind="new"), *stages[2:])
    assert [stage.name for stage in caught.value.stages] == ["Review"]
    assert stages_of(posting) == stages


@pytest.mark.parametrize("kinds", [(), ("review", "new"), ("offer",)])
def test_new_applications_need_a_first_stage_of_the_kind_new(kinds: tuple[str, ...]) -> None:
    rows = [StageRow(name=f"Stage {kind}", kind=kind) for kind in kinds]
    with pytest.raises(StagesInvalid):
        save(PostingFactory(), *rows)


def test_the_usual_stages_are_valid() -> None:
    assert len(stages_of(save(PostingFactory(), *default_stages()))) == 4
