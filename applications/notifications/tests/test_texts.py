"""The words."""

import pytest

from applications.notifications import texts
from applications.tests.factories import ApplicationFactory, CandidateFactory
from postings.tests.factories import PostingFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def application():
    posting = PostingFactory(title="Engineer & <Architect>", with_stages=True)
    return ApplicationFactory(posting=posting, candidate=CandidateFactory(name="Zoë O'Silva"))


@pytest.mark.parametrize("kind", ["reject", "hire"])
def test_an_answer_begins_with_words_about_this_person_and_posting(application, kind):
    subject, body = texts.default_answer(kind, application)
    assert "Engineer & <Architect>" in subject
    assert body.startswith("Hello Zoë O'Silva,\n\n")
    assert "9 March 2026" in body
    assert body.endswith("Kind regards\nHarbour Lifts\n")
    assert "\n\n\n" not in body and "[[" not in body and "{" not in body


def test_whoever_came_to_talk_is_thanked_for_it(application):
    _subject, before = texts.default_answer("reject", application)
    application.stage = application.posting.stages.get(kind="interview")
    _subject, after = texts.default_answer("reject", application)
    assert "to talk with us" in after
    assert "to talk with us" not in before


@pytest.mark.parametrize(
    ("name", "greeted"),
    [
        ("Zoë Silva", "Zoë Silva"),
        ("J.R. Smith", "J.R. Smith"),
        ("Visit evil.example", ""),
        ("https://evil.example", ""),
        ("www.evil", ""),
        ("me@evil.example", ""),
        ("x" * 81, ""),
        ("[[status_link]]", "[ [status_link]]"),
        ("Two\nlines", "Two lines"),
    ],
)
def test_greetings(name, greeted):
    assert texts.greeting(name) == greeted
