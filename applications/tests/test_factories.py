import pytest

from applications.tests.factories import (
    ApplicationFactory,
    AssignmentFactory,
    DecisionFactory,
    DocumentFactory,
    StatusLinkFactory,
    SubmissionFactory,
    WorkHistoryFactory,
)
from postings.tests.factories import (
    CriterionLevelFactory,
    LocationFactory,
    OpeningFactory,
    PostingFactory,
    QuestionFactory,
    TeamMemberFactory,
)

FACTORIES = (
    AssignmentFactory,
    CriterionLevelFactory,
    DecisionFactory,
    DocumentFactory,
    LocationFactory,
    OpeningFactory,
    QuestionFactory,
    StatusLinkFactory,
    SubmissionFactory,
    TeamMemberFactory,
    WorkHistoryFactory,
)


@pytest.mark.django_db
@pytest.mark.parametrize("factory_class", FACTORIES, ids=lambda f: f.__name__)
def test_two_of_each_can_be_made(factory_class):
    first, second = factory_class.create_batch(2)

    assert first.pk != second.pk


@pytest.mark.django_db
def test_an_application_starts_in_the_first_stage_of_its_posting():
    application = ApplicationFactory(posting=PostingFactory(with_stages=True))

    assert application.stage.kind == "new"
    assert application.posting.stages.count() == 4


@pytest.mark.django_db
def test_a_second_submission_has_a_reference_of_its_own():
    first = SubmissionFactory()
    second = SubmissionFactory(application=first.application, waiting=True)

    assert first.reference == first.application.reference != second.reference
    assert second.accepted_at is None
