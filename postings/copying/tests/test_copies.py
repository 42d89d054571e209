"""Duplicates and templates: what they take along, and what they leave behind."""

import threading
from datetime import date
from decimal import Decimal

import pytest
from django.db import connection

from ats.events.models import Event
from ats.tests.factories import UserFactory
from postings.copying.actions import (
    NameTaken,
    Refused,
    create_from_template,
    delete_template,
    duplicate_posting,
    rename_template,
    save_template,
)
from postings.copying.sections import KINDS
from postings.models import (
    Department,
    Posting,
    PostingStatus,
    PostingTemplate,
    PostingTextBlock,
    PostingTranslation,
    TextBlock,
)
from postings.posting.editing import NotAllowed
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

# Columns of a posting that belong to it alone.
OWN = {
    "id",
    "title",
    "reference",
    "slug",
    "public_id",
    "status",
    "sent_for_review_by",
    "review_note",
    "approved_version",
    "publish_at",
    "close_at",
    "schedule_waits_since",
    "version",
    "created_by",
    "created_at",
    "updated_at",
    "published_at",
    "closed_at",
    "archived_at",
}


@pytest.fixture
def full(posting, now) -> Posting:
    """An open posting with something of everything."""
    department = Department.objects.create(name="Kitchen")
    values = {
        "status": PostingStatus.OPEN,
        "published_at": posting.created_at,
        "publish_at": posting.created_at,
        "company": "Harbour Lifts",
        "department": department,
        "employment_type": "contract",
        "workplace_type": "remote",
        "window_from_minutes": -60,
        "window_to_minutes": 180,
        "reports_to": "CEO",
        "description": "Come & **cook**",
        "pay_min": Decimal("50000.00"),
        "pay_max": Decimal("60000.00"),
        "pay_currency": "EUR",
        "pay_period": "month",
        "apply_by_on": date(2027, 1, 31),
        "resume_policy": "not_asked",
        "reply_within_days": 7,
        "source_url": "https://example.org/cook",
        "is_listed": False,
        "language": "de",
    }
    Posting.objects.filter(pk=posting.pk).update(**values)
    LocationFactory(posting=posting, country="PT", city="Lisbon")
    OpeningFactory(posting=posting, team="Bar", seats=3)
    QuestionFactory(posting=posting, label="Why?")
    PostingTranslation.objects.create(posting=posting, language="es", title="Cocina")
    block = TextBlock.objects.create(name="About us", updated_at=now)
    PostingTextBlock.objects.create(posting=posting, block=block)
    CriterionLevelFactory(criterion=CriterionFactory(posting=posting, name="Taste"))
    TeamMemberFactory(posting=posting, user=UserFactory(role="interviewer"), role="interviewer")
    posting.stages.filter(name="Review").update(name="Tasting")
    return Posting.objects.get(pk=posting.pk)


def duplicate(posting, actor, now):
    return duplicate_posting(actor=actor, posting_id=posting.pk, now=now)


def without_ids(kind, posting):
    data = kind.to_json(kind.stored(posting))
    if isinstance(data, list):
        return [{name: value for name, value in row.items() if name != "id"} for row in data]
    return {name: value for name, value in data.items() if name not in ("title", "reference")}


def test_a_copy_has_every_section_of_the_original(full, recruiter, now) -> None:
    made = duplicate(full, recruiter, now)
    assert made.left_out == []
    for kind in KINDS.values():
        if kind.is_copied:
            assert without_ids(kind, made.posting) == without_ids(kind, full), kind.key


def test_every_column_is_copied_or_known_to_be_the_postings_own(full, recruiter, now) -> None:
    copy = duplicate(full, recruiter, now).posting
    names = {field.name for field in Posting._meta.concrete_fields} - OWN
    different = {name for name in names if getattr(copy, name) != getattr(full, name)}
    assert different == set()


def test_a_copy_is_a_draft_of_its_own(full, recruiter, now) -> None:
    copy = duplicate(full, recruiter, now).posting
    assert copy.title == "Copy of Cook"
    assert (copy.status, copy.version, copy.created_by) == ("draft", 1, recruiter)
    assert copy.published_at is None and copy.publish_at is None
    assert copy.slug == "copy-of-cook"
    assert not {copy.reference, copy.slug, copy.public_id} & {
        full.reference,
        full.slug,
        full.public_id,
    }
    event = Event.objects.get(verb="posting.duplicated")
    assert (event.subject_id, event.data) == (copy.pk, {"from": full.pk})
    assert not Event.objects.filter(verb="posting.updated").exists()
    assert not copy.revisions.exists()


def test_a_copy_has_rows_of_its_own(full, recruiter, now) -> None:
    copy = duplicate(full, recruiter, now).posting
    copy.stages.filter(name="Tasting").update(name="Other")
    assert full.stages.filter(name="Tasting").exists()


def test_who_makes_a_copy_is_on_its_team(full, now) -> None:
    other = UserFactory(role="recruiter")
    copy = duplicate(full, other, now).posting
    assert copy.team.get(user=other).role == "recruiter"
    assert copy.team.count() == full.team.count() + 1


def test_a_confidential_copy_stays_so_and_is_seen_by_its_maker(full, recruiter, now) -> None:
    Posting.objects.filter(pk=full.pk).update(is_confidential=True)
    copy = duplicate(full, recruiter, now).posting
    assert copy.is_confidential
    assert Posting.objects.visible_to(recruiter).filter(pk=copy.pk).exists()
    assert not Posting.objects.visible_to(UserFactory(role="recruiter")).filter(pk=copy.pk).exists()


