import re
from datetime import timedelta
from html import unescape

import pytest
from django.core.cache import caches
from django.utils import timezone

from ats.organisation.models import Organisation
from ats.testing.queries import assert_same_queries, statements_of
from postings.careers.listing import PAGE_SIZE
from postings.models import ResumePolicy, WorkplaceType
from postings.tests.factories import (
    DepartmentFactory,
    LocationFactory,
    OpeningFactory,
    PostingFactory,
)

pytestmark = pytest.mark.django_db


def text_of(response):
    return unescape(response.content.decode())


@pytest.fixture
def lead():
    posting = PostingFactory(
        title="Backend Lead",
        slug="backend-lead",
        workplace_type=WorkplaceType.REMOTE,
        window_from_minutes=-60,
        window_to_minutes=180,
        reports_to="Group Engineering Manager",
        pay_min=70_000,
        pay_max=90_000,
        pay_currency="EUR",
        reply_within_days=14,
        apply_by_on=(timezone.now() + timedelta(days=10)).date(),
        department=DepartmentFactory(name="Engineering"),
        description="# The work\n\n**Six** people <script>alert(1)</script>",
    )
    for position, country in enumerate(("DE", "MT", "NL", "PT", "ES", "GB")):
        LocationFactory(posting=posting, country=country, position=position)
    OpeningFactory(posting=posting, team="Retention", position=0)
    OpeningFactory(posting=posting, team="Portfolio", position=1, seats=2)
    return posting


def test_the_list_says_what_is_open(client, lead):
    text = text_of(client.get("/"))

    for fact in ("Backend Lead", "Retention, Portfolio", "Germany, Malta, Netherlands and 3 more"):
        assert fact in text
    assert "Remote, UTC−1 to UTC+3" in text
    assert "/jobs/backend-lead" in text


def test_a_posting_shows_all_its_facts(client, lead):
    response = client.get("/jobs/backend-lead")
    text = text_of(response)

    for fact in (
        "<h1>Backend Lead</h1>",
        "Germany, Malta, Netherlands, Portugal, Spain, United Kingdom",
        "UTC−1 to UTC+3",
        "Retention, Portfolio (2 seats)",
        "Group Engineering Manager",
        "€70,000 to €90,000 a year",
        "Full time",
        "Engineering",
        "an answer within 14 days",
        "<h2>The work</h2>",
        "<strong>Six</strong>",
        'rel="canonical" href="http',
    ):
        assert fact in text
    assert b"<script>alert" not in response.content


@pytest.mark.parametrize(
    ("policy", "said", "doors"),
    [
        (ResumePolicy.OPTIONAL, "you do not need one", 2),
        (ResumePolicy.REQUIRED, "This position asks for a résumé", 1),
        (ResumePolicy.NOT_ASKED, "We do not ask for a résumé here", 1),
    ],
)
def test_a_posting_says_whether_it_wants_a_resume(policy, said, doors, client):
    posting = PostingFactory(resume_policy=policy)

    text = text_of(client.get(f"/jobs/{posting.slug}"))

    assert said in text
    apply = f'class="button primary large" href="/jobs/{posting.slug}/apply'
    assert text.count(apply) == doors + 1  # and the one at the top


def test_both_doors_look_alike(client):
    text = text_of(client.get(f"/jobs/{PostingFactory().slug}"))

    with_file = text.split("Apply with a résumé")[0].rsplit("<a ", 1)[1]
    without = text.split("Apply without a résumé")[0].rsplit("<a ", 1)[1]
    assert with_file.replace("door=resume", "") == without.replace("door=profile", "")


HIDDEN = {
    "draft": {"draft": True},
    "paused": {"paused": True},
    "confidential": {"is_confidential": True},
    "closed and confidential": {"closed": True, "is_confidential": True},
}


@pytest.mark.parametrize("made", HIDDEN.values(), ids=HIDDEN)
def test_what_is_not_public_is_nowhere(made, client):
    posting = PostingFactory(title="Secret Project", **made)

    assert client.get(f"/jobs/{posting.slug}").status_code == 404
    assert "Secret Project" not in text_of(client.get("/"))
    over = PostingFactory(closed=True)
    assert "Secret Project" not in text_of(client.get(f"/jobs/{over.slug}"))


@pytest.mark.parametrize("over", [{"closed": True}, {"apply_by_on": "2026-01-31"}])
def test_a_posting_that_is_over_says_so_and_what_is_open(over, client, lead):
    posting = PostingFactory(title="Old Job", **over)

    response = client.get(f"/jobs/{posting.slug}")

    assert response.status_code == 410
    assert "no longer open" in text_of(response)
    assert "Backend Lead" in text_of(response)
    assert "Old Job" not in text_of(client.get("/"))


def test_a_last_day_counts_until_it_is_over_everywhere(client):
    last = (timezone.now() - timedelta(hours=12)).date()
    posting = PostingFactory(apply_by_on=last)
    late = PostingFactory(apply_by_on=last - timedelta(days=1))

    assert client.get(f"/jobs/{posting.slug}").status_code == 200
    assert client.get(f"/jobs/{late.slug}").status_code == 410


