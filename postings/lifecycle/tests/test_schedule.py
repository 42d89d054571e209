"""The clock publishes and closes by the rules that hold for people."""

import threading
from datetime import UTC, datetime, timedelta

import pytest
from django.db import connections
from django.utils import timezone

from ats.events.models import Event
from ats.organisation.models import Organisation
from ats.tests.factories import UserFactory
from postings.lifecycle import actions, guards
from postings.lifecycle.queries import due_ids, why_it_waits
from postings.lifecycle.rules import Schedule
from postings.lifecycle.tasks import run_schedule
from postings.lifecycle.tests.test_actions import ready_posting
from postings.posting.editing import PostingClosed
from postings.posting.models import Posting

NOW = datetime(2026, 5, 4, 12, 0, tzinfo=UTC)
AGO, LATER = NOW - timedelta(minutes=1), NOW + timedelta(days=1)

pytestmark = pytest.mark.django_db


def on_time(posting, now=NOW):
    outcome = actions.change_on_time(posting_id=posting.pk, now=now)
    posting.refresh_from_db()
    return outcome


def verbs():
    return list(Event.objects.order_by("id").values_list("verb", "actor_kind"))


def test_a_draft_opens_at_its_time_and_not_before():
    posting = ready_posting(draft=True, publish_at=NOW)
    assert due_ids(AGO) == []
    assert on_time(posting, AGO) == ""
    assert due_ids(NOW) == [posting.pk]
    assert on_time(posting) == "published"
    assert (posting.status, posting.published_at, posting.publish_at) == ("open", NOW, None)
    assert verbs() == [("posting.published", "system")]


@pytest.mark.parametrize("status", ["open", "paused"])
def test_an_open_posting_closes_at_its_time(status):
    posting = ready_posting(status=status, close_at=AGO)
    assert on_time(posting) == "closed"
    assert (posting.status, posting.closed_at, posting.close_at) == ("closed", NOW, None)


def test_what_cannot_happen_waits_and_is_said_once():
    posting = ready_posting(draft=True, publish_at=AGO, description="")
    assert [on_time(posting), on_time(posting, LATER)] == ["waits", "waits"]
    assert (posting.status, posting.schedule_waits_since) == ("draft", NOW)
    assert verbs() == [("posting.schedule_waits", "system")]
    assert [each.code for each in why_it_waits(posting, NOW)] == ["description"]
    Posting.objects.update(description="Come.")
    assert on_time(posting, LATER) == "published"
    assert posting.schedule_waits_since is None


def test_a_guard_holds_for_the_clock_too():
    posting = ready_posting(close_at=AGO)

    def refuse(posting, now):
        return "Somebody waits for an answer."

    guards.register("close", refuse)
    try:
        assert on_time(posting) == "waits"
        assert [each.text for each in why_it_waits(posting, NOW)] == [
            "Somebody waits for an answer."
        ]
    finally:
        guards.unregister("close", refuse)
    assert posting.status == "open"
    assert on_time(posting) == "closed"


def in_review(**attributes):
    posting = ready_posting(draft=True, publish_at=NOW + timedelta(hours=1), **attributes)
    return actions.send_for_review(actor=UserFactory(), posting_id=posting.pk, now=NOW)


def test_what_is_in_review_waits_for_its_approval():
    posting = in_review()
    assert on_time(posting, LATER) == "waits"
    assert [each.code for each in why_it_waits(posting, LATER)] == ["review"]
    actions.approve_posting(actor=UserFactory(), posting_id=posting.pk, now=LATER)
    assert on_time(posting, LATER) == "published"


def test_with_two_pairs_of_eyes_no_draft_opens_by_itself():
    Organisation.objects.update_or_create(pk=1, defaults={"needs_review": True})
    posting = ready_posting(draft=True, publish_at=AGO)
    assert on_time(posting) == "waits"
    assert posting.status == "draft"