def test_who_has_left_is_not_on_the_team_of_a_copy(full, recruiter, now) -> None:
    leaver = UserFactory(role="interviewer", name="Lee Leaver")
    TeamMemberFactory(posting=full, user=leaver, role="interviewer")
    leaver.is_active = False
    leaver.save()
    made = duplicate(full, recruiter, now)
    assert made.left_out == ["Lee Leaver"]
    assert not made.posting.team.filter(user=leaver).exists()


def test_the_longest_title_has_a_copy(recruiter, now) -> None:
    copy = duplicate(PostingFactory(title="x" * 200), recruiter, now).posting
    assert len(copy.title) == 200


def test_interviewers_copy_nothing(full, now) -> None:
    with pytest.raises(NotAllowed):
        duplicate(full, UserFactory(role="interviewer"), now)
    assert Posting.objects.count() == 1


@pytest.mark.django_db(transaction=True)
def test_two_copies_at_once_have_two_references(full, recruiter, now) -> None:
    barrier, made = threading.Barrier(2), []

    def act() -> None:
        barrier.wait()
        try:
            made.append(duplicate(full, recruiter, now).posting)
        finally:
            connection.close()

    threads = [threading.Thread(target=act) for _ in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len({posting.reference for posting in made}) == 2
    assert len({posting.slug for posting in made}) == 2


def save(posting, actor, now, name="Cooks") -> PostingTemplate:
    return save_template(actor=actor, posting_id=posting.pk, name=name, now=now)


def begin(template, actor, now, title="Chef"):
    return create_from_template(actor=actor, template_id=template.pk, title=title, now=now)


def test_a_posting_from_a_template(full, recruiter, now) -> None:
    made = begin(save(full, recruiter, now), recruiter, now)
    posting = made.posting
    assert made.left_out == []
    assert (posting.title, posting.status, posting.version) == ("Chef", "draft", 1)
    assert posting.reference != full.reference
    assert posting.apply_by_on is None
    for key in ("description", "places", "pay", "questions", "stages", "criteria", "team"):
        assert without_ids(KINDS[key], posting) == without_ids(KINDS[key], full), key
    assert posting.department.name == "Kitchen"


def test_a_template_outlives_its_posting_its_department_and_its_people(full, now) -> None:
    maker = UserFactory(role="admin")
    template = save(full, maker, now)
    Posting.objects.all().delete()
    Department.objects.all().delete()
    full.created_by = None
    made = begin(template, maker, now)
    assert made.posting.department.name == "Kitchen"


def test_people_who_left_are_named_and_left_out(full, recruiter, now) -> None:
    leaver = UserFactory(role="interviewer", name="Lee Leaver")
    TeamMemberFactory(posting=full, user=leaver, role="interviewer")
    template = save(full, recruiter, now)
    leaver.is_active = False
    leaver.save()
    assert begin(template, recruiter, now).left_out == ["Lee Leaver"]


@pytest.mark.parametrize("content", [{}, [], "x", {"pay": 3, "stages": [], "shoes": {}}])
def test_an_old_or_broken_template_still_makes_a_posting(content, recruiter, now) -> None:
    template = PostingTemplate.objects.create(
        name="Old", content=content, created_at=now, updated_at=now
    )
    made = begin(template, recruiter, now)
    assert made.posting.stages.exists()
    assert made.posting.team.filter(user=recruiter).exists()
    assert len(made.left_out) == (2 if isinstance(content, dict) and content else 0)


def test_a_confidential_posting_makes_no_template(full, recruiter, now) -> None:
    Posting.objects.filter(pk=full.pk).update(is_confidential=True)
    with pytest.raises(Refused, match="confidential"):
        save(full, recruiter, now)


def test_names_of_templates_are_there_once_in_any_case(full, recruiter, now) -> None:
    template, other = save(full, recruiter, now), save(full, recruiter, now, "Waiters")
    with pytest.raises(NameTaken):
        save(full, recruiter, now, " COOKS ")
    with pytest.raises(NameTaken):
        rename_template(actor=recruiter, template_id=other.pk, name="cooks", now=now)
    rename_template(actor=recruiter, template_id=template.pk, name="COOKS", now=now)
    assert set(PostingTemplate.objects.values_list("name", flat=True)) == {"COOKS", "Waiters"}


def test_a_deleted_template_leaves_its_postings(full, recruiter, now) -> None:
    template = save(full, recruiter, now)
    made = begin(template, recruiter, now)
    delete_template(actor=recruiter, template_id=template.pk, now=now)
    assert not PostingTemplate.objects.exists()
    assert Posting.objects.filter(pk=made.posting.pk).exists()
    verbs = Event.objects.filter(subject_type="postingtemplate").values_list("verb", flat=True)
    assert set(verbs) == {"posting_template.saved", "posting_template.deleted"}


@pytest.mark.parametrize("role", ["hiring_manager", "interviewer"])
def test_others_make_no_templates(role, full, recruiter, now) -> None:
    actor, template = UserFactory(role=role), save(full, recruiter, now)
    for act in (
        lambda: save(full, actor, now, "X"),
        lambda: begin(template, actor, now),
        lambda: rename_template(actor=actor, template_id=template.pk, name="Y", now=now),
        lambda: delete_template(actor=actor, template_id=template.pk, now=now),
    ):
        with pytest.raises(NotAllowed):
            act()
