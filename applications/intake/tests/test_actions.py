import uuid
from datetime import date, timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from applications.candidates.models import Application, Candidate, Door, Submission
from applications.documents.actions import store_upload
from applications.documents.models import DocumentKind
from applications.intake import actions
from applications.intake.actions import accept_submission, submit_application
from applications.intake.tests.conftest import NOW, SAID
from applications.profiles.queries import profile_of
from applications.profiles.rules import Sections
from applications.tests.factories import ApplicationFactory, DecisionFactory, SubmissionFactory
from ats.events.models import Event
from ats.tests.factories import UserFactory
from postings.models import PostingStatus, ResumePolicy
from postings.tests.factories import PostingFactory

pytestmark = pytest.mark.django_db


def submit(data, form_key=None, now=NOW):
    return submit_application(data=data, form_key=form_key or uuid.uuid4(), now=now)


def test_a_form_becomes_a_person_an_application_and_what_was_sent(posting, data_for):
    receipt = submit(data_for(posting, source="newsletter"))

    application = Application.objects.get()
    assert receipt.reference == application.reference
    assert not receipt.is_repeat
    assert application.stage.kind == "new"
    assert (application.status, application.door) == ("active", "profile")
    assert application.reply_by_on == date(2026, 3, 23)
    assert application.source == "newsletter"
    candidate = application.candidate
    assert (candidate.name, candidate.email) == ("Zoë Łukasiewicz", "zoe@example.net")
    assert (candidate.name_folded, candidate.email_confirmed_at) == ("zoe lukasiewicz", None)
    submission = application.submissions.get()
    assert submission.accepted_at == submission.received_at == NOW
    assert submission.profile == SAID.as_json()
    assert profile_of(application.pk).sections == SAID


def test_the_event_names_everything_that_was_made(posting, data_for):
    submit(data_for(posting))

    event = Event.objects.get(verb="application.submitted")
    application = Application.objects.get()
    assert (event.subject_id, event.actor_kind) == (application.pk, "candidate")
    assert event.data == {
        "submission": application.submissions.get().pk,
        "posting": posting.pk,
        "candidate": application.candidate_id,
    }


def test_the_same_form_again_gives_the_first_receipt(posting, data_for):
    form_key = uuid.uuid4()

    first = submit(data_for(posting), form_key)
    again = submit(data_for(posting, email="other@example.net"), form_key)

    assert (again.reference, again.is_repeat) == (first.reference, True)
    assert Application.objects.count() == Submission.objects.count() == 1


def test_the_same_form_is_recognised_after_the_posting_closed(posting, data_for):
    form_key = uuid.uuid4()
    first = submit(data_for(posting), form_key)
    posting.status = PostingStatus.CLOSED
    posting.save()

    assert submit(data_for(posting), form_key).reference == first.reference


def test_a_second_form_from_the_same_address_waits_and_changes_nothing(posting, data_for):
    first = submit(data_for(posting))
    before = Candidate.objects.values().get()

    second = submit(
        data_for(posting, email="zoe@example.NET", name="Mallory", sections=Sections(about="x"))
    )

    assert second.reference != first.reference
    assert not second.is_repeat
    application = Application.objects.get()
    waiting = application.submissions.get(reference=second.reference)
    assert (waiting.name, waiting.accepted_at) == ("Mallory", None)
    assert Candidate.objects.values().get() == before
    assert profile_of(application.pk).sections == SAID
    assert application.version == 1
    event = Event.objects.get(verb="application.resubmitted")
    assert (event.subject_id, event.data["submission"]) == (application.pk, waiting.pk)


@pytest.mark.parametrize("status", ["withdrawn", "rejected", "hired"])
def test_one_may_apply_again_once_the_first_application_is_over(status, posting, data_for):
    submit(data_for(posting))
    Application.objects.update(status=status)

    submit(data_for(posting))

    assert Application.objects.count() == 2
    assert Application.objects.active().count() == 1


@pytest.mark.parametrize(
    ("told", "applications"),
    [({}, 1), ({"answered_at": NOW}, 2), ({"failed_at": NOW}, 2), ({"undone_at": NOW}, 1)],
)
def test_a_decision_that_was_not_told_yet_is_not_given_away(told, applications, posting, data_for):
    submit(data_for(posting))
    application = Application.objects.get()
    DecisionFactory(application=application, **told)
    Application.objects.update(status="active" if "undone_at" in told else "rejected")

    submit(data_for(posting))

    assert Application.objects.count() == applications
    assert Submission.objects.filter(application=application).count() == 3 - applications


def test_one_person_may_apply_for_several_postings(posting, data_for):
    submit(data_for(posting))
    submit(data_for(PostingFactory(with_stages=True)))

    assert Application.objects.active().count() == 2


