"""Postings in the shape of Ashby's public posting API (developers.ashbyhq.com)."""

from typing import Any
from uuid import uuid5

from babel.numbers import format_currency

from postings.boards.facts import (
    first_of,
    has_pay,
    in_milliseconds,
    lasting_address,
    number,
    place_names,
    team_name,
)
from postings.boards.texts import advert_html, plain_text
from postings.posting.countries import country_name
from postings.posting.models import EmploymentType, Location, PayPeriod, Posting, WorkplaceType

API_VERSION = "1"
_EMPLOYMENT = {
    EmploymentType.FULL_TIME: "FullTime",
    EmploymentType.PART_TIME: "PartTime",
    EmploymentType.CONTRACT: "Contract",
    EmploymentType.TEMPORARY: "Temporary",
    EmploymentType.INTERNSHIP: "Intern",
}
_WORKPLACES = {
    WorkplaceType.ONSITE: "OnSite",
    WorkplaceType.HYBRID: "Hybrid",
    WorkplaceType.REMOTE: "Remote",
}
_INTERVALS = {
    PayPeriod.YEAR: "1 YEAR",
    PayPeriod.MONTH: "1 MONTH",
    PayPeriod.DAY: "1 DAY",
    PayPeriod.HOUR: "1 HOUR",
}


def job(posting: Posting, *, with_compensation: bool) -> dict[str, Any]:
    """Return one entry of `jobs`; `compensation` is there only when it was asked for."""
    html = advert_html(posting)
    names, places = place_names(posting), list(posting.locations.all())
    address = lasting_address(posting)
    found: dict[str, Any] = {
        "id": str(posting.public_id),
        "title": posting.title,
        "department": posting.department.name if posting.department else "",
        "team": team_name(posting),
        "employmentType": _EMPLOYMENT.get(EmploymentType(posting.employment_type))
        if posting.employment_type
        else None,
        "location": names[0] if names else "",
        "secondaryLocations": [
            {"location": name, "address": _address(place)}
            for name, place in zip(names[1:], places[1:], strict=False)
        ],
        "publishedAt": in_milliseconds(posting.published_at),
        "isListed": True,
        "isRemote": posting.workplace_type == WorkplaceType.REMOTE,
        "workplaceType": _WORKPLACES[WorkplaceType(posting.workplace_type)]
        if posting.workplace_type
        else None,
        "address": _address(first_of(places)),
        "jobUrl": address,
        "applyUrl": f"{address}/application",
        "descriptionHtml": html,
        "descriptionPlain": plain_text(html),
        "shouldDisplayCompensationOnJobPostings": has_pay(posting),
    }
    if with_compensation:
        found["compensation"] = _compensation(posting)
    return found


def _address(place: Location | None) -> dict[str, Any] | None:
    if place is None:
        return None
    said = {
        "addressLocality": place.city,
        "addressRegion": place.region,
        "addressCountry": country_name(place.country),
    }
    return {"postalAddress": {key: text for key, text in said.items() if text}}


def _compensation(posting: Posting) -> dict[str, Any]:
    if not has_pay(posting):
        return {
            "compensationTierSummary": None,
            "scrapeableCompensationSalarySummary": None,
            "compensationTiers": [],
            "summaryComponents": [],
        }
    summary = _summary(posting, " – ")
    component = {
        "compensationType": "Salary",
        "interval": _INTERVALS[PayPeriod(posting.pay_period)],
        "currencyCode": posting.pay_currency,
        "minValue": number(posting.pay_min),
        "maxValue": number(posting.pay_max),
    }
    tier = {
        "id": str(uuid5(posting.public_id, "tier")),
        "tierSummary": summary,
        "title": None,
        "additionalInformation": None,
        "components": [
            {"id": str(uuid5(posting.public_id, "salary")), "summary": summary, **component}
        ],
    }
    return {
        "compensationTierSummary": summary,
        # Programs that look for a plain hyphen read this one.
        "scrapeableCompensationSalarySummary": _summary(posting, " - "),
        "compensationTiers": [tier],
        "summaryComponents": [component],
    }


def _summary(posting: Posting, between: str) -> str:
    """Return "€60,000 – €80,000"; the period is added where it is not a year."""
    ends = dict.fromkeys(end for end in (posting.pay_min, posting.pay_max) if end is not None)
    amounts = [
        format_currency(
            end,
            posting.pay_currency,
            "¤#,##0" if end == end.to_integral_value() else "¤#,##0.00",
            locale="en",
            currency_digits=False,
        )
        for end in ends
    ]
    period = PayPeriod(posting.pay_period)
    suffix = "" if period == PayPeriod.YEAR else f" per {period.value}"
    return between.join(amounts) + suffix
