"""A job of Ashby's public board API."""

from collections.abc import Iterator
from decimal import Decimal
from typing import Any

from django.utils.translation import gettext as _

from postings.importing.documents import values
from postings.importing.documents.html import to_markdown
from postings.importing.documents.jobposting import PERIODS, addresses
from postings.importing.documents.sheet import Sheet
from postings.importing.parsing import ParsedPosting
from postings.posting.models import EmploymentType, WorkplaceType

EMPLOYMENT = {
    "fulltime": EmploymentType.FULL_TIME.value,
    "parttime": EmploymentType.PART_TIME.value,
    "intern": EmploymentType.INTERNSHIP.value,
    "internship": EmploymentType.INTERNSHIP.value,
    "contract": EmploymentType.CONTRACT.value,
    "contractor": EmploymentType.CONTRACT.value,
    "temporary": EmploymentType.TEMPORARY.value,
}
WORKPLACES = {
    "remote": WorkplaceType.REMOTE.value,
    "hybrid": WorkplaceType.HYBRID.value,
    "onsite": WorkplaceType.ONSITE.value,
}
_KNOWN = (
    *("title", "department", "team", "employmentType", "location", "secondaryLocations"),
    *("address", "isRemote", "workplaceType", "isListed", "jobUrl", "applyUrl", "descriptionHtml"),
    *("descriptionPlain", "compensation", "shouldDisplayCompensationOnJobPostings"),
)


def looks_like_job(job: dict[str, Any]) -> bool:
    return "title" in job and ("jobUrl" in job or "descriptionHtml" in job)


def read_job(job: dict[str, Any]) -> ParsedPosting:
    """Raises UnreadableAdvert."""
    sheet = Sheet()
    sheet.place("department", values.name_of(job.get("department"))[:100], "department")
    sheet.place_teams(values.name_of(job.get("team")), None, "team")
    sheet.place_coded("employment", job.get("employmentType"), EMPLOYMENT, "employmentType")
    sheet.place_coded("workplace", job.get("workplaceType"), WORKPLACES, "workplaceType")
    if job.get("isRemote") is True:
        sheet.place("workplace", WorkplaceType.REMOTE.value, "isRemote")
    _read_places(sheet, job)
    _read_pay(sheet, values.record(job.get("compensation")))
    sheet.place("source_url", values.web_address(job.get("jobUrl")), "jobUrl")
    if job.get("isListed") is False:
        sheet.leave_out("isListed", _("It was not listed on the board it comes from."))
    html = values.long_text(job.get("descriptionHtml"))
    text = to_markdown(html or values.long_text(job.get("descriptionPlain")))
    for remark in text.left_out:
        sheet.leave_out("descriptionHtml", remark)
    sheet.leave_out_rest(job, _KNOWN)
    return sheet.parsed(values.line(job.get("title"), 2000), text.markdown)


def _read_places(sheet: Sheet, job: dict[str, Any]) -> None:
    places = [job, *map(values.record, values.items(job.get("secondaryLocations")))]
    found = [_address(place) or values.line(place.get("location")) for place in places]
    addresses(sheet, [each for each in found if each], "address")


def _address(place: dict[str, Any]) -> dict[str, Any]:
    address = values.record(place.get("address"))
    postal = values.record(address.get("postalAddress")) or address
    return {"address": postal} if values.country(postal.get("addressCountry")) else {}


def _read_pay(sheet: Sheet, compensation: dict[str, Any]) -> None:
    found = set(_salaries(compensation))
    if len(found) > 1:
        sheet.doubt("pay", "compensation", _("There are several, and one range has room."))
    for low, high, currency, period in found if len(found) == 1 else ():
        sheet.place_pay(low, high, currency, period, "compensation")


def _salaries(
    compensation: dict[str, Any],
) -> Iterator[tuple[Decimal | None, Decimal | None, str, str]]:
    tiers = map(values.record, values.items(compensation.get("compensationTiers")))
    components = [each for tier in tiers for each in values.items(tier.get("components"))]
    for each in components or values.items(compensation.get("summaryComponents")):
        part = values.record(each)
        if values.line(part.get("compensationType")) == "Salary":
            number, _space, unit = values.line(part.get("interval")).casefold().partition(" ")
            yield (
                values.amount(part.get("minValue")),
                values.amount(part.get("maxValue")),
                values.currency(part.get("currencyCode")),
                PERIODS.get(unit, "") if number == "1" else "",
            )
