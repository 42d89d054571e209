import pytest

from postings.boards.tests.adverts import full_posting, hidden_postings
from postings.boards.tests.contract import disagreements
from postings.models import EmploymentType, PayPeriod, WorkplaceType
from postings.tests.factories import DepartmentFactory, PostingFactory

URL = "/v0/postings/verdara"
CATEGORIES = {
    "commitment?": "text",
    "department?": "text",
    "location?": "text",
    "team?": "text",
    "allLocations": ["text"],
}
POSTING = {
    "id": "uuid",
    "text": "text",
    "categories": CATEGORIES,
    "country": "text?",
    "createdAt": "integer",
    "opening": "text",
    "openingPlain": "text",
    "description": "text",
    "descriptionPlain": "text",
    "descriptionBody": "text",
    "descriptionBodyPlain": "text",
    "lists": [{"text": "text", "content": "text"}],
    "additional": "text",
    "additionalPlain": "text",
    "hostedUrl": "address",
    "applyUrl": "address",
    "workplaceType": {"unspecified", "on-site", "remote", "hybrid"},
    "salaryRange?": {
        "currency": "text",
        "interval": {
            *("per-year-salary", "per-month-salary", "per-day-wage", "per-hour-wage"),
        },
        "min": "number?",
        "max": "number?",
    },
    "salaryDescription?": "text",
    "salaryDescriptionPlain?": "text",
}


def titles(client, **query):
    return sorted(found["text"] for found in client.get(URL, query).json())


def test_every_posting_has_the_fields_of_the_contract(client, posting):
    for kind in WorkplaceType:
        PostingFactory(workplace_type=kind, pay_min=10, pay_currency="EUR", pay_period="hour")
    PostingFactory(employment_type="", workplace_type="")
    answer = client.get(URL, {"mode": "json"}).json()

    assert disagreements(answer, [POSTING]) == []
    assert len(answer) == 5
    one = client.get(f"{URL}/{posting.public_id}")
    assert one.json() in answer
    assert client.get(f"{URL}/{posting.public_id}/").json() == one.json()


def test_a_posting_says_what_the_advert_says(client, posting):
    (found,) = client.get(URL).json()

    assert found["id"] == str(posting.public_id)
    assert found["text"] == "Backend Lead"
    assert found["createdAt"] == 1772442000000
    assert found["country"] == "PT"
    assert found["categories"] == {
        "commitment": "Full-time",
        "department": "Engineering",
        "location": "Remote, Lisbon, Portugal",
        "team": "Retention",
        "allLocations": ["Remote, Lisbon, Portugal", "Remote, Kassel, Hesse, Germany"],
    }
    assert found["salaryRange"] == {
        "currency": "EUR",
        "interval": "per-year-salary",
        "min": 70000,
        "max": 90000,
    }
    assert found["applyUrl"] == f"{found['hostedUrl']}/apply"
    assert client.get(found["hostedUrl"]).headers["Location"] == "/jobs/backend-lead"
    assert client.get(found["applyUrl"]).headers["Location"] == "/jobs/backend-lead/apply"


def test_headings_with_lists_become_lists_and_nothing_is_lost(client, posting):
    (found,) = client.get(URL).json()

    assert [entry["text"] for entry in found["lists"]] == ["What you will do", "What you bring"]
    assert found["lists"][0]["content"].startswith("<li>Build <strong>bridges</strong></li>")
    assert found["descriptionPlain"] == (
        "We look for a lead. Salt & pepper < sugar.\n\nOur way of working\n\nCalm days."
    )
    assert "Salt &amp; pepper &lt; sugar" in found["description"]
    assert found["additionalPlain"] == "How we hire\n\nTwo talks."
    assert found["additional"] == "<h2>How we hire</h2>\n<p>Two talks.</p>".replace("\n", "") or (
        "<h2>How we hire</h2>" in found["additional"]
    )


@pytest.mark.parametrize("period", list(PayPeriod))
def test_pay_has_an_interval(client, organisation, period):
    PostingFactory(pay_max=500, pay_currency="USD", pay_period=period)
    (found,) = client.get(URL).json()

    assert found["salaryRange"]["interval"].startswith(f"per-{period}-")
    assert (found["salaryRange"]["min"], found["salaryRange"]["max"]) == (None, 500)


@pytest.fixture
def three(organisation):
    sales = DepartmentFactory(name="Sales")
    full_posting(title="Lead")
    PostingFactory(title="Seller", department=sales, employment_type=EmploymentType.PART_TIME)
    PostingFactory(title="Cook", department=None, employment_type=EmploymentType.CONTRACT)


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ({"department": "Sales"}, ["Seller"]),
        ({"department": "sales"}, ["Seller"]),
        ({"department": ["Sales", "Engineering"]}, ["Lead", "Seller"]),
        ({"department": ["sales", "engineering"]}, []),
        ({"team": "Retention"}, ["Lead"]),
        ({"location": "remote, kassel, hesse, germany"}, ["Lead"]),
        ({"commitment": ["Part-time", "Contract"]}, ["Cook", "Seller"]),
        ({"department": "Sales", "commitment": "Contract"}, []),
        ({"level": "Senior"}, []),
        ({"skip": "1"}, ["Lead", "Seller"]),
        ({"skip": "1", "limit": "1"}, ["Seller"]),
        ({"limit": "0"}, []),
        ({"limit": ""}, ["Cook", "Lead", "Seller"]),
    ],
)
def test_postings_are_narrowed(client, three, query, expected):
    assert titles(client, **query) == expected


def test_postings_are_grouped(client, three):
    groups = client.get(URL, {"group": "department"}).json()

    assert disagreements(groups, [{"title": "text", "postings": [POSTING]}]) == []
    assert [(g["title"], [p["text"] for p in g["postings"]]) for g in groups] == [
        ("", ["Cook"]),
        ("Engineering", ["Lead"]),
        ("Sales", ["Seller"]),
    ]


@pytest.mark.parametrize("query", [{"skip": "-1"}, {"limit": "x"}, {"group": "colour"}])
def test_a_parameter_that_makes_no_sense_is_a_400(client, three, query):
    response = client.get(URL, query)

    assert response.status_code == 400
    assert disagreements(response.json(), {"ok": {False}, "error": "text"}) == []


def test_as_html_there_is_the_careers_page(client, three):
    for mode in ("html", "iframe"):
        response = client.get(URL, {"mode": mode})
        assert (response.status_code, response.headers["Location"]) == (302, "/")


def test_what_is_hidden_is_a_404_in_their_words(client, organisation):
    ids = [hidden.public_id for hidden in hidden_postings().values()]
    for path in ("/v0/postings/nobody", f"{URL}/x", *(f"{URL}/{pk}" for pk in ids)):
        response = client.get(path)
        assert response.status_code == 404
        assert response.json() == {"ok": False, "error": "Document not found"}