@pytest.mark.parametrize(
    "change",
    [
        {"status": PostingStatus.PAUSED},
        {"status": PostingStatus.CLOSED},
        {"status": PostingStatus.DRAFT},
        {"is_confidential": True},
        {"apply_by_on": (NOW - timedelta(days=2)).date()},
    ],
)
def test_a_posting_that_takes_no_applications_gets_none(change, posting, data_for):
    for name, value in change.items():
        setattr(posting, name, value)
    posting.save()

    with pytest.raises(actions.PostingNotOpen):
        submit(data_for(posting))

    assert Candidate.objects.count() == Application.objects.count() == 0


@pytest.mark.parametrize(
    ("policy", "door"),
    [
        (ResumePolicy.REQUIRED, Door.PROFILE),
        (ResumePolicy.NOT_ASKED, Door.RESUME),
        (ResumePolicy.OPTIONAL, "window"),
    ],
)
def test_a_posting_has_only_its_own_doors(policy, door, data_for):
    posting = PostingFactory(with_stages=True, resume_policy=policy)

    with pytest.raises(actions.DoorClosed):
        submit(data_for(posting, door=door))


def test_without_a_resume_something_must_be_said(posting, data_for):
    with pytest.raises(actions.NothingSaid):
        submit(data_for(posting, sections=Sections()))


def test_the_resume_door_needs_a_file_of_this_form(posting, data_for):
    with pytest.raises(actions.ResumeMissing):
        submit(data_for(posting, door=Door.RESUME))

    assert Application.objects.count() == Candidate.objects.count() == 0


def test_a_posting_without_stages_takes_nothing_in(data_for, db):
    with pytest.raises(actions.NoStage):
        submit(data_for(PostingFactory()))

    assert Candidate.objects.count() == 0


@pytest.fixture
def resume(settings, tmp_path):
    settings.PRIVATE_FILES_DIR = tmp_path

    def store(form_key):
        file = SimpleUploadedFile("zoe-cv.txt", b"Zoe. Engineer at Porto Lift since 2021.\n" * 5)
        return store_upload(
            form_key=form_key, uploaded_file=file, kind=DocumentKind.RESUME, now=NOW
        )

    return store


def test_a_resume_goes_along_with_its_form(posting, data_for, resume):
    form_key = uuid.uuid4()
    document = resume(form_key)
    stranger = resume(uuid.uuid4())

    submit(data_for(posting, door=Door.RESUME, sections=Sections()), form_key)

    submission = Submission.objects.get()
    document.refresh_from_db()
    stranger.refresh_from_db()
    assert document.submission == submission
    assert document.application_id == submission.application_id
    assert stranger.submission is None
    assert Event.objects.filter(verb="document.stored", subject_id=document.pk).exists()


def test_a_file_stays_behind_when_its_sender_chose_the_other_door(posting, data_for, resume):
    form_key = uuid.uuid4()
    document = resume(form_key)

    submit(data_for(posting), form_key)

    document.refresh_from_db()
    assert document.submission is None


def test_an_accepted_submission_updates_person_and_profile(posting, data_for):
    submit(data_for(posting))
    submit(
        data_for(posting, name="Zoë Łuk", phone="", sections=Sections(about="Moved to Faro.")),
        now=NOW + timedelta(hours=1),
    )
    waiting = Submission.objects.get(accepted_at=None)

    accept_submission(actor=None, submission_id=waiting.pk, now=NOW + timedelta(hours=2))
    accept_submission(actor=None, submission_id=waiting.pk, now=NOW + timedelta(hours=3))

    candidate = Candidate.objects.get()
    assert (candidate.name, candidate.phone) == ("Zoë Łuk", "+351 21 555 01 00")
    sections = profile_of(waiting.application_id).sections
    assert (sections.about, sections.skills) == ("Moved to Faro.", SAID.skills)
    waiting.refresh_from_db()
    assert waiting.accepted_at == NOW + timedelta(hours=2)
    assert Event.objects.filter(verb="submission.accepted").count() == 1


def test_an_older_submission_accepted_late_changes_no_data(db):
    application = ApplicationFactory(candidate__name="Newest")
    older = SubmissionFactory(application=application, name="Older", waiting=True, received_at=NOW)
    SubmissionFactory(application=application, received_at=NOW + timedelta(days=1))

    accept_submission(actor=None, submission_id=older.pk, now=NOW + timedelta(days=2))

    application.candidate.refresh_from_db()
    assert application.candidate.name == "Newest"


@pytest.mark.parametrize(
    ("role", "may"), [("recruiter", True), ("hiring_manager", False), ("interviewer", False)]
)
def test_only_recruiters_accept_for_somebody(role, may):
    submission = SubmissionFactory(waiting=True)
    actor = UserFactory(role=role)

    if may:
        accept_submission(actor=actor, submission_id=submission.pk, now=NOW)
    else:
        with pytest.raises(actions.NotAllowed):
            accept_submission(actor=actor, submission_id=submission.pk, now=NOW)

    submission.refresh_from_db()
    assert (submission.accepted_at is not None) == may
