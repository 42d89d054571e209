"""Who is told what about a posting's life."""

from datetime import UTC, datetime, timedelta

import pytest

from applications.tests.factories import ApplicationFactory
from ats.events.work import work_off
from ats.mail.models import Message
from ats.tests.factories import UserFactory
from postings.lifecycle import actions
from postings.posting.models import Posting
from postings.tests.factories import PostingFactory, TeamMemberFactory

NOW = datetime(2026, 5, 4, 12, 0, tzinfo=UTC)

pytestmark = pytest.mark.django_db


@pytest.fixture
def sender():
    return UserFactory(role="recruiter", name="Sam Sender")


@pytest.fixture
def posting(sender):
    posting = PostingFactory(draft=True, title="Cook", with_stages=True)
    TeamMemberFactory(posting=posting, user=sender)
    manager = UserFactory(role="hiring_manager", name="Mia Manager")
    TeamMemberFactory(posting=posting, user=manager, role="hiring_manager")
    interviewer = UserFactory(role="interviewer", name="Ivan Interviewer")
    TeamMemberFactory(posting=posting, user=interviewer, role="interviewer")
    return posting


def mails(kind):
    work_off()
    return {m.recipient_name: m for m in Message.objects.filter(kind=kind)}


def test_others_who_may_publish_are_asked_for_a_look(posting, sender):
    actions.send_for_review(actor=sender, posting_id=posting.pk, now=NOW)
    sent = mails("team_review")
    assert set(sent) == {"Mia Manager"}
    mail = sent["Mia Manager"]
    assert mail.subject == "Please look at Cook before it is published"
    assert "Sam Sender has sent the posting Cook for review." in mail.body
    assert f"/staff/postings/{posting.pk}/" in mail.body


def test_the_note_reaches_whoever_had_sent_it(posting, sender):
    actions.send_for_review(actor=sender, posting_id=posting.pk, now=NOW)
    manager = posting.team.get(role="hiring_manager").user
    note = "Mind the pay.\n[[status_link]] is no word of ours."
    actions.return_to_draft(actor=manager, posting_id=posting.pk, note=note, now=NOW)
    (mail,) = mails("team_returned").values()
    assert mail.recipient_name == "Sam Sender"
    assert "Mia Manager has returned the posting Cook" in mail.body
    assert "Mind the pay." in mail.body and "[[" not in mail.body


def test_who_takes_it_back_themselves_gets_no_mail(posting, sender):
    actions.send_for_review(actor=sender, posting_id=posting.pk, now=NOW)
    actions.return_to_draft(actor=sender, posting_id=posting.pk, now=NOW)
    assert mails("team_returned") == {}


def test_the_team_hears_of_a_publication(posting, sender):
    actions.publish_posting(actor=sender, posting_id=posting.pk, now=NOW)
    sent = mails("team_published")
    assert set(sent) == {"Mia Manager", "Ivan Interviewer"}
    assert f"/jobs/{posting.slug}" in sent["Mia Manager"].body


def test_a_confidential_posting_has_no_public_address(posting, sender):
    Posting.objects.update(is_confidential=True)
    actions.publish_posting(actor=sender, posting_id=posting.pk, now=NOW)
    assert "/jobs/" not in mails("team_published")["Mia Manager"].body


def test_the_recruiters_hear_once_what_the_clock_waits_for(posting, sender):
    past = NOW - timedelta(minutes=1)
    Posting.objects.update(status="open", close_at=past)
    ApplicationFactory(posting=posting)
    for _ in range(2):
        assert actions.change_on_time(posting_id=posting.pk, now=NOW) == "waits"
        work_off()
    (mail,) = mails("team_schedule_waits").values()
    assert (mail.recipient_name, mail.subject) == ("Sam Sender", "Cook cannot close yet")
    assert "1 person still waits for an answer" in mail.body


def test_without_a_recruiter_the_administrators_hear_it(posting):
    Posting.objects.update(publish_at=NOW - timedelta(minutes=1))
    posting.team.filter(role="recruiter").delete()
    UserFactory(role="admin", name="Ada Admin")
    actions.change_on_time(posting_id=posting.pk, now=NOW)
    (mail,) = mails("team_schedule_waits").values()
    assert mail.recipient_name == "Ada Admin"
    assert "- Put a recruiter or an administrator on the hiring team." in mail.body


def test_what_is_mended_before_the_mail_is_written_is_not_told(posting):
    Posting.objects.update(publish_at=NOW - timedelta(minutes=1), description="")
    actions.change_on_time(posting_id=posting.pk, now=NOW)
    Posting.objects.update(description="Come and cook.")
    assert mails("team_schedule_waits") == {}
