"""Documents as other programs write them, with one job each or several."""

import json
from typing import Any

JOB_POSTING: dict[str, Any] = {
    "@context": "https://schema.org/",
    "@type": "JobPosting",
    "title": "Backend Engineer",
    "description": "<p>We <b>build</b> lifts.</p><ul><li>Design</li><li>Test</li></ul>",
    "responsibilities": "Keep people moving.",
    "employmentType": ["FULL_TIME"],
    "hiringOrganization": {"@type": "Organization", "name": "Windmere Energy"},
    "jobLocation": {
        "@type": "Place",
        "address": {
            "@type": "PostalAddress",
            "addressLocality": "Lisbon",
            "addressRegion": "Lisboa",
            "addressCountry": "PT",
        },
    },
    "baseSalary": {
        "@type": "MonetaryAmount",
        "currency": "EUR",
        "value": {
            "@type": "QuantitativeValue",
            "minValue": 60000,
            "maxValue": "80000.00",
            "unitText": "YEAR",
        },
    },
    "validThrough": "2027-03-31T23:59:59Z",
    "datePosted": "2026-11-01",
    "totalJobOpenings": 3,
    "url": "https://jobs.example.net/1",
}
REMOTE = {
    **JOB_POSTING,
    "jobLocation": None,
    "jobLocationType": "TELECOMMUTE",
    "applicantLocationRequirements": [
        {"@type": "Country", "name": "Portugal"},
        {"@type": "Country", "name": "DEU"},
    ],
}


def question(label: str, kind: str, *choices: str, required: bool = False) -> dict[str, Any]:
    values = [{"label": choice, "value": n} for n, choice in enumerate(choices)]
    field = {"name": "question_7", "type": kind, "values": values}
    return {"label": label, "required": required, "fields": [field]}


def built_in(label: str, *names: str, required: bool = True) -> dict[str, Any]:
    fields = [{"name": name, "type": "input_text", "values": []} for name in names]
    return {"label": label, "required": required, "fields": fields}


GREENHOUSE_JOB: dict[str, Any] = {
    "id": 127817,
    "internal_job_id": 144381,
    "title": "Data Engineer",
    "updated_at": "2026-10-14T10:55:28-05:00",
    "requisition_id": "R-50",
    "location": {"name": "Dublin, Ireland; Madrid, Spain"},
    "absolute_url": "https://boards.example.net/acme/jobs/127817",
    "company_name": "Acme",
    "application_deadline": "2027-01-31T17:00:00Z",
    "content": "&lt;h3&gt;About&lt;/h3&gt;&lt;p&gt;Fish &amp;amp; chips&lt;/p&gt;",
    "departments": [{"id": 1, "name": "Data", "parent_id": None, "child_ids": []}],
    "offices": [{"id": 8, "name": "Dublin", "location": "Dublin, Ireland"}],
    "pay_input_ranges": [
        {
            "min_cents": 5000000,
            "max_cents": 7500000,
            "currency_type": "EUR",
            "title": "Annual salary",
            "blurb": "",
        }
    ],
    "questions": [
        built_in("First Name", "first_name"),
        built_in("Email", "email"),
        built_in("Resume/CV", "resume", "resume_text"),
        question("Do you like fish?", "multi_value_single_select", "Yes", "No", required=True),
        question("Which tools do you use?", "multi_value_multi_select", "dbt", "Airflow"),
        question("Why us?", "textarea"),
        question("LinkedIn profile", "input_text"),
        question("A sample of your work", "input_file"),
        question("Secret", "input_hidden"),
    ],
}
GREENHOUSE = {"jobs": [GREENHOUSE_JOB], "meta": {"total": 1}}

LEVER_JOB: dict[str, Any] = {
    "id": "5ac21346-8e0c-4494-8e7a-3eb92ff77902",
    "text": "Designer",
    "categories": {
        "location": "Berlin",
        "commitment": "Full-time",
        "team": "Brand",
        "department": "Design",
        "allLocations": ["Berlin"],
    },
    "country": "DE",
    "workplaceType": "hybrid",
    "createdAt": 1760000000000,
    "description": "<div>Hello <b>you</b></div>",
    "descriptionPlain": "Hello you",
    "lists": [{"text": "You will", "content": "<li>draw</li><li>think</li>"}],
    "additional": "<div>Bye</div>",
    "salaryRange": {"min": 50000, "max": 60000, "currency": "EUR", "interval": "per-year-salary"},
    "hostedUrl": "https://jobs.example.net/brand/5ac2",
    "applyUrl": "https://jobs.example.net/brand/5ac2/apply",
}

ASHBY_JOB: dict[str, Any] = {
    "id": "145ff46b-1441-4773-bcd3-c8c90baa598a",
    "title": "Product Manager",
    "department": "Product",
    "team": "Growth",
    "employmentType": "FullTime",
    "location": "London",
    "secondaryLocations": [
        {
            "location": "Paris",
            "address": {"postalAddress": {"addressLocality": "Paris", "addressCountry": "France"}},
        }
    ],
    "address": {
        "postalAddress": {
            "addressLocality": "London",
            "addressRegion": "England",
            "addressCountry": "United Kingdom",
        }
    },
    "isRemote": False,
    "workplaceType": "Hybrid",
    "publishedAt": "2026-10-01T09:00:00.000+00:00",
    "isListed": True,
    "jobUrl": "https://jobs.example.net/growth/145ff46b",
    "applyUrl": "https://jobs.example.net/growth/145ff46b/application",
    "descriptionHtml": "<p>Ship <em>it</em>.</p>",
    "descriptionPlain": "Ship it.",
    "compensation": {
        "compensationTiers": [
            {
                "title": "All",
                "components": [
                    {
                        "compensationType": "Salary",
                        "interval": "1 YEAR",
                        "currencyCode": "GBP",
                        "minValue": 70000,
                        "maxValue": 90000,
                    },
                    {"compensationType": "EquityPercentage", "interval": "NONE"},
                ],
            }
        ],
    },
}
ASHBY = {"apiVersion": "1", "jobs": [ASHBY_JOB]}

ALL = {
    "JobPosting": JOB_POSTING,
    "remote": REMOTE,
    "Greenhouse": GREENHOUSE,
    "Lever": [LEVER_JOB],
    "Ashby": ASHBY,
}


def page(*things: Any, body: str = "<p>Hello</p>") -> str:
    scripts = "".join(
        f'<script type="application/ld+json">{json.dumps(thing)}</script>' for thing in things
    )
    return (
        f"<!doctype html><html><head><title>Jobs</title>{scripts}</head><body>{body}</body></html>"
    )