def test_the_list_is_narrowed_by_links(client, lead):
    other = PostingFactory(title="Cook", department=DepartmentFactory(name="Kitchen"))

    assert f"?department={lead.department_id}" in text_of(client.get("/"))
    department = text_of(client.get("/", {"department": other.department_id}))
    workplace = text_of(client.get("/", {"workplace": "remote"}))

    assert "Cook" in department and "Backend Lead" not in department
    assert "Backend Lead" in workplace and "Cook" not in workplace


@pytest.mark.parametrize(
    "asked",
    [
        {"department": "x"},
        {"department": "9" * 40},
        {"department": "²"},
        {"workplace": "moon"},
        {"department": "1' OR 1=1"},
    ],
)
def test_an_unknown_filter_shows_nothing_and_a_way_back(asked, client, lead):
    response = client.get("/", asked)

    assert response.status_code == 200
    assert "Nothing open here" in text_of(response)
    assert "Backend Lead" not in text_of(response)


@pytest.mark.parametrize("cursor", ["x", "\x00", "9" * 40, "-1"])
def test_an_unknown_page_is_the_first_one(cursor, client, lead):
    assert "Backend Lead" in text_of(client.get("/", {"after": cursor}))


def test_many_postings_come_in_pages(client):
    PostingFactory.create_batch(PAGE_SIZE + 1)

    first = text_of(client.get("/"))

    assert first.count('class="posting-line"') == PAGE_SIZE
    assert 'rel="next"' in first


def test_an_empty_list_says_so(client, db):
    assert "No open positions at the moment" in text_of(client.get("/"))


def test_no_page_sets_a_cookie_or_loads_from_another_host(client, lead):
    over = PostingFactory(closed=True)
    for path in ("/", "/jobs/backend-lead", "/privacy", f"/jobs/{over.slug}"):
        response = client.get(path)
        assert not response.cookies
        assert "Cookie" not in response.get("Vary", "")
        loaded = re.findall(
            r'(?:src|<link rel="(?:stylesheet|icon)" href)="([^"]+)"', text_of(response)
        )
        assert loaded and all(address.startswith("/") for address in loaded)


def test_the_privacy_notice_is_the_organisations_own(client, db):
    Organisation.objects.create(
        pk=1,
        name="Halyard",
        privacy_notice="We keep it for **six** months.",
        privacy_notice_version=4,
    )

    text = text_of(client.get("/privacy"))

    assert "We keep it for <strong>six</strong> months." in text
    assert "Version 4" in text


def cold(client, path):
    """Ask for a page that the server has not kept."""
    caches["pages"].clear()
    return client.get(path)


@pytest.mark.parametrize("path", ["/", "/jobs/backend-lead", "/embed/jobs"])
def test_a_page_is_built_once_and_looked_up_by_two_statements(client, lead, path):
    first = cold(client, path)

    asked = []
    assert len(statements_of(lambda: asked.append(client.get(path)))) == 2
    [again] = asked
    assert again.content == first.content
    assert again.headers == first.headers


def test_the_list_takes_few_statements_however_long_it_is(client):
    def make(count):
        while PostingFactory._meta.model.objects.count() < count:
            posting = PostingFactory(department=DepartmentFactory())
            LocationFactory.create_batch(1, posting=posting)
            OpeningFactory.create_batch(2, posting=posting)

    act = lambda: cold(client, "/")  # noqa: E731
    assert_same_queries(make=make, act=act, sizes=(1, 3, 10), most=6)


def test_a_posting_takes_few_statements_however_much_hangs_on_it(client):
    posting = PostingFactory(department=DepartmentFactory())

    def make(count):
        for number in range(posting.openings.count(), count):
            OpeningFactory(posting=posting, team=f"Team {number}")
            LocationFactory(posting=posting, city=f"City {number}")

    act = lambda: cold(client, f"/jobs/{posting.slug}")  # noqa: E731
    assert_same_queries(make=make, act=act, sizes=(1, 3), most=6)


def test_any_list_takes_at_most_six_statements(client):
    PostingFactory.create_batch(51, title="Engineer", department=DepartmentFactory())
    page = client.get("/", {"q": "engineer"}).content.decode()
    after = page.split("after=")[1].split('"')[0]
    plain = client.get("/").content.decode().split("after=")[1].split('"')[0]

    for asked in ({"q": "engineer", "after": after}, {"after": plain}, {"country": "PT"}):
        statements = statements_of(lambda asked=asked: client.get("/", asked))
        assert len(statements) <= 6, statements


def test_what_the_company_says_about_itself_is_read_out_in_its_own_language(client):
    Organisation.objects.create(pk=1, name="Verdara", about="We grow bread.", language="en")
    german, english = text_of(client.get("/de/")), text_of(client.get("/en/"))

    assert '<p class="lead as-typed" lang="en" dir="ltr">We grow bread.</p>' in german
    assert '<p class="lead as-typed">We grow bread.</p>' in english
