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


@pytest.fixture(autouse=True)
def _private_files(settings, tmp_path):
    settings.PRIVATE_FILES_DIR = tmp_path
    settings.APPLY_MINIMUM_SECONDS = 0


class Applicant:
    """Fills in the form of one posting with JavaScript off, as a browser would send it."""

    def __init__(self, client, posting, **query):
        self.client, self.url = client, f"/jobs/{posting.slug}/apply"
        self.page = client.get(self.url, query)
        self.typed = hidden_fields(self.page) | {
            "door": "profile",
            "role1-title": "Engineer",
            "role1-employer": "Porto Lift",
            "skills": "Python, Patience",
            "name": "Zoë Łukasiewicz",
            "email": "zoe@example.net",
        }

    def post(self, step, **typed):
        self.typed |= typed
        self.page = self.client.post(self.url, self.typed | {"step": step})
        self.typed.pop("resume", None)
        return self.page

    def check(self, **typed):
        return self.post("check", **typed)

    def send(self, **typed):
        """Send what the page that is open would send."""
        return self.post("send", **typed)


def hidden_fields(response):
    """Return the hidden fields of a page by name, the last one of each name."""
    import re
    from html import unescape

    found = re.findall(
        r'<input type="hidden" name="([^"]+)" value="([^"]*)">', response.content.decode()
    )
    return {name: unescape(value) for name, value in found if name != "csrfmiddlewaretoken"}


@pytest.fixture
def applicant(client, posting):
    return Applicant(client, posting)
