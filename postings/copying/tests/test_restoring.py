"""Restoring each kind of section, and what keeps it from being restored."""

import threading
from datetime import date
from decimal import Decimal

import pytest
from django.db import connection
from hypothesis import HealthCheck, given
from hypothesis import settings as hypothesis_settings
from hypothesis import strategies as st

from applications.tests.factories import ApplicationFactory
from ats.events.models import Event
from ats.tests.factories import UserFactory
from postings.application_form.queries import QuestionRow
from postings.copying.actions import (
    PostingClosed,
    Refused,
    StalePosting,
    restore_section,
)
from postings.copying.sections import KINDS
from postings.criteria.queries import CriterionRow
from postings.hiring_team.queries import MemberRow
from postings.models import Posting, Revision
from postings.posting.editing import NotAllowed, Seen
from postings.posting.sections import (
    Applying,
    Basics,
    Description,
    OpeningRow,
    Pay,
    Place,
    Places,
    fingerprint,
)
from postings.stages.queries import StageRow
from postings.tests.factories import PostingFactory

pytestmark = pytest.mark.django_db

NEW = StageRow(name="New", kind="new")
FIRST_AND_SECOND = {
    "basics": (
        Basics(title="Head cook", reference="COOK-2", department="Kitchen"),
        Basics(title="Cook", reference="COOK-1"),
    ),
    "description": (Description(description="First"), Description(description="Second")),
    "places": (
        Places(workplace_type="remote", places=(Place(country="PT"), Place(country="DE"))),
        Places(workplace_type="onsite"),
    ),
    "openings": ((OpeningRow(team="Bar", seats=3), OpeningRow(team="Kitchen")), ()),
    "pay": (Pay(pay_min=Decimal("7.50"), pay_currency="EUR", pay_period="hour"), Pay()),
    "applying": (Applying(apply_by_on=date(2027, 1, 31)), Applying(reply_within_days=7)),
    "questions": ((QuestionRow(label="Why?", kind="long_text", is_private=True),), ()),
    "stages": ((NEW, StageRow(name="Tasting", kind="interview")), (NEW,)),
    "criteria": (
        (CriterionRow(name="Taste", levels=("bad", "", "", "good")),),
        (CriterionRow(name="Speed"),),
    ),
}


def save(posting, key, value, actor, now) -> Revision:
    """Save a section; return its newest revision."""
    if isinstance(value, tuple) and value and hasattr(value[0], "id"):
        # As the editor does: rows of the same name stay the same rows.
        name = KINDS[key].row_name
        ids = {getattr(row, name): row.id for row in KINDS[key].stored(posting)}
        value = tuple(
            type(row)(**{**vars(row), "id": ids.get(getattr(row, name))}) for row in value
        )
    KINDS[key].save_value(value, actor=actor, posting_id=posting.pk, now=now)
    return posting.revisions.filter(section=key).latest("pk")


def restore(posting, revision, actor, now, **rest):
    return restore_section(
        actor=actor, posting_id=posting.pk, revision_id=revision.pk, now=now, **rest
    )


def stored(posting, key):
    return KINDS[key].stored(Posting.objects.get(pk=posting.pk))


def without_ids(value):
    if isinstance(value, tuple):
        return tuple(type(row)(**{**vars(row), "id": None}) for row in value)
    return value


@pytest.mark.parametrize("key", FIRST_AND_SECOND)
def test_a_section_of_each_kind_comes_back(key, posting, recruiter, now) -> None:
    first, second = FIRST_AND_SECOND[key]
    revision = save(posting, key, first, recruiter, now)
    save(posting, key, second, recruiter, now)
    assert without_ids(stored(posting, key)) == second

    restored = restore(posting, revision, recruiter, now)
    assert restored.was_changed and restored.left_out == []
    assert without_ids(stored(posting, key)) == first
    newest = posting.revisions.filter(section=key).latest("pk")
    event = Event.objects.get(verb="posting.restored")
    assert event.data == {"section": key, "revision": revision.pk, "version": newest.version}
    assert event.actor_id == recruiter.pk


