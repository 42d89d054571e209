from datetime import UTC, datetime

import pytest

from applications.candidates.models import Door
from applications.intake.actions import SubmissionData
from applications.profiles.rules import Role, Sections
from postings.tests.factories import PostingFactory

NOW = datetime(2026, 3, 9, 10, 30, tzinfo=UTC)

SAID = Sections(
    recent_work=(Role("Porto Lift", "Engineer", "2021 – now", "Kept the lifts running."),),
    skills=("Python", "Patience"),
    proud_of="A release without a single page at night.",
    links=("https://example.net/work",),
    about="I can start in May.",
)


@pytest.fixture
def posting(db):
    return PostingFactory(with_stages=True, reply_within_days=14)


@pytest.fixture
def data_for():
    def make(posting, **changed):
        values = {
            "posting_id": posting.pk,
            "door": Door.PROFILE,
            "name": "Zoë Łukasiewicz",
            "email": "Zoe@Example.net",
            "phone": "+351 21 555 01 00",
            "country": "PT",
            "time_zone": "Europe/Lisbon",
            "sections": SAID,
            "notice_version": 1,
        }
        return SubmissionData(**(values | changed))

    return make
