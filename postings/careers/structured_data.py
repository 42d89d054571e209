"""A posting as JobPosting of schema.org, by the rules of Google for Jobs.

developers.google.com/search/docs/appearance/structured-data/job-posting. Only on the page of one
posting that takes applications, and only what that page shows.
"""

import json
from datetime import UTC
from typing import Any

from django.utils import translation
from django.utils.safestring import SafeString, mark_safe

from ats.organisation.models import Organisation
from postings.posting.countries import country_name
from postings.posting.models import (
    EmploymentType,
    Location,
    PayPeriod,
    Posting,
    WorkplaceType,
)

_EMPLOYMENT = {
    EmploymentType.FULL_TIME: "FULL_TIME",
    EmploymentType.PART_TIME: "PART_TIME",
    EmploymentType.CONTRACT: "CONTRACTOR",
    EmploymentType.TEMPORARY: "TEMPORARY",
    EmploymentType.INTERNSHIP: "INTERN",
}
_UNITS = {
    PayPeriod.YEAR: "YEAR",
    PayPeriod.MONTH: "MONTH",
    PayPeriod.DAY: "DAY",
    PayPeriod.HOUR: "HOUR",
}
# No text may end the element or begin another one (HTML, "restrictions for contents of script").
_ESCAPES = {ord(character): f"\\u{ord(character):04x}" for character in "<>&\u2028\u2029"}

Data = dict[str, Any]


def job_posting(
    posting: Posting, organisation: Organisation, *, title: str, html: str, url: str, host: str
) -> Data | None:
    """Return the structured data, or None where the rules want what the posting does not say.

    `title` and `html` are as the page shows them, `url` is its canonical address.
    """
    place = _place_of_work(posting)
    if place is None or not html or posting.published_at is None:
        return None
    found: Data = {
        "@context": "https://schema.org/",
        "@type": "JobPosting",
        "title": title,
        "description": html,
        "datePosted": posting.published_at.astimezone(UTC).date().isoformat(),
        "url": url,
        "hiringOrganization": _hiring_organisation(posting, organisation, host),
        "identifier": {
            "@type": "PropertyValue",
            "name": posting.company or organisation.name,
            "value": posting.reference,
        },
        "directApply": True,
        **place,
    }
    if posting.employment_type:
        found["employmentType"] = _EMPLOYMENT[EmploymentType(posting.employment_type)]
    if posting.apply_by_on:
        # The last day counts as long as it is that day anywhere on earth.
        found["validThrough"] = f"{posting.apply_by_on.isoformat()}T23:59:59-12:00"
    if pay := _pay(posting):
        found["baseSalary"] = pay
    return found


def as_script(data: Data) -> SafeString:
    """Return JSON that can stand in a script element, whatever the texts in it say."""
    text = json.dumps(data, ensure_ascii=False).translate(_ESCAPES)
    return mark_safe(text)  # noqa: S308 - escaped above


def _hiring_organisation(posting: Posting, organisation: Organisation, host: str) -> Data:
    if posting.company:
        return {"@type": "Organization", "name": posting.company}
    found: Data = {"@type": "Organization", "name": organisation.name}
    if organisation.careers_url:
        found["sameAs"] = organisation.careers_url
    if organisation.logo_url:
        found["logo"] = f"{host}{organisation.logo_url}"
    return found


def _place_of_work(posting: Posting) -> Data | None:
    """Say where: TELECOMMUTE is only for work that is done wholly from elsewhere."""
    places = list(posting.locations.all())
    if not places:
        return None
    if posting.workplace_type == WorkplaceType.REMOTE:
        return {
            "jobLocationType": "TELECOMMUTE",
            "applicantLocationRequirements": _one_or_all([_area(place) for place in places]),
        }
    return {"jobLocation": _one_or_all([_place(place) for place in places])}


def _area(place: Location) -> Data:
    """Return where one has to live: the smallest area that is named, with its country."""
    with translation.override("en"):
        country = country_name(place.country)
    if not place.city and not place.region:
        return {"@type": "Country", "name": country}
    parts = [part for part in (place.city, place.region, country) if part]
    return {"@type": "City" if place.city else "State", "name": ", ".join(parts)}


def _place(place: Location) -> Data:
    address = {
        "addressLocality": place.city,
        "addressRegion": place.region,
        "addressCountry": place.country,
    }
    said = {key: value for key, value in address.items() if value}
    return {"@type": "Place", "address": {"@type": "PostalAddress", **said}}


def _pay(posting: Posting) -> Data | None:
    low, high = posting.pay_min, posting.pay_max
    if low is None and high is None:
        return None
    known: Data = {"minValue": low, "maxValue": high} if low != high else {"value": low}
    amounts = {key: _number(value) for key, value in known.items() if value is not None}
    unit = _UNITS[PayPeriod(posting.pay_period)]
    return {
        "@type": "MonetaryAmount",
        "currency": posting.pay_currency,
        "value": {"@type": "QuantitativeValue", **amounts, "unitText": unit},
    }


def _number(amount: Any) -> int | float:
    return int(amount) if amount == int(amount) else float(amount)


def _one_or_all(values: list[Data]) -> Data | list[Data]:
    return values[0] if len(values) == 1 else values
