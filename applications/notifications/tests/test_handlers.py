"""Who gets which mail when something happens to an application."""

import re
from datetime import date, timedelta

import pytest
from django.utils import timezone

from applications.candidates.models import Assignment
from applications.notifications.tests.conftest import happen
from applications.status_page.models import StatusLink
from applications.tests.factories import (
    ApplicationFactory,
    AssignmentFactory,
    CandidateFactory,
    DecisionFactory,
    SubmissionFactory,
)
from ats.events import work
from ats.events.models import Delivery
from ats.mail.models import Message
from ats.tests.factories import UserFactory
from postings.tests.factories import PostingFactory, TeamMemberFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def application():
    posting = PostingFactory(title="Lift Engineer", with_stages=True)
    candidate = CandidateFactory(name="Zoë Silva", email="zoe@example.net")
    return ApplicationFactory(posting=posting, candidate=candidate, reply_by_on=date(2026, 4, 6))


@pytest.fixture
def submission(application):
    return SubmissionFactory(application=application)


def apply(submission, verb="application.submitted"):
    return happen(verb, submission.application, submission=submission.pk)


def mails(kind):
    return list(Message.objects.filter(kind=kind).order_by("pk"))


def test_the_candidate_is_told_that_it_arrived(submission, smtp_server):
    apply(submission)
    work.work_off()

    (mail,) = [one for one in smtp_server.messages if one.recipients == ("zoe@example.net",)]
    assert mail.subject == "Your application for Lift Engineer has arrived"
    assert submission.reference in mail.text
    assert "by: 6 April 2026" in mail.text
    assert "Harbour Lifts" in mail.text
    assert "What comes next" in mail.text and "What happens with your data" in mail.text
    assert "/status/" in mail.text
    assert "[[" not in mail.text
    link = next(line for line in mail.text.splitlines() if "/status/" in line)
    assert StatusLink.objects.count() == 1
    assert link.rsplit("/", 1)[1] not in str(Message.objects.values())


def test_a_further_one_gets_the_same_words(submission):
    apply(submission)
    further = SubmissionFactory(application=submission.application, waiting=True)
    apply(further, "application.resubmitted")
    work.work_off()

    first, second = mails("confirmation")
    assert second.subject == first.subject
    assert second.body.replace(further.reference, submission.reference) == first.body
    assert (first.about_type, second.about_type) == ("application", "submission")


def test_a_repeated_delivery_writes_no_second_mail(submission):
    apply(submission)
    work.work_off()
    before = Message.objects.count()
    Delivery.objects.update(done_at=None)
    work.work_off()
    assert Message.objects.count() == before


def test_recruiters_and_managers_of_the_team_are_told(submission):
    posting = submission.application.posting
    recruiter, manager, interviewer, gone = (
        UserFactory(role=role)
        for role in ("recruiter", "hiring_manager", "interviewer", "recruiter")
    )
    for user in (recruiter, manager, interviewer, gone):
        TeamMemberFactory(posting=posting, user=user, role=user.role)
    gone.is_active = False
    gone.save()
    UserFactory(role="recruiter")  # of another posting
    UserFactory(role="admin")
    apply(submission)
    work.work_off()

    notices = mails("team_notice")
    assert {one.recipient_email for one in notices} == {recruiter.email, manager.email}
    assert notices[0].subject == "Zoë Silva has applied for Lift Engineer"
    assert f"/staff/applications/{submission.application.pk}/" in notices[0].body
    assert "because you are on the hiring team" in notices[0].body


def test_without_a_recruiter_on_the_team_administrators_are_told_too(submission):
    manager = UserFactory(role="hiring_manager")
    TeamMemberFactory(posting=submission.application.posting, user=manager, role="hiring_manager")
    admin = UserFactory(role="admin")
    UserFactory(role="recruiter")
    apply(submission)
    work.work_off()

    notices = {one.recipient_email: one.body for one in mails("team_notice")}
    assert set(notices) == {manager.email, admin.email}
    assert "no recruiter is on the hiring team" in notices[admin.email]


def test_an_interviewers_account_in_a_managers_place_is_not_told(submission):
    posting = submission.application.posting
    TeamMemberFactory(posting=posting, user=UserFactory(role="recruiter"), role="recruiter")
    TeamMemberFactory(posting=posting, user=UserFactory(role="interviewer"), role="hiring_manager")
    apply(submission)
    work.work_off()
    assert len(mails("team_notice")) == 1


def test_the_team_gets_a_name_and_a_posting_and_nothing_else_about_the_person(submission):
    admin = UserFactory(role="admin", name="Ada")
    apply(submission)
    work.work_off()

    (notice,) = mails("team_notice")
    words = notice.subject + notice.body
    for private in ("zoe@example.net", submission.phone, "Porto Lift", submission.time_zone):
        assert private not in words
    assert notice.recipient_email == admin.email
    assert "status" not in notice.body