def test_a_team_comes_back_without_those_who_have_left(posting, recruiter, now) -> None:
    stays, leaves = UserFactory(role="interviewer"), UserFactory(role="interviewer", name="Lee")
    gone = UserFactory(role="interviewer")
    everyone = (
        MemberRow(user=recruiter.pk, role="recruiter"),
        *(MemberRow(user=u.pk, role="interviewer") for u in (stays, leaves, gone)),
    )
    revision = save(posting, "team", everyone, recruiter, now)
    save(posting, "team", everyone[:1], recruiter, now)
    leaves.is_active = False
    leaves.save()
    gone.delete()
    restored = restore(posting, revision, recruiter, now)
    assert restored.left_out == ["Lee"]
    assert {row.user for row in stored(posting, "team")} == {recruiter.pk, stays.pk}


def test_a_row_with_the_same_name_keeps_its_applications(posting, recruiter, now) -> None:
    """The stage was removed and made again: it is not the same row, but the same stage."""
    revision = save(
        posting, "stages", (NEW, StageRow(name="Tasting", kind="review")), recruiter, now
    )
    save(posting, "stages", (NEW,), recruiter, now)
    save(posting, "stages", (NEW, StageRow(name="Tasting", kind="interview")), recruiter, now)
    tasting = posting.stages.get(name="Tasting")
    ApplicationFactory(posting=posting, stage=tasting)
    restore(posting, revision, recruiter, now)
    tasting.refresh_from_db()
    assert tasting.kind == "review"


def test_a_stage_with_applications_does_not_vanish(posting, recruiter, now) -> None:
    revision = save(posting, "stages", (NEW,), recruiter, now)
    save(posting, "stages", (NEW, StageRow(name="Tasting", kind="review")), recruiter, now)
    ApplicationFactory(posting=posting, stage=posting.stages.get(name="Tasting"))
    with pytest.raises(Refused) as caught:
        restore(posting, revision, recruiter, now)
    assert "“Tasting” is in use" in caught.value.reason
    assert posting.stages.count() == 2


def test_restoring_what_is_there_changes_nothing(posting, recruiter, now) -> None:
    revision = save(posting, "description", Description(description="Same"), recruiter, now)
    before = Posting.objects.get(pk=posting.pk).version
    assert not restore(posting, revision, recruiter, now).was_changed
    assert Posting.objects.get(pk=posting.pk).version == before
    assert not Event.objects.filter(verb="posting.restored").exists()


def test_a_reference_that_is_taken_meanwhile_is_said(posting, recruiter, now) -> None:
    revision = save(posting, "basics", Basics(title="Cook", reference="OLD"), recruiter, now)
    save(posting, "basics", Basics(title="Cook", reference="NEW"), recruiter, now)
    PostingFactory(reference="OLD")
    with pytest.raises(Refused, match="Another posting has this reference"):
        restore(posting, revision, recruiter, now)


def test_nobody_locks_themselves_out(posting, now) -> None:
    other, recruiter = UserFactory(role="admin"), UserFactory(role="recruiter")
    team = (MemberRow(user=other.pk, role="recruiter"),)
    revision = save(posting, "team", team, other, now)
    both = (*team, MemberRow(user=recruiter.pk, role="recruiter"))
    save(posting, "team", both, other, now)
    Posting.objects.filter(pk=posting.pk).update(is_confidential=True)
    with pytest.raises(Refused, match="stay on its hiring team"):
        restore(posting, revision, recruiter, now)


def test_what_somebody_changed_meanwhile_is_not_written_over(posting, recruiter, now) -> None:
    revision = save(posting, "description", Description(description="First"), recruiter, now)
    seen = Seen(section=fingerprint(stored(posting, "description")))
    save(posting, "description", Description(description="Second"), recruiter, now)
    with pytest.raises(StalePosting) as caught:
        restore(posting, revision, recruiter, now, seen=seen)
    assert caught.value.current == Description(description="Second")
    assert caught.value.changed_by == "Rita Ruiz"


def test_a_closed_posting_stays_as_it_was(posting, recruiter, now) -> None:
    revision = save(posting, "description", Description(description="First"), recruiter, now)
    Posting.objects.filter(pk=posting.pk).update(status="closed")
    with pytest.raises(PostingClosed):
        restore(posting, revision, recruiter, now)


def test_interviewers_restore_nothing(posting, recruiter, now) -> None:
    revision = save(posting, "description", Description(description="First"), recruiter, now)
    with pytest.raises(NotAllowed):
        restore(posting, revision, UserFactory(role="interviewer"), now)


