from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from applications.candidates.rules import fold
from applications.staff.application_list import queries
from applications.tests.factories import (
    SENT_AT,
    ApplicationFactory,
    AssignmentFactory,
    CandidateFactory,
    SubmissionFactory,
)
from ats.testing.queries import assert_same_queries
from postings.tests.factories import PostingFactory

pytestmark = pytest.mark.django_db

URL = reverse("application-list")
EVERYBODY = ("Ana Silva", "Zoë Łukasiewicz", "Omar Haddad")


def person(name, **more):
    return ApplicationFactory(candidate=CandidateFactory(name=name, name_folded=fold(name)), **more)


def names(response):
    page = response.content.decode()
    return [name for name in EVERYBODY if f">{name}</a>" in page]


@pytest.fixture
def three(posting, stage):
    today = timezone.localdate()
    return (
        person("Ana Silva", posting=posting, door="resume", reply_by_on=today - timedelta(days=1)),
        person(
            "Zoë Łukasiewicz",
            posting=posting,
            stage=stage("offer"),
            reply_by_on=today + timedelta(days=2),
        ),
        person(
            "Omar Haddad",
            posting=PostingFactory(title="Office Manager", with_stages=True),
            status="rejected",
            answered_at=SENT_AT,
        ),
    )


@pytest.mark.parametrize(
    ("filters", "found"),
    [
        ({}, EVERYBODY),
        ({"kind": "offer"}, ["Zoë Łukasiewicz"]),
        ({"status": "rejected"}, ["Omar Haddad"]),
        ({"status": "active", "door": "resume"}, ["Ana Silva"]),
        ({"due": "overdue"}, ["Ana Silva"]),
        ({"due": "soon"}, ["Zoë Łukasiewicz"]),
        ({"due": "open"}, ["Ana Silva", "Zoë Łukasiewicz"]),
        ({"q": "zoe luk"}, ["Zoë Łukasiewicz"]),
        ({"q": "ZOË ŁUK"}, ["Zoë Łukasiewicz"]),
        ({"q": "silva"}, []),
        ({"q": "100%"}, []),
        ({"q": "zoe", "status": "rejected"}, []),
    ],
)
def test_filters_narrow_the_list(three, recruiter, signed_in, filters, found):
    response = signed_in(recruiter).get(URL, filters)

    assert names(response) == list(found)


def test_a_reference_an_address_and_a_posting_find_their_own(three, recruiter, signed_in):
    ana, zoe, omar = three
    client = signed_in(recruiter)

    assert names(client.get(URL, {"q": ana.reference.lower()})) == ["Ana Silva"]
    assert names(client.get(URL, {"q": zoe.candidate.email.upper()})) == ["Zoë Łukasiewicz"]
    assert names(client.get(URL, {"posting": omar.posting_id})) == ["Omar Haddad"]
    assert names(client.get(URL, {"stage": zoe.stage_id})) == ["Zoë Łukasiewicz"]


@pytest.mark.parametrize(
    "nonsense",
    [
        {"posting": "x"},
        {"posting": "9" * 30},
        {"status": "gone"},
        {"order": "random"},
        {"stage": "x"},
        {"after": "x", "before": "-1"},
        {"after": "9" * 30},
        {"q": "\x00"},
    ],
)
def test_nonsense_in_the_address_filters_nothing(three, recruiter, signed_in, nonsense):
    response = signed_in(recruiter).get(URL, nonsense)

    assert response.status_code == 200
    assert names(response) == list(EVERYBODY)


def test_what_makes_no_sense_is_named(three, recruiter, signed_in):
    page = signed_in(recruiter).get(URL, {"status": "gone"}).content.decode()

    assert "field-error" in page


def test_managers_find_only_their_own_postings(three, manager, signed_in):
    client = signed_in(manager)

    assert names(client.get(URL)) == ["Ana Silva", "Zoë Łukasiewicz"]
    assert names(client.get(URL, {"q": "omar"})) == []
    assert "Office Manager" not in client.get(URL).content.decode()