def test_the_team_is_told_that_a_further_one_waits(submission):
    UserFactory(role="admin")
    further = SubmissionFactory(application=submission.application, waiting=True)
    apply(further, "application.resubmitted")
    work.work_off()
    (notice,) = mails("team_notice")
    assert notice.subject == "Zoë Silva has sent more for Lift Engineer"


def test_a_reviewer_is_asked(application):
    reviewer = UserFactory(role="interviewer")
    AssignmentFactory(application=application, user=reviewer)
    happen("application.assigned", application, user=reviewer.pk)
    work.work_off()

    (mail,) = mails("assignment")
    assert mail.recipient_email == reviewer.email
    assert mail.subject == "Please score Zoë Silva for Lift Engineer"
    assert "zoe@example.net" not in mail.body


def test_a_reviewer_who_is_off_again_is_not_asked(application):
    reviewer = UserFactory(role="interviewer")
    AssignmentFactory(application=application, user=reviewer)
    happen("application.assigned", application, user=reviewer.pk)
    Assignment.objects.all().delete()
    work.work_off()
    assert mails("assignment") == []


def test_a_withdrawal_is_confirmed_and_the_team_is_told(application):
    admin = UserFactory(role="admin")
    happen("application.withdrawn", application)
    work.work_off()

    (confirmation,) = mails("withdrawal")
    assert confirmation.recipient_email == "zoe@example.net"
    assert application.reference in confirmation.body
    (notice,) = mails("team_withdrawal")
    assert notice.recipient_email == admin.email


@pytest.mark.parametrize(("kind", "verb"), [("reject", "rejected"), ("hire", "hired")])
def test_an_answer_is_held_until_it_is_due(application, smtp_server, time_machine, kind, verb):
    due_at = timezone.now() + timedelta(hours=1)
    decision = DecisionFactory(
        application=application,
        kind=kind,
        message_subject="About you",
        message_body="Some kind words.",
        answer_due_at=due_at,
    )
    happen(f"application.{verb}", application, decision=decision.pk)
    work.work_off()

    mail = Message.objects.get(key=f"decision:{decision.pk}")
    assert (mail.state, mail.due_at) == ("held", due_at)
    assert smtp_server.received == []
    time_machine.move_to(due_at + timedelta(seconds=1))
    work.work_off()
    (received,) = smtp_server.messages
    assert (received.subject, received.recipients) == ("About you", ("zoe@example.net",))
    assert received.text.startswith("Some kind words.")
    assert "/status/" in received.text


def test_an_answer_with_a_link_of_its_own_gets_no_second_one(application):
    decision = DecisionFactory(application=application, message_body="Look: [[status_link]]")
    happen("application.rejected", application, decision=decision.pk)
    work.work_off()
    assert Message.objects.get(key=f"decision:{decision.pk}").body == "Look: [[status_link]]"


def test_an_undone_decision_writes_no_mail(application):
    decision = DecisionFactory(application=application, undone_at=timezone.now())
    happen("application.rejected", application, decision=decision.pk)
    work.work_off()
    assert not Message.objects.exists()


@pytest.mark.parametrize("opening", ["[[", "[[[", "[[[["])
@pytest.mark.parametrize("link", ["status_link", "password_link", "invitation_link"])
def test_no_name_calls_for_a_secret_link(link, opening, application, smtp_server):
    UserFactory(role="admin")
    application.candidate.name = f"{opening}{link}]]"
    application.candidate.save()
    apply(SubmissionFactory(application=application, name=application.candidate.name))
    work.work_off()

    mails = " ".join(mail.text for mail in smtp_server.messages)
    assert re.findall(r"/(status|reset|invitation)/", mails) == ["status"]  # the confirmation's own


def test_a_name_full_of_tricks_does_nothing(application, smtp_server):
    UserFactory(role="admin")
    name = "[[status_link]] http://evil.example\r\nBcc: all@example.org"
    application.candidate.name = name
    application.candidate.save()
    submission = SubmissionFactory(application=application, name=name)
    apply(submission)
    work.work_off()

    assert StatusLink.objects.count() == 1  # the confirmation's own
    confirmation, notice = sorted(
        smtp_server.messages, key=lambda one: "arrived" not in one.subject
    )
    assert "evil" not in confirmation.text
    assert confirmation.text.startswith("Hello,")
    assert "/status/" not in notice.text
    assert "evil" not in notice.text + notice.subject
    assert application.reference in notice.subject
    assert notice.message["Bcc"] is None
