from datetime import UTC, datetime

import pytest

from ats.tests.factories import UserFactory
from postings.criteria.actions import set_criteria
from postings.criteria.queries import CriterionRow, criteria_of
from postings.tests.factories import CriterionFactory, CriterionLevelFactory, PostingFactory

NOW = datetime(2026, 5, 4, 12, 0, tzinfo=UTC)
pytestmark = pytest.mark.django_db


def save(posting, *criteria: CriterionRow):
    actor = UserFactory(role="recruiter")
    return set_criteria(actor=actor, posting_id=posting.pk, criteria=criteria, now=NOW)


def test_criteria_keep_a_text_for_each_level() -> None:
    row = CriterionRow(name="Craft", guidance="Look at code.", levels=("poor", "", "good", "great"))
    (stored,) = criteria_of(save(PostingFactory(), row))
    assert stored.levels == ("poor", "", "good", "great")
    assert (stored.name, stored.guidance) == ("Craft", "Look at code.")


def test_levels_are_replaced_and_criteria_stay_the_same_rows() -> None:
    criterion = CriterionFactory(name="Craft")
    CriterionLevelFactory(criterion=criterion, value=1, text="poor")
    row = CriterionRow(id=criterion.pk, name="Skill", levels=("weak", "", "", ""))
    (stored,) = criteria_of(save(criterion.posting, row))
    assert (stored.id, stored.name, stored.levels[0]) == (criterion.pk, "Skill", "weak")


def test_a_criterion_that_is_left_out_goes_with_its_levels() -> None:
    criterion = CriterionLevelFactory().criterion
    assert criteria_of(save(criterion.posting)) == ()
