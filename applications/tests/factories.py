"""People, their applications and what they sent, for tests."""

from datetime import UTC, datetime, timedelta

import factory
from factory.django import DjangoModelFactory

from applications.candidates.references import new_reference
from applications.candidates.rules import fold
from applications.models import (
    Application,
    Assignment,
    Candidate,
    Decision,
    DecisionKind,
    Document,
    DocumentKind,
    DocumentState,
    Door,
    Profile,
    RejectionReason,
    StatusLink,
    Submission,
    WorkHistory,
)
from ats.mail.models import Message
from ats.tests.factories import UserFactory
from postings.tests.factories import PostingFactory, StageFactory

SENT_AT = datetime(2026, 3, 9, 10, 30, tzinfo=UTC)


class CandidateFactory(DjangoModelFactory[Candidate]):
    class Meta:
        model = Candidate

    class Params:
        confirmed = factory.Trait(email_confirmed_at=SENT_AT)

    name = factory.Sequence(lambda n: f"Zoë Candidate {n}")
    name_folded = factory.LazyAttribute(lambda made: fold(made.name))
    email = factory.Sequence(lambda n: f"candidate{n}@example.net")
    phone = "+351 21 555 01 00"
    country = "PT"
    time_zone = "Europe/Lisbon"
    created_at = SENT_AT


class ApplicationFactory(DjangoModelFactory[Application]):
    """An active application in the first stage of its posting (made if there is none)."""

    class Meta:
        model = Application

    reference = factory.LazyFunction(new_reference)
    candidate = factory.SubFactory(CandidateFactory)
    posting = factory.SubFactory(PostingFactory)
    stage = factory.LazyAttribute(
        lambda made: (
            made.posting.stages.order_by("position").first()
            or StageFactory(posting=made.posting, name="New")
        )
    )
    door = Door.PROFILE
    submitted_at = SENT_AT
    stage_entered_at = factory.SelfAttribute("submitted_at")
    reply_by_on = factory.LazyAttribute(
        lambda made: (made.submitted_at + timedelta(days=made.posting.reply_within_days)).date()
    )


class SubmissionFactory(DjangoModelFactory[Submission]):
    """The accepted first submission of an application; `waiting=True` makes a further one."""

    class Meta:
        model = Submission

    class Params:
        waiting = factory.Trait(accepted_at=None)

    application = factory.SubFactory(ApplicationFactory)
    reference = factory.LazyAttribute(
        lambda made: (
            new_reference() if made.application.submissions.exists() else made.application.reference
        )
    )
    door = factory.SelfAttribute("application.door")
    name = factory.SelfAttribute("application.candidate.name")
    email = factory.SelfAttribute("application.candidate.email")
    phone = factory.SelfAttribute("application.candidate.phone")
    country = factory.SelfAttribute("application.candidate.country")
    time_zone = factory.SelfAttribute("application.candidate.time_zone")
    profile = factory.LazyFunction(
        lambda: {
            "recent_work": [
                {
                    "employer": "Porto Lift",
                    "title": "Engineer",
                    "period": "2021 – now",
                    "summary": "Kept the lifts running.",
                }
            ],
            "skills": ["Python", "Patience"],
            "proud_of": "A release without a single page at night.",
            "links": ["https://example.net/work"],
            "about": "",
        }
    )
    answers = factory.LazyFunction(list)
    notice_version = 1
    received_at = factory.SelfAttribute("application.submitted_at")
    accepted_at = factory.SelfAttribute("received_at")


class ProfileFactory(DjangoModelFactory[Profile]):
    class Meta:
        model = Profile

    application = factory.SubFactory(ApplicationFactory)
    skills = factory.LazyFunction(lambda: ["Python", "Patience"])
    proud_of = "A release without a single page at night."
    links = factory.LazyFunction(lambda: ["https://example.net/work"])
    origins = factory.LazyFunction(lambda: {"skills": "form", "proud_of": "form", "links": "form"})
    updated_at = SENT_AT


class WorkHistoryFactory(DjangoModelFactory[WorkHistory]):
    class Meta:
        model = WorkHistory

    profile = factory.SubFactory(ProfileFactory)
    employer = "Porto Lift"
    title = "Engineer"
    period = "2021 – now"
    summary = "Kept the lifts running."
    position = factory.LazyAttribute(lambda made: made.profile.work_history.count())


class DocumentFactory(DjangoModelFactory[Document]):
    """A row only; its file does not exist unless the test writes one."""

    class Meta:
        model = Document

    submission = factory.SubFactory(SubmissionFactory, door=Door.RESUME)
    application = factory.SelfAttribute("submission.application")
    kind = DocumentKind.RESUME
    original_name = "zoe-cv.pdf"
    stored_name = factory.Sequence(lambda n: f"{n:040x}")
    file_type = "pdf"
    size = 48_213
    sha256 = factory.Sequence(lambda n: f"{n:064x}")
    state = DocumentState.READY
    created_at = SENT_AT


class AssignmentFactory(DjangoModelFactory[Assignment]):
    class Meta:
        model = Assignment

    application = factory.SubFactory(ApplicationFactory)
    user = factory.SubFactory(UserFactory, role="interviewer")
    created_at = SENT_AT


class DecisionFactory(DjangoModelFactory[Decision]):
    """A rejection whose answer is still held; the application's status is the caller's to set."""

    class Meta:
        model = Decision

    application = factory.SubFactory(ApplicationFactory)
    kind = DecisionKind.REJECT
    reason = RejectionReason.SKILLS
    message_subject = "Your application"
    message_body = "Thank you. We have decided not to go on."
    decided_by = factory.SubFactory(UserFactory)
    decided_at = SENT_AT
    answer_due_at = factory.LazyAttribute(lambda made: made.decided_at + timedelta(hours=1))


class StatusLinkFactory(DjangoModelFactory[StatusLink]):
    class Meta:
        model = StatusLink

    application = factory.SubFactory(ApplicationFactory)
    token_hash = factory.Sequence(lambda n: f"{n:064x}")
    created_at = SENT_AT


class MessageFactory(DjangoModelFactory[Message]):
    """A confirmation in the queue; the delivery that would send it is not made."""

    class Meta:
        model = Message

    key = factory.Sequence(lambda n: f"confirmation:{n}")
    kind = "confirmation"
    about_type = "application"
    about_id = factory.LazyFunction(lambda: ApplicationFactory().pk)
    recipient_name = "Zoë Candidate"
    recipient_email = "zoe@example.net"
    subject = "Your application has arrived"
    body = "Hello Zoë Candidate,\n\nit has arrived: [[status_link]]\n"
    message_id = factory.Sequence(lambda n: f"<{n}@example.org>")
    created_at = SENT_AT
    due_at = SENT_AT
