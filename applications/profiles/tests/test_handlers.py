from datetime import timedelta

import pytest
from django.db import transaction

from applications.candidates.models import Submission
from applications.documents.actions import record_extraction
from applications.documents.extraction import Extraction, Outcome
from applications.documents.models import DocumentState
from applications.profiles.actions import create_profile, fill_from_resume
from applications.profiles.models import Profile
from applications.profiles.queries import profile_of
from applications.profiles.rules import Role, Sections
from applications.tests.factories import (
    SENT_AT,
    ApplicationFactory,
    DocumentFactory,
    SubmissionFactory,
)
from ats.events import work
from ats.events.actions import record

RESUME = "Experience\nPorto Lift, 2019\nSkills\nPython, SQL\nLinks\nhttps://zoe.example\n"
pytestmark = pytest.mark.django_db


@pytest.fixture
def application():
    return ApplicationFactory(door="resume")


def send(application, text: str, *, days: int = 0, **options) -> Submission:
    """A submission with a résumé, which was read."""
    at = SENT_AT + timedelta(days=days)
    submission = SubmissionFactory(application=application, received_at=at, **options)
    document = DocumentFactory(submission=submission, state=DocumentState.QUARANTINED)
    extraction = Extraction(Outcome.OK if text else Outcome.DAMAGED, text)
    record_extraction(document_id=document.pk, extraction=extraction, now=at)
    return submission


def fill(application):
    fill_from_resume(application_id=application.pk, now=SENT_AT)
    return profile_of(application.pk)


def test_reading_a_resume_fills_the_profile(application):
    create_profile(application=application, sections=Sections(), now=SENT_AT)
    send(application, RESUME)
    work.work_off()
    view = profile_of(application.pk)
    assert view.work_text == "Porto Lift, 2019"
    assert view.sections == Sections(skills=("Python", "SQL"), links=("https://zoe.example",))
    assert set(view.from_resume()) == {"recent_work", "skills", "links"}


def test_what_was_typed_stays(application):
    typed = Sections(recent_work=(Role("Ubud", "Cook"),), skills=("Rice",))
    create_profile(application=application, sections=typed, now=SENT_AT)
    send(application, RESUME)
    view = fill(application)
    assert (view.sections.recent_work, view.sections.skills) == (typed.recent_work, ("Rice",))
    assert view.work_text == ""
    assert view.origins == {"recent_work": "form", "skills": "form", "links": "resume"}


def test_the_newest_resume_counts_whichever_was_read_last(application):
    create_profile(application=application, sections=Sections(), now=SENT_AT)
    send(application, "Skills\nNew\n", days=1)
    send(application, RESUME)
    view = fill(application)
    assert (view.sections.skills, view.work_text) == (("New",), "")
    assert view.from_resume() == ["skills"]


def test_a_newer_resume_replaces_what_an_older_one_said(application):
    create_profile(application=application, sections=Sections(), now=SENT_AT)
    send(application, RESUME)
    fill(application)
    send(application, "Skills\nNew\n", days=1)
    view = fill(application)
    assert (view.sections.skills, view.work_text, view.sections.links) == (("New",), "", ())


def test_a_resume_that_could_not_be_read_takes_nothing_away(application):
    create_profile(application=application, sections=Sections(), now=SENT_AT)
    send(application, RESUME)
    send(application, "", days=1)
    assert fill(application).sections.skills == ("Python", "SQL")


def test_an_unconfirmed_submission_changes_nothing_until_it_is_accepted(application):
    create_profile(application=application, sections=Sections(), now=SENT_AT)
    waiting = send(application, RESUME, waiting=True)
    work.work_off()
    assert profile_of(application.pk).sections == Sections()

    Submission.objects.filter(pk=waiting.pk).update(accepted_at=SENT_AT)
    with transaction.atomic():
        record(
            "submission.accepted",
            subject=waiting,
            actor=None,
            now=SENT_AT,
            data={"application": application.pk},
        )
    work.work_off()
    assert profile_of(application.pk).sections.skills == ("Python", "SQL")


def test_another_document_is_no_resume(application):
    create_profile(application=application, sections=Sections(), now=SENT_AT)
    send(application, RESUME)
    application.documents.update(kind="other")
    assert fill(application).sections == Sections()


def test_an_application_without_a_profile_gets_none(application):
    send(application, RESUME)
    fill(application)
    assert not Profile.objects.exists()


def test_filling_twice_changes_nothing(application):
    create_profile(application=application, sections=Sections(), now=SENT_AT)
    send(application, RESUME)
    assert fill(application) == fill(application)
