"""A posting of Lever's public postings API."""

from typing import Any

from django.utils.html import escape
from django.utils.translation import gettext as _

from postings.importing.documents import values
from postings.importing.documents.ashby import EMPLOYMENT, WORKPLACES
from postings.importing.documents.html import to_markdown
from postings.importing.documents.sheet import Sheet
from postings.importing.parsing import ParsedPosting
from postings.importing.places import Place
from postings.posting.models import PayPeriod, WorkplaceType

_PERIODS = {
    "per-year-salary": PayPeriod.YEAR.value,
    "per-month-salary": PayPeriod.MONTH.value,
    "per-day-wage": PayPeriod.DAY.value,
    "per-hour-wage": PayPeriod.HOUR.value,
}
_WORKPLACES = {**WORKPLACES, "unspecified": ""}
_KNOWN = (
    *("text", "categories", "country", "workplaceType", "salaryRange", "salaryDescription"),
    *("salaryDescriptionPlain", "opening", "openingPlain", "description", "descriptionPlain"),
    *("descriptionBody", "descriptionBodyPlain", "lists", "additional", "additionalPlain"),
    *("hostedUrl", "applyUrl"),
)


def looks_like_job(job: dict[str, Any]) -> bool:
    return "text" in job and any(key in job for key in ("categories", "hostedUrl", "lists"))


def read_job(job: dict[str, Any]) -> ParsedPosting:
    """Raises UnreadableAdvert."""
    sheet = Sheet()
    categories = values.record(job.get("categories"))
    sheet.place("department", values.line(categories.get("department"))[:100], "department")
    sheet.place_teams(values.line(categories.get("team")), None, "team")
    sheet.place_coded("employment", categories.get("commitment"), EMPLOYMENT, "commitment")
    if values.line(job.get("workplaceType")) != "unspecified":
        sheet.place_coded("workplace", job.get("workplaceType"), WORKPLACES, "workplaceType")
    _read_places(sheet, job, categories)
    _read_pay(sheet, job)
    sheet.place("source_url", values.web_address(job.get("hostedUrl")), "hostedUrl")
    text = to_markdown(_html(job))
    for remark in text.left_out:
        sheet.leave_out("description", remark)
    description = text.markdown or values.long_text(job.get("descriptionPlain")).strip()
    sheet.leave_out_rest(job, _KNOWN)
    return sheet.parsed(values.line(job.get("text"), 2000), description)


def _read_places(sheet: Sheet, job: dict[str, Any], categories: dict[str, Any]) -> None:
    """Lever's places are free words; the country is a code beside them."""
    names = [values.line(name) for name in values.items(categories.get("allLocations"))]
    names = [name for name in names if name] or [values.line(categories.get("location"))]
    names = [name for name in names if name]
    code = values.country(job.get("country"))
    is_word = len(names) == 1 and "," not in names[0] and not values.country(names[0])
    if code and is_word:
        if names[0].casefold().startswith("remote"):
            sheet.place("workplace", WorkplaceType.REMOTE.value, "location")
            sheet.place_places([Place(code)], "country")
        else:
            sheet.place_places([Place(code, names[0][:100])], "location, country")
        return
    sheet.place_named_places(names, "location")
    if code:
        sheet.place_places([Place(code)], "country")


def _read_pay(sheet: Sheet, job: dict[str, Any]) -> None:
    pay = values.record(job.get("salaryRange"))
    if pay:
        period = _PERIODS.get(values.line(pay.get("interval")).casefold(), "")
        low, high = values.amount(pay.get("min")), values.amount(pay.get("max"))
        sheet.place_pay(low, high, values.currency(pay.get("currency")), period, "salaryRange")
    elif job.get("salaryRange") not in (None, "", {}):
        sheet.doubt("pay", "salaryRange", _("There is no amount that can be read."))


def _html(job: dict[str, Any]) -> str:
    """The parts of the advert in the order in which Lever shows them."""
    body = values.long_text(job.get("description"))
    if not body:
        halves = (job.get("opening"), job.get("descriptionBody"))
        body = "\n".join(values.long_text(half) for half in halves)
    parts = [body]
    for each in map(values.record, values.items(job.get("lists"))):
        heading, content = values.line(each.get("text")), values.long_text(each.get("content"))
        parts.append(f"<h3>{escape(heading)}</h3><ul>{content}</ul>")
    parts += [values.long_text(job.get(key)) for key in ("salaryDescription", "additional")]
    return "\n".join(part for part in parts if part)
