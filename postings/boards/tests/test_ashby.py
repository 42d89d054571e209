import pytest

from postings.boards.tests.adverts import full_posting
from postings.boards.tests.contract import disagreements
from postings.models import EmploymentType, PayPeriod, WorkplaceType
from postings.tests.factories import PostingFactory

URL = "/posting-api/job-board/verdara"
ADDRESS = {
    "postalAddress": {
        "addressLocality?": "text",
        "addressRegion?": "text",
        "addressCountry": "text",
    }
}
COMPONENT = {
    "compensationType": {"Salary"},
    "interval": {"1 YEAR", "1 MONTH", "1 DAY", "1 HOUR"},
    "currencyCode": "text",
    "minValue": "number?",
    "maxValue": "number?",
}
JOB = {
    "id": "uuid",
    "title": "text",
    "department": "text",
    "team": "text",
    "employmentType": {"FullTime", "PartTime", "Intern", "Contract", "Temporary", None},
    "location": "text",
    "secondaryLocations": [{"location": "text", "address": ADDRESS}],
    "publishedAt": "time",
    "isListed": {True},
    "isRemote": "boolean",
    "workplaceType": {"OnSite", "Hybrid", "Remote", None},
    "address": ADDRESS,
    "jobUrl": "address",
    "applyUrl": "address",
    "descriptionHtml": "text",
    "descriptionPlain": "text",
    "shouldDisplayCompensationOnJobPostings": "boolean",
}
COMPENSATION = {
    "compensationTierSummary": "text?",
    "scrapeableCompensationSalarySummary": "text?",
    "compensationTiers": [
        {
            "id": "uuid",
            "tierSummary": "text",
            "title": "text?",
            "additionalInformation": "text?",
            "components": [{"id": "uuid", "summary": "text", **COMPONENT}],
        }
    ],
    "summaryComponents": [COMPONENT],
}


def jobs_of(client, **query):
    return client.get(URL, query).json()["jobs"]


def test_every_job_has_the_fields_of_the_contract(client, posting):
    for kind in EmploymentType:
        full_posting(
            slug=f"as-{kind}",
            reference=f"R-{kind}",
            employment_type=kind,
            workplace_type=WorkplaceType.HYBRID,
            pay_max=None,
            department=None,
        )
    answer = client.get(URL, {"includeCompensation": "true"}).json()

    assert (
        disagreements(answer, {"apiVersion": {"1"}, "jobs": [JOB | {"compensation": COMPENSATION}]})
        == []
    )
    assert len(answer["jobs"]) == 6
    assert disagreements(jobs_of(client), [JOB]) == []


def test_a_job_says_what_the_advert_says(client, posting):
    (job,) = jobs_of(client)

    assert job["id"] == str(posting.public_id)
    assert (job["title"], job["department"], job["team"]) == (
        "Backend Lead",
        "Engineering",
        "Retention",
    )
    assert job["location"] == "Remote, Lisbon, Portugal"
    assert job["address"]["postalAddress"] == {
        "addressLocality": "Lisbon",
        "addressCountry": "Portugal",
    }
    assert job["secondaryLocations"] == [
        {
            "location": "Remote, Kassel, Hesse, Germany",
            "address": {
                "postalAddress": {
                    "addressLocality": "Kassel",
                    "addressRegion": "Hesse",
                    "addressCountry": "Germany",
                }
            },
        }
    ]
    assert (job["employmentType"], job["workplaceType"], job["isRemote"]) == (
        "FullTime",
        "Remote",
        True,
    )
    assert job["publishedAt"] == "2026-03-02T09:00:00.000+00:00"
    assert "<li>Build <strong>bridges</strong></li>" in job["descriptionHtml"]
    assert job["descriptionPlain"].startswith("We look for a lead. Salt & pepper < sugar.\n\nWhat")
    assert "\n- Build bridges\n- Keep them" in job["descriptionPlain"]


def test_addresses_hold_the_id_and_lead_to_page_and_form(client, posting):
    (job,) = jobs_of(client)

    assert str(posting.public_id) in job["jobUrl"]
    assert client.get(job["jobUrl"], {"source": "x"}).headers["Location"] == (
        "/jobs/backend-lead?source=x"
    )
    assert client.get(job["applyUrl"], follow=True).redirect_chain == [
        ("/jobs/backend-lead/apply", 302)
    ]


@pytest.mark.parametrize(
    ("low", "high", "period", "currency", "summary", "interval"),
    [
        (70_000, 90_000, PayPeriod.YEAR, "EUR", "€70,000 – €90,000", "1 YEAR"),
        (5_000, 5_000, PayPeriod.MONTH, "USD", "$5,000 per month", "1 MONTH"),
        (None, 300, PayPeriod.DAY, "GBP", "£300 per day", "1 DAY"),
        ("17.50", None, PayPeriod.HOUR, "EUR", "€17.50 per hour", "1 HOUR"),
    ],
)
def test_pay_is_a_tier_with_a_salary(
    client, organisation, low, high, period, currency, summary, interval
):
    PostingFactory(pay_min=low, pay_max=high, pay_period=period, pay_currency=currency)
    (job,) = jobs_of(client, includeCompensation="true")
    pay = job["compensation"]
    (component,) = pay["compensationTiers"][0]["components"]

    assert pay["compensationTierSummary"] == component["summary"] == summary
    assert pay["scrapeableCompensationSalarySummary"] == summary.replace("–", "-")
    assert component["interval"] == interval
    assert component["minValue"] == (float(low) if low else None)
    assert component["maxValue"] == high


def test_without_pay_there_are_no_tiers(client, organisation):
    PostingFactory()
    (job,) = jobs_of(client, includeCompensation="true")

    assert job["compensation"]["compensationTiers"] == []
    assert job["compensation"]["scrapeableCompensationSalarySummary"] is None
    assert job["shouldDisplayCompensationOnJobPostings"] is False


def test_an_unknown_board_is_a_404_in_their_words(client, organisation):
    response = client.get("/posting-api/job-board/nobody")

    assert response.status_code == 404
    assert response.json()["success"] is False
    assert response.json()["errorInfo"]["code"] == "job_board_not_found"
