"""JobPosting, field by field (see the module for the rules)."""

import json
import re
from datetime import UTC, date, datetime
from decimal import Decimal

import pytest

from ats.organisation.models import Organisation
from postings.tests.factories import LocationFactory, PostingFactory

pytestmark = pytest.mark.django_db
SCRIPT = re.compile(r'<script type="application/ld\+json">(.*?)</script>', re.DOTALL)


@pytest.fixture(autouse=True)
def organisation():
    values = {"name": "Halyard", "careers_url": "https://halyard.example/", "logo": "abc"}
    Organisation.objects.update_or_create(pk=1, defaults=values)


def data_of(client, posting):
    found = SCRIPT.findall(client.get(f"/jobs/{posting.slug}").content.decode())
    assert len(found) <= 1
    return json.loads(found[0]) if found else None


def test_a_remote_posting(client, settings):
    settings.PUBLIC_URL = "https://jobs.halyard.example"
    posting = PostingFactory(
        title="Backend Lead",
        slug="lead",
        reference="ENG-7",
        workplace_type="remote",
        published_at=datetime(2026, 3, 2, 9, tzinfo=UTC),
        apply_by_on=date(2126, 3, 9),
        pay_min=70_000,
        pay_max=Decimal("90000.50"),
        pay_currency="EUR",
        description="Six people.\n\n- Go",
    )
    LocationFactory(posting=posting, country="DE", position=0)
    LocationFactory(posting=posting, country="US", region="Texas", position=1)

    assert data_of(client, posting) == {
        "@context": "https://schema.org/",
        "@type": "JobPosting",
        "title": "Backend Lead",
        "description": "<p>Six people.</p>\n<ul>\n<li>Go</li>\n</ul>\n",
        "datePosted": "2026-03-02",
        "validThrough": "2126-03-09T23:59:59-12:00",
        "url": "https://jobs.halyard.example/jobs/lead",
        "hiringOrganization": {
            "@type": "Organization",
            "name": "Halyard",
            "sameAs": "https://halyard.example/",
            "logo": "https://jobs.halyard.example/logo?v=abc",
        },
        "identifier": {"@type": "PropertyValue", "name": "Halyard", "value": "ENG-7"},
        "directApply": True,
        "employmentType": "FULL_TIME",
        "jobLocationType": "TELECOMMUTE",
        "applicantLocationRequirements": [
            {"@type": "Country", "name": "Germany"},
            {"@type": "State", "name": "Texas, United States"},
        ],
        "baseSalary": {
            "@type": "MonetaryAmount",
            "currency": "EUR",
            "value": {
                "@type": "QuantitativeValue",
                "minValue": 70000,
                "maxValue": 90000.5,
                "unitText": "YEAR",
            },
        },
    }


@pytest.mark.parametrize("workplace", ["onsite", "hybrid"])
def test_a_posting_with_an_office(client, workplace):
    posting = PostingFactory(
        workplace_type=workplace,
        company="Windlass",
        employment_type="contract",
        pay_min=40,
        pay_max=40,
        pay_currency="USD",
        pay_period="hour",
    )
    LocationFactory(posting=posting, country="PT", city="Porto")

    data = data_of(client, posting)

    assert "jobLocationType" not in data and "applicantLocationRequirements" not in data
    assert data["jobLocation"] == {
        "@type": "Place",
        "address": {
            "@type": "PostalAddress",
            "addressLocality": "Porto",
            "addressCountry": "PT",
        },
    }
    assert data["hiringOrganization"] == {"@type": "Organization", "name": "Windlass"}
    assert data["employmentType"] == "CONTRACTOR"
    assert data["baseSalary"]["value"] == {
        "@type": "QuantitativeValue",
        "value": 40,
        "unitText": "HOUR",
    }
    assert "validThrough" not in data


def test_no_text_ends_the_script_element(client):
    hostile = "</script><script>alert(1)</script><!-- \u2028 &"
    posting = PostingFactory(title=hostile, company=hostile, description=f"a\n\n{hostile}")
    LocationFactory(posting=posting, city=hostile)

    page = client.get(f"/jobs/{posting.slug}").content.decode()

    assert "<script>alert" not in page and page.count("<script") == 1
    assert data_of(client, posting)["title"] == hostile


def test_it_stands_only_where_one_may_apply_and_the_rules_are_met(client):
    somewhere = PostingFactory()
    LocationFactory(posting=somewhere)
    unlisted = PostingFactory(is_listed=False)
    LocationFactory(posting=unlisted)
    closed = PostingFactory(closed=True)
    nowhere = PostingFactory(workplace_type="remote")

    assert data_of(client, somewhere)
    assert not [data for p in (unlisted, closed, nowhere) if (data := data_of(client, p))]
    assert not SCRIPT.search(client.get("/").content.decode())


def test_an_unlisted_posting_is_there_but_not_for_search_engines(client):
    posting = PostingFactory(title="Quiet", is_listed=False)
    response = client.get(f"/jobs/{posting.slug}")

    assert response.status_code == 200
    assert response["X-Robots-Tag"] == "noindex"
    assert b'<meta name="robots" content="noindex">' in response.content
    assert b"og:title" not in response.content
    for path in ("/", "/embed/jobs", "/?q=quiet"):
        assert b"Quiet" not in client.get(path).content


def test_the_head_says_how_to_show_a_link_to_it(client, settings):
    settings.PUBLIC_URL = "https://jobs.halyard.example"
    posting = PostingFactory(title='Cook "x"', slug="cook")
    page = client.get("/jobs/cook?source=fair").content.decode()

    for said in (
        '<meta property="og:title" content="Cook &quot;x&quot;">',
        '<meta property="og:url" content="https://jobs.halyard.example/jobs/cook">',
        '<meta property="og:image" content="https://jobs.halyard.example/logo?v=abc">',
        '<meta name="twitter:card" content="summary">',
        'linkedin.com/sharing/share-offsite/?url=https%3A%2F%2Fjobs.halyard.example%2Fjobs%2Fcook"',
        'rel="noopener noreferrer nofollow"',
    ):
        assert said in page, said
    assert posting.reference in page


def test_similar_postings_share_a_team_a_department_and_a_country_first(client):
    from postings.tests.factories import DepartmentFactory, OpeningFactory

    kitchen = DepartmentFactory()
    cook = PostingFactory(title="Cook", department=kitchen)
    LocationFactory(posting=cook, country="PT")
    OpeningFactory(posting=cook, team="Bistro")
    made = {}
    for title, department in (
        ("Elsewhere", None), ("Same department", kitchen), ("Same country", kitchen),
        ("Same team", None), ("Hidden", kitchen), ("Other", DepartmentFactory()),
    ):  # fmt: skip
        made[title] = PostingFactory(
            title=title, department=department, is_listed=title != "Hidden"
        )
    LocationFactory(posting=made["Same country"], country="PT")
    OpeningFactory(posting=made["Same team"], team="Bistro")
    OpeningFactory(posting=made["Other"], team="")

    page = client.get(f"/jobs/{cook.slug}").content.decode().split("similar-heading")[-1]
    order = ["Same team", "Same country", "Same department"]
    places = [page.index(f">{title}</a>") for title in order]
    assert places == sorted(places)
    assert not [t for t in ("Elsewhere", "Hidden", "Other", "Cook") if f">{t}</a>" in page]
