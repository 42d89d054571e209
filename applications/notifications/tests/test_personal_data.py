"""Mails about a person are theirs: handed over, and erased."""

import pytest

from applications.notifications import personal_data
from applications.notifications.tests.conftest import happen
from applications.tests.factories import SubmissionFactory
from ats.events import work
from ats.mail.models import Message
from ats.tests.factories import UserFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def two_people(settings, tmp_path):
    """Two people who applied once and one of them a second time; all mails are written."""
    settings.EMAIL_URL, settings.MAIL_FOLDER = "", tmp_path
    UserFactory(role="admin")
    first, other = SubmissionFactory(), SubmissionFactory()
    further = SubmissionFactory(application=first.application, waiting=True)
    for submission in (first, other):
        happen("application.submitted", submission.application, submission=submission.pk)
    happen("application.resubmitted", further.application, submission=further.pk)
    work.work_off()
    return first.application.candidate, other.application.candidate


def test_everything_that_was_written_about_a_person_is_collected(two_people):
    person, _other = two_people
    collected = personal_data.collect(person)
    assert [one["kind"] for one in collected] == [
        "confirmation",
        "team_notice",
        "confirmation",
        "team_notice",
    ]
    assert all(one["body"] for one in collected)


def test_erasing_leaves_nothing_of_the_person_and_everything_of_others(two_people):
    person, other = two_people
    Message.objects.filter(kind="team_notice").update(state="queued", sent_at=None)

    personal_data.erase(person)

    left = str(list(Message.objects.values()))
    assert person.email not in left and person.name not in left
    assert other.email in left
    assert all(one["body"] for one in personal_data.collect(other))
    states = {one["state"] for one in personal_data.collect(person)}
    assert states == {"sent", "cancelled"}