def test_pages_follow_each_other_without_gaps(posting, recruiter, signed_in):
    for number in range(55):
        person(f"Person {number:02}", posting=posting, submitted_at=SENT_AT)
    client = signed_in(recruiter)

    first = client.get(URL).content.decode()
    cursor = first.split("after=")[1].split('"')[0]
    second = client.get(URL, {"after": cursor}).content.decode()

    met = [n for n in range(55) if (f"Person {n:02}<" in first) != (f"Person {n:02}<" in second)]
    assert met == list(range(55))
    assert "before=" in second


def test_oldest_and_due_first(three, recruiter, signed_in):
    client = signed_in(recruiter)
    omar = three[2]
    omar.submitted_at = SENT_AT - timedelta(days=40)
    omar.save()

    oldest = client.get(URL, {"order": "oldest"}).content.decode()
    due = client.get(URL, {"order": "due", "due": "open"}).content.decode()

    assert oldest.index("Omar Haddad") < oldest.index("Ana Silva")
    assert due.index("Ana Silva") < due.index("Zoë Łukasiewicz")


def test_counts_stop_at_a_cap(three, recruiter, signed_in, monkeypatch):
    assert "3 applications" in signed_in(recruiter).get(URL).content.decode()

    monkeypatch.setattr(queries, "COUNT_CAP", 2)

    assert "More than 2 applications" in signed_in(recruiter).get(URL).content.decode()


def test_names_and_sources_are_text_and_never_markup(posting, recruiter, signed_in):
    person("<b>Bold</b>", posting=posting, source="<i>Ads</i>")

    page = signed_in(recruiter).get(URL).content.decode()

    assert "&lt;b&gt;Bold" in page
    assert "&lt;i&gt;Ads" in page
    assert "<b>Bold" not in page
    assert "<i>Ads" not in page


def test_htmx_gets_the_results_alone(three, recruiter, signed_in):
    page = signed_in(recruiter).get(URL, headers={"HX-Request": "true"}).content.decode()

    assert "<table" in page
    assert "<html" not in page


def test_empty_lists_say_what_to_do(recruiter, signed_in):
    client = signed_in(recruiter)

    assert "Nobody has applied yet" in client.get(URL).content.decode()
    assert "No application fits" in client.get(URL, {"q": "x"}).content.decode()


def test_statements_do_not_grow_with_the_rows(posting, recruiter, signed_in):
    client = signed_in(recruiter)

    def make(size):
        while posting.applications.count() < size:
            AssignmentFactory(application=ApplicationFactory(posting=posting))

    assert_same_queries(make=make, act=lambda: client.get(URL), sizes=(1, 10), most=12)


def test_flagged_answers_are_marked_in_words_and_can_be_filtered(three, recruiter, signed_in):
    flagged = {"label": "Nights?", "kind": "yes_no", "private": True, "value": False}
    plain = {"label": "Days?", "kind": "yes_no", "private": True, "value": True}
    ana, zoe, omar = three
    SubmissionFactory(application=ana, answers=[plain, flagged | {"flagged": True}])
    SubmissionFactory(application=zoe, answers=[plain])
    # Only what counts: an older form and one that nobody has confirmed are not looked at.
    SubmissionFactory(application=omar, answers=[flagged | {"flagged": True}])
    SubmissionFactory(
        application=omar, answers=[plain], received_at=omar.submitted_at + timedelta(days=1)
    )
    SubmissionFactory(application=zoe, answers=[flagged | {"flagged": True}], waiting=True)
    client = signed_in(recruiter)

    page = client.get(URL)
    assert page.content.decode().count(">flagged answer<") == 1
    assert names(page) == list(EVERYBODY)  # marked, and neither hidden nor sorted out
    assert names(client.get(URL, {"flagged": "yes"})) == ["Ana Silva"]


def test_the_list_is_filtered_by_source_and_each_source_leads_there(posting, recruiter, signed_in):
    person("Ana Silva", posting=posting, source="a&b <i>")
    person("Omar Haddad", posting=posting, source="referral")

    page = signed_in(recruiter).get(URL)
    assert 'href="/staff/applications/?source=a%26b+%3Ci%3E"' in page.content.decode()
    assert names(signed_in(recruiter).get(URL, {"source": "a&b <i>"})) == ["Ana Silva"]
    assert names(signed_in(recruiter).get(URL, {"source": "' OR 1=1"})) == []
