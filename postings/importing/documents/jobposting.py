"""schema.org JobPosting, as pages carry it for search engines."""

from collections.abc import Iterator
from typing import Any

from django.utils.translation import gettext as _

from postings.importing.documents import values
from postings.importing.documents.html import to_markdown
from postings.importing.documents.sheet import Sheet
from postings.importing.parsing import ParsedPosting
from postings.importing.places import Place
from postings.posting.models import EmploymentType, PayPeriod, WorkplaceType

MOST_THINGS = 20_000
_EMPLOYMENT = {
    "fulltime": EmploymentType.FULL_TIME.value,
    "parttime": EmploymentType.PART_TIME.value,
    "contractor": EmploymentType.CONTRACT.value,
    "contract": EmploymentType.CONTRACT.value,
    "temporary": EmploymentType.TEMPORARY.value,
    "intern": EmploymentType.INTERNSHIP.value,
    "internship": EmploymentType.INTERNSHIP.value,
}
PERIODS = {
    "year": PayPeriod.YEAR.value,
    "month": PayPeriod.MONTH.value,
    "day": PayPeriod.DAY.value,
    "hour": PayPeriod.HOUR.value,
}
_PROSE = {
    "responsibilities": "Responsibilities",
    "qualifications": "Qualifications",
    "skills": "Skills",
    "educationRequirements": "Education",
    "experienceRequirements": "Experience",
    "jobBenefits": "Benefits",
    "workHours": "Working hours",
}
_KNOWN = (
    *("title", "name", "description", "employmentType", "hiringOrganization", "jobLocation"),
    *("jobLocationType", "applicantLocationRequirements", "baseSalary", "salaryCurrency"),
    *("validThrough", "totalJobOpenings", "url", *_PROSE),
)


def things_in(data: Any) -> Iterator[dict[str, Any]]:
    """Every object of a document, outside in, without recursion and not more than anyone writes."""
    waiting, seen = [data], 0
    while waiting and seen < MOST_THINGS:
        thing = waiting.pop(0) if len(waiting) < 100 else waiting.pop()
        seen += 1
        if isinstance(thing, dict):
            yield thing
            waiting += [value for value in thing.values() if isinstance(value, dict | list)]
        elif isinstance(thing, list):
            waiting += [value for value in thing if isinstance(value, dict | list)]


def kinds_of(thing: dict[str, Any]) -> list[str]:
    """What it says it is: "JobPosting" for "https://schema.org/JobPosting", too."""
    found = (values.line(each, 100) for each in values.items(thing.get("@type")))
    return [each.rpartition("/")[2].rpartition(":")[2] for each in found if each]


def postings_in(data: Any) -> list[dict[str, Any]]:
    found = [thing for thing in things_in(data) if "JobPosting" in kinds_of(thing)]
    return found[: values.MOST_ITEMS + 1]


def read_job(job: dict[str, Any]) -> ParsedPosting:
    """Raises UnreadableAdvert."""
    sheet = Sheet()
    organisation = job.get("hiringOrganization")
    sheet.place("company", values.name_of(organisation)[:200], "hiringOrganization")
    department = values.name_of(values.record(organisation).get("department"))
    sheet.place("department", department[:100], "hiringOrganization.department")
    sheet.place_coded("employment", job.get("employmentType"), _EMPLOYMENT, "employmentType")
    _read_where(sheet, job)
    _read_pay(sheet, job)
    sheet.place_date("apply_by", job.get("validThrough"), "validThrough")
    sheet.place_teams("", job.get("totalJobOpenings"), "totalJobOpenings")
    sheet.place("source_url", values.web_address(job.get("url")), "url")
    description = _description(sheet, job)
    sheet.leave_out_rest(job, _KNOWN)
    return sheet.parsed(values.line(job.get("title")) or values.line(job.get("name")), description)


def _read_where(sheet: Sheet, job: dict[str, Any]) -> None:
    kinds = {values.line(each).casefold() for each in values.items(job.get("jobLocationType"))}
    is_remote = "telecommute" in kinds
    if is_remote:
        sheet.place("workplace", WorkplaceType.REMOTE.value, "jobLocationType")
    elif job.get("jobLocation"):
        why = _("Not fully remote; the document does not say whether on site or hybrid.")
        sheet.doubt("workplace", "jobLocationType", why)
    if is_remote and job.get("applicantLocationRequirements"):
        _read_areas(sheet, job["applicantLocationRequirements"])
    addresses(sheet, job.get("jobLocation"), "jobLocation")


def _read_areas(sheet: Sheet, value: Any) -> None:
    """Countries that people may live in; a state or city is one of a country that is not said."""
    names = [name for each in values.items(value) if (name := values.name_of(each))]
    codes = [values.country(name) for name in names]
    unknown = [name for name, code in zip(names, codes, strict=True) if not code]
    source = "applicantLocationRequirements"
    if unknown:
        why = _("No country: %(names)s.") % {"names": ", ".join(unknown[:10])}
        sheet.doubt("places", source, why)
    sheet.place_places([Place(code) for code in codes if code], source)


def addresses(sheet: Sheet, value: Any, source: str) -> None:
    """Read schema.org Places, PostalAddresses or names of places."""
    if sheet.has("places"):
        return
    places, names = [], []
    for each in values.items(value):
        address = values.record(each).get("address", each)
        if isinstance(address, str) or not isinstance(address, dict):
            names += [name] if (name := values.line(address)) else []
            continue
        code = values.country(address.get("addressCountry"))
        city = values.name_of(address.get("addressLocality"))[:100]
        region = values.name_of(address.get("addressRegion"))[:100]
        if code:
            places.append(Place(code, city, "" if region == city else region))
        elif said := ", ".join(part for part in (city, region) if part):
            names.append(said)
    if places:
        sheet.place_places(places, source)
        for name in names:
            sheet.doubt("places", source, _("No country: %(names)s.") % {"names": name})
    else:
        sheet.place_named_places(names, source)


def _read_pay(sheet: Sheet, job: dict[str, Any]) -> None:
    salary = job.get("baseSalary")
    if salary in (None, "", [], {}):
        return
    several = values.items(salary)
    if len(several) > 1:
        sheet.doubt("pay", "baseSalary", _("There are several, and one range has room."))
        return
    salary = values.record(several[0])
    value = salary.get("value", several[0] if not salary else None)
    range_ = values.record(value)
    low = values.amount(range_.get("minValue", salary.get("minValue")))
    high = values.amount(range_.get("maxValue", salary.get("maxValue")))
    single = values.amount(range_.get("value", value))
    if low is None and high is None:
        low = high = single
    unit = values.line(range_.get("unitText") or salary.get("unitText")).casefold()
    currency = values.currency(salary.get("currency") or job.get("salaryCurrency"))
    sheet.place_pay(low, high, currency, PERIODS.get(unit, ""), "baseSalary")


def _description(sheet: Sheet, job: dict[str, Any]) -> str:
    """The text, and below it the parts that some write apart from it."""
    text = to_markdown(values.long_text(job.get("description")))
    for remark in text.left_out:
        sheet.leave_out("description", remark)
    parts = [text.markdown]
    for key, heading in _PROSE.items():
        texts = (prose(each) for each in values.items(job.get(key)))
        more = "\n\n".join(each for each in texts if each and each not in text.markdown)
        if more:
            parts.append(f"## {heading}\n\n{more}")
    return "\n\n".join(part for part in parts if part)


def prose(value: Any) -> str:
    """A text, or an object's description or name, as Markdown."""
    thing = values.record(value)
    return to_markdown(
        values.long_text(thing.get("description") or thing.get("name") or value)
    ).markdown