def test_an_approval_is_of_what_was_approved():
    posting = in_review()
    actions.approve_posting(actor=UserFactory(), posting_id=posting.pk, now=NOW)
    Posting.objects.update(version=99)
    assert on_time(posting, LATER) == "waits"


def test_a_new_time_starts_anew():
    posting = ready_posting(draft=True, publish_at=AGO, description="")
    on_time(posting)
    schedule = Schedule(publish_at=LATER)
    actions.set_schedule(actor=UserFactory(), posting_id=posting.pk, schedule=schedule, now=NOW)
    assert on_time(posting) == ""
    assert (posting.schedule_waits_since, posting.publish_at) == (None, LATER)


@pytest.mark.parametrize(
    ("status", "schedule", "fields"),
    [
        ("draft", {"publish_at": AGO}, {"publish_at"}),
        ("draft", {"publish_at": NOW}, {"publish_at"}),
        ("draft", {"close_at": AGO}, {"close_at"}),
        ("draft", {"publish_at": LATER, "close_at": LATER}, {"close_at"}),
        ("open", {"publish_at": LATER}, {"publish_at"}),
        ("draft", {"publish_at": LATER, "close_at": LATER + timedelta(days=1)}, set()),
        ("open", {"close_at": LATER}, set()),
        ("draft", {}, set()),
    ],
)
def test_which_times_are_taken(status, schedule, fields):
    posting = ready_posting(status=status)
    common = {"actor": UserFactory(), "posting_id": posting.pk, "now": NOW}
    if not fields:
        actions.set_schedule(schedule=Schedule(**schedule), **common)
        return
    with pytest.raises(actions.ScheduleInvalid) as caught:
        actions.set_schedule(schedule=Schedule(**schedule), **common)
    assert set(caught.value.problems) == fields


def test_a_time_that_has_come_may_stay_as_it_is():
    posting = ready_posting(draft=True, publish_at=AGO)
    schedule = Schedule(publish_at=AGO, close_at=LATER)
    actions.set_schedule(actor=UserFactory(), posting_id=posting.pk, schedule=schedule, now=NOW)
    posting.refresh_from_db()
    assert (posting.publish_at, posting.close_at) == (AGO, LATER)


def test_an_archived_posting_has_no_schedule():
    posting = ready_posting(status="archived")
    with pytest.raises(PostingClosed):
        actions.set_schedule(
            actor=UserFactory(), posting_id=posting.pk, schedule=Schedule(), now=NOW
        )


def test_the_task_goes_through_all_that_are_due_whatever_becomes_of_one():
    now = timezone.now()
    lacking = ready_posting(draft=True, publish_at=now - timedelta(hours=2), description="")
    ready = ready_posting(draft=True, publish_at=now - timedelta(hours=1))
    run_schedule()
    for posting in (lacking, ready):
        posting.refresh_from_db()
    assert (lacking.status, ready.status) == ("draft", "open")


@pytest.mark.django_db(transaction=True)
def test_two_clocks_at_once_do_it_once():
    posting = ready_posting(draft=True, publish_at=AGO)
    barrier, outcomes = threading.Barrier(4), []

    def tick():
        try:
            barrier.wait()
            outcomes.append(actions.change_on_time(posting_id=posting.pk, now=NOW))
        finally:
            connections.close_all()

    threads = [threading.Thread(target=tick) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(outcomes) == ["", "", "", "published"]
    assert verbs() == [("posting.published", "system")]


@pytest.mark.django_db(transaction=True)
def test_two_clocks_tell_of_one_that_waits_once():
    posting = ready_posting(draft=True, publish_at=AGO, description="")
    barrier = threading.Barrier(3)

    def tick():
        try:
            barrier.wait()
            actions.change_on_time(posting_id=posting.pk, now=NOW)
        finally:
            connections.close_all()

    threads = [threading.Thread(target=tick) for _ in range(3)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert verbs() == [("posting.schedule_waits", "system")]
