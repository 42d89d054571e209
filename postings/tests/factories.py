"""Postings and what hangs on them, for tests."""

from datetime import UTC, datetime

import factory
from factory.django import DjangoModelFactory

from ats.tests.factories import UserFactory
from postings.models import (
    Criterion,
    CriterionLevel,
    Department,
    Location,
    Opening,
    Posting,
    PostingStatus,
    Question,
    QuestionKind,
    Stage,
    StageKind,
    TeamMember,
    TeamRole,
)

MADE_AT = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)


class DepartmentFactory(DjangoModelFactory[Department]):
    class Meta:
        model = Department

    name = factory.Sequence(lambda n: f"Department {n}")


class PostingFactory(DjangoModelFactory[Posting]):
    """An open posting. With `with_stages=True` it has New, Review, Interview and Offer.

    With `with_team=True` a recruiter and a hiring manager are on it, as publishing asks for.
    """

    class Meta:
        model = Posting
        skip_postgeneration_save = True

    class Params:
        draft = factory.Trait(status=PostingStatus.DRAFT, published_at=None)
        paused = factory.Trait(status=PostingStatus.PAUSED)
        closed = factory.Trait(status=PostingStatus.CLOSED, closed_at=MADE_AT)

    title = factory.Sequence(lambda n: f"Engineer {n}")
    reference = factory.Sequence(lambda n: f"ENG-{n}")
    slug = factory.Sequence(lambda n: f"engineer-{n}")
    description = "We look for an **engineer**."
    status = PostingStatus.OPEN
    created_at = MADE_AT
    updated_at = MADE_AT
    published_at = MADE_AT

    @factory.post_generation
    def with_stages(self, create: bool, wanted: bool, **kwargs: object) -> None:
        if create and wanted:
            for position, kind in enumerate(StageKind):
                StageFactory(posting=self, name=kind.label, kind=kind, position=position)

    @factory.post_generation
    def with_team(self, create: bool, wanted: bool, **kwargs: object) -> None:
        if create and wanted:
            for role in (TeamRole.RECRUITER, TeamRole.HIRING_MANAGER):
                TeamMemberFactory(posting=self, user=UserFactory(role=role), role=role)


class LocationFactory(DjangoModelFactory[Location]):
    class Meta:
        model = Location

    posting = factory.SubFactory(PostingFactory)
    country = "PT"
    position = factory.Sequence(lambda n: n % 1000)


class OpeningFactory(DjangoModelFactory[Opening]):
    class Meta:
        model = Opening

    posting = factory.SubFactory(PostingFactory)
    team = factory.Sequence(lambda n: f"Team {n}")
    position = factory.Sequence(lambda n: n % 1000)


class StageFactory(DjangoModelFactory[Stage]):
    class Meta:
        model = Stage

    posting = factory.SubFactory(PostingFactory)
    name = factory.Sequence(lambda n: f"Stage {n}")
    kind = StageKind.NEW
    position = factory.LazyAttribute(lambda made: made.posting.stages.count())


class QuestionFactory(DjangoModelFactory[Question]):
    class Meta:
        model = Question

    posting = factory.SubFactory(PostingFactory)
    label = factory.Sequence(lambda n: f"Question {n}?")
    kind = QuestionKind.SHORT_TEXT
    position = factory.LazyAttribute(lambda made: made.posting.questions.count())


class CriterionFactory(DjangoModelFactory[Criterion]):
    class Meta:
        model = Criterion

    posting = factory.SubFactory(PostingFactory)
    name = factory.Sequence(lambda n: f"Criterion {n}")
    position = factory.LazyAttribute(lambda made: made.posting.criteria.count())


class CriterionLevelFactory(DjangoModelFactory[CriterionLevel]):
    class Meta:
        model = CriterionLevel

    criterion = factory.SubFactory(CriterionFactory)
    value = factory.LazyAttribute(lambda made: made.criterion.levels.count() + 1)
    text = factory.LazyAttribute(lambda made: f"What {made.value} looks like")


class TeamMemberFactory(DjangoModelFactory[TeamMember]):
    class Meta:
        model = TeamMember

    posting = factory.SubFactory(PostingFactory)
    user = factory.SubFactory(UserFactory)
    role = TeamRole.RECRUITER
