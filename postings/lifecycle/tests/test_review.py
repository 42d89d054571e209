"""A second person looks at a posting before the world does."""

from datetime import UTC, datetime, timedelta

import pytest

from ats.events.models import Event
from ats.organisation.models import Organisation
from ats.tests.factories import UserFactory
from postings.lifecycle import actions
from postings.lifecycle.queries import offered_actions, review_of, waiting_for_review
from postings.lifecycle.tests.test_actions import ready_posting
from postings.posting.actions import set_description
from postings.posting.editing import Seen
from postings.posting.sections import Description

NOW = datetime(2026, 5, 4, 12, 0, tzinfo=UTC)
LATER = NOW + timedelta(days=3)

pytestmark = pytest.mark.django_db


@pytest.fixture
def recruiter():
    return UserFactory(role="recruiter")


@pytest.fixture
def colleague():
    return UserFactory(role="recruiter", name="Noor Second")


@pytest.fixture
def strict():
    Organisation.objects.update_or_create(pk=1, defaults={"needs_review": True})


def manager_of(posting):
    return posting.team.get(role="hiring_manager").user


def in_review(sender, **attributes):
    posting = ready_posting(draft=True, **attributes)
    return actions.send_for_review(actor=sender, posting_id=posting.pk, now=NOW)


def test_without_the_rule_a_recruiter_publishes_a_draft_alone(recruiter):
    posting = ready_posting(draft=True)
    assert "publish" in offered_actions(posting, recruiter)
    assert actions.publish_posting(actor=recruiter, posting_id=posting.pk, now=NOW).is_listed


def test_with_the_rule_a_draft_goes_through_review(strict, recruiter):
    posting = ready_posting(draft=True)
    assert offered_actions(posting, recruiter) == ["send_for_review"]
    with pytest.raises(actions.NeedsReview):
        actions.publish_posting(actor=recruiter, posting_id=posting.pk, now=NOW)
    posting.refresh_from_db()
    assert posting.status == "draft"


def test_with_the_rule_nobody_publishes_what_they_sent_themselves(strict, recruiter, colleague):
    posting = in_review(recruiter)
    with pytest.raises(actions.NeedsReview):
        actions.publish_posting(actor=recruiter, posting_id=posting.pk, now=NOW)
    assert "publish" not in offered_actions(posting, recruiter)
    assert "publish" in offered_actions(posting, colleague)
    done = actions.publish_posting(actor=colleague, posting_id=posting.pk, now=NOW)
    assert done.status == "open"


def test_a_review_of_somebody_who_is_gone_is_for_everybody(strict, recruiter):
    posting = in_review(recruiter)
    type(posting).objects.update(sent_for_review_by=None)
    assert actions.publish_posting(actor=recruiter, posting_id=posting.pk, now=NOW)


def test_the_hiring_manager_may_publish_from_review_and_nothing_else(strict, recruiter):
    posting = in_review(recruiter)
    manager = manager_of(posting)
    assert offered_actions(posting, manager) == ["publish", "return_to_draft"]
    actions.publish_posting(actor=manager, posting_id=posting.pk, now=NOW)
    posting.refresh_from_db()
    assert posting.status == "open"
    assert offered_actions(posting, manager) == []
    with pytest.raises(actions.NotAllowed):
        actions.pause_posting(actor=manager, posting_id=posting.pk, now=NOW)


def test_a_hiring_manager_of_another_posting_may_not(recruiter):
    posting = in_review(recruiter)
    with pytest.raises(actions.NotAllowed):
        actions.publish_posting(
            actor=UserFactory(role="hiring_manager"), posting_id=posting.pk, now=NOW
        )


def test_the_hiring_manager_publishes_no_draft():
    posting = ready_posting(draft=True)
    with pytest.raises(actions.NotAllowed):
        actions.publish_posting(actor=manager_of(posting), posting_id=posting.pk, now=NOW)


def test_it_comes_back_with_a_note_that_a_publication_clears(recruiter, colleague):
    posting = in_review(recruiter)
    back = actions.return_to_draft(
        actor=colleague, posting_id=posting.pk, note=" Say what they will earn. ", now=NOW
    )
    assert (back.status, back.review_note) == ("draft", "Say what they will earn.")
    event = Event.objects.get(verb="posting.returned_to_draft")
    assert event.data == {"sender": recruiter.pk}
    assert actions.publish_posting(actor=recruiter, posting_id=back.pk, now=NOW).review_note == ""


def test_a_note_has_an_end(recruiter):
    posting = in_review(recruiter)
    with pytest.raises(actions.NoteTooLong):
        actions.return_to_draft(actor=recruiter, posting_id=posting.pk, note="x" * 2001, now=NOW)


def edit(posting, actor):
    return set_description(
        actor=actor, posting_id=posting.pk, description=Description(description="New."), now=NOW
    )


def test_a_change_after_sending_is_shown(recruiter):
    posting = in_review(recruiter)
    review = review_of(posting)
    assert (review.sent_by, review.sent_at, review.was_changed) == (str(recruiter), NOW, False)
    edit(posting, recruiter)
    assert review_of(posting).was_changed


def test_what_was_changed_under_the_eyes_of_its_reviewer_is_not_published(recruiter, colleague):
    posting = in_review(recruiter)
    seen = Seen(version=posting.version)
    edit(posting, recruiter)
    with pytest.raises(actions.StalePosting):
        actions.publish_posting(actor=colleague, posting_id=posting.pk, seen=seen, now=NOW)


def test_an_approval_holds_until_the_next_change(strict, recruiter, colleague):
    posting = in_review(recruiter, publish_at=LATER)
    assert offered_actions(posting, colleague) == ["publish", "approve", "return_to_draft"]
    posting = actions.approve_posting(actor=colleague, posting_id=posting.pk, now=NOW)
    assert review_of(posting).is_approved
    assert "approve" not in offered_actions(posting, colleague)
    posting = edit(posting, recruiter)
    assert not review_of(posting).is_approved


def test_approving_asks_for_a_time_and_for_everything_else(recruiter, colleague):
    posting = in_review(recruiter)
    with pytest.raises(actions.NotScheduled):
        actions.approve_posting(actor=colleague, posting_id=posting.pk, now=NOW)
    type(posting).objects.update(publish_at=LATER, description="")
    with pytest.raises(actions.NotReady):
        actions.approve_posting(actor=colleague, posting_id=posting.pk, now=NOW)


def test_who_is_asked_to_look(recruiter, colleague):
    posting = in_review(recruiter)
    ready_posting(draft=True)
    assert list(waiting_for_review(colleague)) == [posting]
    assert list(waiting_for_review(recruiter)) == []
    assert list(waiting_for_review(manager_of(posting))) == [posting]
    interviewer = UserFactory(role="hiring_manager")
    posting.team.create(user=interviewer, role="interviewer")
    assert list(waiting_for_review(interviewer)) == []
