from datetime import UTC, date, datetime

import pytest

from ats.events.models import Event
from ats.tests.factories import UserFactory
from postings.lifecycle import actions, guards
from postings.lifecycle.rules import possible_actions
from postings.posting.editing import Seen
from postings.posting.models import Posting, PostingStatus
from postings.tests.factories import PostingFactory, TeamMemberFactory

NOW = datetime(2026, 5, 4, 12, 0, tzinfo=UTC)
pytestmark = pytest.mark.django_db

VERBS = {
    "send_for_review": actions.send_for_review,
    "return_to_draft": actions.return_to_draft,
    "publish": actions.publish_posting,
    "pause": actions.pause_posting,
    "reopen": actions.reopen_posting,
    "close": actions.close_posting,
    "archive": actions.archive_posting,
    "unarchive": actions.unarchive_posting,
}


@pytest.fixture
def recruiter():
    return UserFactory(role="recruiter")


def ready_posting(**attributes: object) -> Posting:
    posting = PostingFactory(with_stages=True, **attributes)
    TeamMemberFactory(posting=posting, user=UserFactory(role="recruiter"))
    manager = UserFactory(role="hiring_manager")
    TeamMemberFactory(posting=posting, user=manager, role="hiring_manager")
    return posting


def test_a_new_draft_has_what_every_posting_needs(recruiter) -> None:
    posting = actions.create_posting(actor=recruiter, title="Team Lead", now=NOW)
    assert (posting.status, posting.slug, posting.version) == ("draft", "team-lead", 1)
    assert posting.reference.startswith("2026-")
    assert posting.resume_policy == "optional"
    assert [s.name for s in posting.stages.order_by("position")] == [
        "New", "Review", "Interview", "Offer"
    ]  # fmt: skip
    assert posting.team.get().user == recruiter
    assert posting.openings.get().seats == 1
    assert Event.objects.get().verb == "posting.created"


def test_two_postings_of_one_title_have_two_addresses(recruiter) -> None:
    slugs = {
        actions.create_posting(actor=recruiter, title="團隊 Lead", now=NOW).slug for _ in range(3)
    }
    assert len(slugs) == 3


@pytest.mark.parametrize("role", ["hiring_manager", "interviewer"])
def test_others_neither_make_nor_move_postings(role: str) -> None:
    actor = UserFactory(role=role)
    with pytest.raises(actions.NotAllowed):
        actions.create_posting(actor=actor, title="Mine", now=NOW)
    with pytest.raises(actions.NotAllowed):
        actions.pause_posting(actor=actor, posting_id=ready_posting().pk, now=NOW)


ALLOWED = {
    ("draft", "send_for_review"): ("in_review", "posting.sent_for_review"),
    ("draft", "publish"): ("open", "posting.published"),
    ("in_review", "publish"): ("open", "posting.published"),
    ("in_review", "return_to_draft"): ("draft", "posting.returned_to_draft"),
    ("open", "pause"): ("paused", "posting.paused"),
    ("open", "close"): ("closed", "posting.closed"),
    ("paused", "reopen"): ("open", "posting.reopened"),
    ("paused", "close"): ("closed", "posting.closed"),
    ("closed", "reopen"): ("open", "posting.reopened"),
    ("closed", "archive"): ("archived", "posting.archived"),
    ("archived", "unarchive"): ("closed", "posting.unarchived"),
}


@pytest.mark.parametrize("action", VERBS)
@pytest.mark.parametrize("status", PostingStatus.values)
def test_which_state_leads_where(status: str, action: str, recruiter) -> None:
    posting = ready_posting(status=status, published_at=None)
    outcome = ALLOWED.get((status, action))
    assert (action in possible_actions(status)) == (outcome is not None)
    if outcome is None:
        with pytest.raises(actions.WrongState):
            VERBS[action](actor=recruiter, posting_id=posting.pk, now=NOW)
        assert not Event.objects.exists()
        return
    VERBS[action](actor=recruiter, posting_id=posting.pk, now=NOW)
    posting.refresh_from_db()
    assert (posting.status, posting.version) == (outcome[0], 2)
    assert Event.objects.get().verb == outcome[1]


def test_times_of_publishing_and_closing(recruiter) -> None:
    posting = ready_posting(draft=True)
    later = NOW.replace(day=20)
    actions.publish_posting(actor=recruiter, posting_id=posting.pk, now=NOW)
    actions.close_posting(actor=recruiter, posting_id=posting.pk, now=later)
    posting.refresh_from_db()
    assert (posting.published_at, posting.closed_at) == (NOW, later)
    actions.reopen_posting(actor=recruiter, posting_id=posting.pk, now=later)
    posting.refresh_from_db()
    assert (posting.published_at, posting.closed_at) == (NOW, None)


def test_everything_that_is_missing_is_said_at_once(recruiter) -> None:
    posting = PostingFactory(
        draft=True, description=" ", workplace_type="", apply_by_on=date(2026, 5, 3)
    )
    with pytest.raises(actions.NotReady) as caught:
        actions.publish_posting(actor=recruiter, posting_id=posting.pk, now=NOW)
    assert [each.code for each in caught.value.missing] == [
        "description", "workplace", "apply_by", "stages", "recruiter", "hiring_manager"
    ]  # fmt: skip
    posting.refresh_from_db()
    assert posting.status == "draft"


def test_the_last_day_itself_is_not_over(recruiter) -> None:
    posting = ready_posting(draft=True, apply_by_on=NOW.date())
    assert actions.publish_posting(actor=recruiter, posting_id=posting.pk, now=NOW)


def test_a_posting_is_checked_again_when_it_reopens(recruiter) -> None:
    posting = ready_posting(paused=True, description="")
    with pytest.raises(actions.NotReady):
        actions.reopen_posting(actor=recruiter, posting_id=posting.pk, now=NOW)


@pytest.fixture
def guard():
    asked: list[tuple[int, str]] = []

    def refuse(posting: Posting, now: datetime) -> str:
        asked.append((posting.pk, posting.status))
        return "Somebody waits for an answer."

    guards.register("close", refuse)
    yield asked
    guards.unregister("close", refuse)


def test_a_guard_of_another_app_stops_its_action_and_no_other(recruiter, guard) -> None:
    posting = ready_posting()
    with pytest.raises(actions.Guarded) as caught:
        actions.close_posting(actor=recruiter, posting_id=posting.pk, now=NOW)
    assert caught.value.reasons == ["Somebody waits for an answer."]
    assert guard == [(posting.pk, "open")]
    posting.refresh_from_db()
    assert posting.status == "open"
    assert actions.pause_posting(actor=recruiter, posting_id=posting.pk, now=NOW)


def test_a_version_that_is_not_the_stored_one_is_refused(recruiter) -> None:
    posting = ready_posting()
    with pytest.raises(actions.StalePosting):
        actions.pause_posting(actor=recruiter, posting_id=posting.pk, seen=Seen(version=7), now=NOW)
