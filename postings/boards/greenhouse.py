"""Postings in the shape of Greenhouse's job board API (developers.greenhouse.io/job-board.html)."""

from collections.abc import Iterable
from decimal import Decimal
from hashlib import sha256
from html import escape
from typing import Any

from django.conf import settings

from ats.organisation.models import Organisation
from postings.boards.facts import (
    changed_at_of,
    has_pay,
    in_seconds,
    last_moment,
    place_names,
    posting_address,
)
from postings.boards.texts import advert_html
from postings.careers.advert import html_of
from postings.posting.labels import pay_label, place_label
from postings.posting.models import Department, Location, PayPeriod, Posting

# What Greenhouse calls the group of jobs without one.
NO_DEPARTMENT: tuple[int, str] = (0, "No Department")
NO_OFFICE: tuple[int, str] = (0, "No Office")
_PAY_TITLES = {
    PayPeriod.YEAR: "Annual pay",
    PayPeriod.MONTH: "Monthly pay",
    PayPeriod.DAY: "Daily pay",
    PayPeriod.HOUR: "Hourly pay",
}
Object = dict[str, Any]


def board(organisation: Organisation) -> Object:
    about = html_of([organisation.about], host=settings.PUBLIC_URL)
    return {"name": organisation.name, "content": escape(str(about))}


def job(posting: Posting, organisation: Organisation, *, with_content: bool) -> Object:
    """Return a job as lists show it; `with_content` adds the text, departments and offices."""
    found = _entry(posting) | {
        "company_name": posting.company or organisation.name,
        "metadata": _metadata(posting),
        "data_compliance": [
            {
                "type": "gdpr",
                "requires_consent": False,
                "requires_processing_consent": False,
                "requires_retention_consent": False,
                "retention_period": None,
                "demographic_data_consent_applies": False,
            }
        ],
    }
    if with_content:
        # Escaped once more than HTML is: so does Greenhouse, and clients undo it.
        found["content"] = escape(advert_html(posting))
        found["departments"] = [_group(*_key(posting.department))] if posting.department else []
        found["offices"] = [_office(place) for place in posting.locations.all()]
    return found


def pay_input_ranges(posting: Posting) -> list[Object]:
    """Return the pay in hundredths, also where the currency has no coin that small."""
    if not has_pay(posting):
        return []
    return [
        {
            "min_cents": _hundredths(posting.pay_min),
            "max_cents": _hundredths(posting.pay_max),
            "currency_type": posting.pay_currency,
            "title": _PAY_TITLES[PayPeriod(posting.pay_period)],
            "blurb": pay_label(posting),
        }
    ]


def departments(postings: Iterable[Posting]) -> list[Object]:
    """Return all departments that have listed jobs, and the group of jobs without one."""
    groups: dict[tuple[int, str], list[Object]] = {}
    for posting in postings:
        groups.setdefault(_key(posting.department), []).append(_entry(posting))
    groups.setdefault(NO_DEPARTMENT, [])
    return [_group(*key) | {"jobs": groups[key]} for key in sorted(groups, key=_by_name)]


def offices(postings: Iterable[Posting]) -> list[Object]:
    """Return all places that have listed jobs, each with its departments and their jobs."""
    found: dict[int, Object] = {}
    jobs: dict[int, list[Posting]] = {NO_OFFICE[0]: []}
    for posting in postings:
        places = list(posting.locations.all())
        for place in places:
            jobs.setdefault(office_id(place), []).append(posting)
            found.setdefault(office_id(place), _office(place))
        if not places:
            jobs[NO_OFFICE[0]].append(posting)
    nowhere = _group(*NO_OFFICE) | {"location": None}
    everywhere = [*sorted(found.values(), key=lambda office: office["name"]), nowhere]
    return [office | {"departments": departments(jobs[office["id"]])} for office in everywhere]


def office_id(place: Location) -> int:
    """Return a number for a place, the same wherever it stands and below 2**48 (for JavaScript)."""
    name = "\n".join((place.country, place.region.casefold(), place.city.casefold()))
    return int.from_bytes(sha256(name.encode()).digest()[:6], "big")


def _entry(posting: Posting) -> Object:
    """Return what departments and offices show of a job."""
    return {
        "id": posting.pk,
        "internal_job_id": posting.pk,
        "title": posting.title,
        "absolute_url": posting_address(posting),
        "location": {"name": "; ".join(place_names(posting))},
        "updated_at": in_seconds(changed_at_of(posting)),
        "first_published": in_seconds(posting.published_at),
        "application_deadline": last_moment(posting),
        "requisition_id": posting.reference,
        "language": posting.language,
    }


def _metadata(posting: Posting) -> list[Object]:
    """Return facts that Greenhouse has no field for, as custom fields, as boards do."""
    said = (
        (1, "Employment Type", posting.get_employment_type_display()),
        (2, "Workplace Type", posting.get_workplace_type_display()),
    )
    return [
        {"id": number, "name": name, "value": value, "value_type": "single_select"}
        for number, name, value in said
        if value
    ]


def _key(department: Department | None) -> tuple[int, str]:
    return (department.pk, department.name) if department else NO_DEPARTMENT


def _group(number: int, name: str) -> Object:
    return {"id": number, "name": name, "parent_id": None, "child_ids": []}


def _office(place: Location) -> Object:
    name = place_label(place)
    return _group(office_id(place), name) | {"location": name}


def _by_name(key: tuple[int, str]) -> tuple[bool, str]:
    return key[0] == 0, key[1].casefold()


def _hundredths(amount: Decimal | None) -> int | None:
    return None if amount is None else int(amount * 100)
