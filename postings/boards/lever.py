"""Postings in the shape of Lever's postings API (github.com/lever/postings-api)."""

from collections.abc import Iterable, Mapping, Sequence
from html import escape
from itertools import islice
from typing import Any

from postings.boards.facts import (
    first_of,
    has_pay,
    lasting_address,
    number,
    place_names,
    team_name,
)
from postings.boards.texts import advert_html, parts_of, plain_text
from postings.posting.labels import pay_label
from postings.posting.models import EmploymentType, PayPeriod, Posting, WorkplaceType

FILTERS = ("location", "commitment", "team", "department", "level")
GROUPS = ("location", "commitment", "team", "department")
_COMMITMENTS = {
    EmploymentType.FULL_TIME: "Full-time",
    EmploymentType.PART_TIME: "Part-time",
    EmploymentType.CONTRACT: "Contract",
    EmploymentType.TEMPORARY: "Temporary",
    EmploymentType.INTERNSHIP: "Internship",
}
_WORKPLACES = {
    WorkplaceType.ONSITE: "on-site",
    WorkplaceType.HYBRID: "hybrid",
    WorkplaceType.REMOTE: "remote",
}
_INTERVALS = {
    PayPeriod.YEAR: "per-year-salary",
    PayPeriod.MONTH: "per-month-salary",
    PayPeriod.DAY: "per-day-wage",
    PayPeriod.HOUR: "per-hour-wage",
}


def posting_object(posting: Posting) -> dict[str, Any]:
    """Return one posting; what it does not say of pay is left out, as Lever does."""
    parts = parts_of(advert_html(posting))
    body_plain = plain_text(parts.body)
    place = first_of(posting.locations.all())
    address = lasting_address(posting)
    assert posting.published_at is not None
    return {
        "id": str(posting.public_id),
        "text": posting.title,
        "categories": categories(posting),
        "country": place.country if place else None,
        "createdAt": int(posting.published_at.timestamp() * 1000),
        "opening": "",
        "openingPlain": "",
        "description": parts.body,
        "descriptionPlain": body_plain,
        "descriptionBody": parts.body,
        "descriptionBodyPlain": body_plain,
        "lists": [{"text": entry.title, "content": entry.items} for entry in parts.lists],
        "additional": parts.closing,
        "additionalPlain": plain_text(parts.closing),
        "hostedUrl": address,
        "applyUrl": f"{address}/apply",
        "workplaceType": _WORKPLACES[WorkplaceType(posting.workplace_type)]
        if posting.workplace_type
        else "unspecified",
        **_pay(posting),
    }


def categories(posting: Posting) -> dict[str, Any]:
    """Return what postings are filtered and grouped by; what is not known is not there."""
    names = place_names(posting)
    said = {
        "commitment": _COMMITMENTS[EmploymentType(posting.employment_type)]
        if posting.employment_type
        else "",
        "department": posting.department.name if posting.department else "",
        "location": names[0] if names else "",
        "team": team_name(posting),
    }
    return {key: text for key, text in said.items() if text} | {"allLocations": names}


def narrowed(
    postings: Iterable[Posting],
    wanted: Mapping[str, Sequence[str]],
    *,
    skip: int,
    limit: int | None,
) -> list[Posting]:
    """Return the postings that have one of the values wanted in every category named.

    A single value is compared without regard to case, several exactly, as Lever does.
    """
    found = (posting for posting in postings if _fits(categories(posting), wanted))
    return list(islice(found, skip, None if limit is None else skip + limit))


def grouped(postings: Iterable[Posting], by: str) -> list[dict[str, Any]]:
    """Return the postings under the values of one category, in alphabetical order."""
    groups: dict[str, list[dict[str, Any]]] = {}
    for posting in postings:
        groups.setdefault(categories(posting).get(by, ""), []).append(posting_object(posting))
    return [{"title": title, "postings": groups[title]} for title in sorted(groups)]


def _fits(has: Mapping[str, Any], wanted: Mapping[str, Sequence[str]]) -> bool:
    for name, values in wanted.items():
        mine = has["allLocations"] if name == "location" else [has.get(name, "")]
        if len(values) == 1:
            is_met = values[0].casefold() in (text.casefold() for text in mine)
        else:
            is_met = bool(set(mine) & set(values))
        if not is_met:
            return False
    return True


def _pay(posting: Posting) -> dict[str, Any]:
    if not has_pay(posting):
        return {}
    text = pay_label(posting)
    return {
        "salaryRange": {
            "currency": posting.pay_currency,
            "interval": _INTERVALS[PayPeriod(posting.pay_period)],
            "min": number(posting.pay_min),
            "max": number(posting.pay_max),
        },
        "salaryDescription": f"<div>{escape(text)}</div>",
        "salaryDescriptionPlain": text,
    }