def test_a_revision_of_another_posting_is_not_found(posting, recruiter, now) -> None:
    revision = save(posting, "description", Description(description="First"), recruiter, now)
    with pytest.raises(Revision.DoesNotExist):
        restore(PostingFactory(), revision, recruiter, now)


@pytest.mark.parametrize(
    ("key", "value"),
    [
        ("basics", {"title": "", "reference": "X"}),
        ("basics", {"title": "x" * 201, "reference": "X"}),
        ("basics", {"title": "Cook", "reference": "X", "department": "x" * 101}),
        ("basics", {"title": "Cook", "reference": "X", "employment_type": "slavery"}),
        ("pay", {"pay_min": "9" * 13, "pay_currency": "EUR"}),
        ("pay", {"pay_min": "2", "pay_max": "1", "pay_currency": "EUR"}),
        ("applying", {"reply_within_days": 0}),
        ("applying", {"reply_within_days": 10**12}),
        ("places", {"window_from_minutes": 60}),
        ("openings", [{"team": "A", "seats": 0}]),
        ("openings", [{"team": "A"}, {"team": "A"}]),
        ("stages", []),
        ("stages", [{"name": "Late", "kind": "offer"}]),
        ("stages", [{"name": "New", "kind": "new"}, {"name": "X", "kind": "rejected"}]),
        ("criteria", [{"name": "Taste", "levels": ["1", "2"]}]),
        ("questions", [{"label": "Which?", "kind": "one_choice", "choices": ["A"]}]),
        ("questions", [{"label": "Which?", "kind": "telepathy"}]),
        ("shoes", {"size": 43}),
    ],
)
def test_what_does_not_fit_today_is_refused_in_words(key, value, posting, recruiter, now) -> None:
    revision = Revision.objects.create(
        posting=posting, section=key, version=1, value=value, created_at=now
    )
    with pytest.raises(Refused) as caught:
        restore(posting, revision, recruiter, now)
    assert caught.value.reason.endswith((".", ")"))
    posting.refresh_from_db()
    assert (posting.title, posting.version) == ("Cook", 1)


ROWS = st.fixed_dictionaries(
    {},
    optional={
        "id": st.none() | st.integers(),
        "name": st.text(max_size=80),
        "label": st.text(max_size=310),
        "kind": st.sampled_from(["new", "review", "short_text", "date", "file", ""]),
        "team": st.text(max_size=110),
        "seats": st.integers(),
        "title": st.text(max_size=210),
        "reference": st.text(max_size=50),
        "user": st.integers(),
        "role": st.text(max_size=10),
        "levels": st.lists(st.text(max_size=310), max_size=5),
        "description": st.text(),
        "country": st.text(max_size=3),
        "pay_min": st.none() | st.decimals(allow_nan=False).map(str),
        "apply_by_on": st.none() | st.dates().map(str),
    },
)


@hypothesis_settings(
    max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(key=st.sampled_from(sorted(KINDS)), value=ROWS | st.lists(ROWS, max_size=3))
def test_whatever_is_stored_is_restored_or_refused(posting, recruiter, now, key, value) -> None:
    revision = Revision(posting=posting, section=key, version=1, value=value, created_at=now)
    try:
        Revision.objects.bulk_create([revision])
    except Exception:
        return
    try:
        restore(posting, revision, recruiter, now)
    except Refused as refused:
        assert refused.reason


@pytest.mark.django_db(transaction=True)
def test_of_two_who_restore_at_once_one_is_told(posting, recruiter, now) -> None:
    first = save(posting, "description", Description(description="First"), recruiter, now)
    second = save(posting, "description", Description(description="Second"), recruiter, now)
    save(posting, "description", Description(description="Third"), recruiter, now)
    seen = Seen(section=fingerprint(stored(posting, "description")))
    barrier, outcomes = threading.Barrier(2), []

    def act(revision) -> None:
        barrier.wait()
        try:
            restore(posting, revision, recruiter, now, seen=seen)
            outcomes.append("restored")
        except StalePosting:
            outcomes.append("stale")
        finally:
            connection.close()

    threads = [threading.Thread(target=act, args=(revision,)) for revision in (first, second)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(outcomes) == ["restored", "stale"]
    texts = [row.value["description"] for row in posting.revisions.order_by("pk")]
    assert len(texts) == 5 and texts[-1] in ("First", "Second")
