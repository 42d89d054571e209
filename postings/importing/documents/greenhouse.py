"""A job of Greenhouse's public board API, with its questions where they were asked for."""

import re
from typing import Any

from django.utils.translation import gettext as _

from postings.application_form.models import QuestionKind
from postings.application_form.queries import QuestionRow
from postings.application_form.rules import question_problems
from postings.importing.documents import values
from postings.importing.documents.html import to_markdown
from postings.importing.documents.sheet import Sheet
from postings.importing.parsing import ParsedPosting
from postings.posting.models import PayPeriod, ResumePolicy
from postings.posting.rules import MOST_ROWS

_KINDS = {
    "input_text": QuestionKind.SHORT_TEXT,
    "textarea": QuestionKind.LONG_TEXT,
    "input_file": QuestionKind.FILE,
    "multi_value_single_select": QuestionKind.ONE_CHOICE,
    "multi_value_multi_select": QuestionKind.SEVERAL_CHOICES,
}
_BUILT_IN = {
    *("first_name", "last_name", "email", "phone", "location", "latitude", "longitude"),
    *("preferred_name", "candidate_location"),
}
_RESUME = {"resume", "resume_text"}
_LINK = re.compile(r"\b(?:linkedin|website|portfolio|github|gitlab|url|link)\b", re.IGNORECASE)
_YES, _NO = {"yes", "ja", "sí", "si", "sim"}, {"no", "nein", "nee", "não"}
_PERIOD_WORDS = (
    (re.compile(r"\b(?:annual|annually|year|yearly|p\.?a\.?)\b", re.I), PayPeriod.YEAR.value),
    (re.compile(r"\b(?:month|monthly)\b", re.I), PayPeriod.MONTH.value),
    (re.compile(r"\b(?:hour|hourly)\b", re.I), PayPeriod.HOUR.value),
    (re.compile(r"\b(?:day|daily)\b", re.I), PayPeriod.DAY.value),
)
_KNOWN = (
    *("title", "company_name", "departments", "offices", "location", "content", "absolute_url"),
    *("pay_input_ranges", "application_deadline", "questions"),
)


def looks_like_job(job: dict[str, Any]) -> bool:
    return "title" in job and any(
        key in job for key in ("absolute_url", "internal_job_id", "content", "departments")
    )


def read_job(job: dict[str, Any]) -> ParsedPosting:
    """Raises UnreadableAdvert."""
    sheet = Sheet()
    sheet.place("company", values.line(job.get("company_name"))[:200], "company_name")
    _read_department(sheet, job)
    _read_places(sheet, job)
    _read_pay(sheet, job)
    sheet.place_date("apply_by", job.get("application_deadline"), "application_deadline")
    sheet.place("source_url", values.web_address(job.get("absolute_url")), "absolute_url")
    _read_questions(sheet, job)
    text = to_markdown(values.long_text(job.get("content")))
    for remark in text.left_out:
        sheet.leave_out("content", remark)
    sheet.leave_out_rest(job, _KNOWN)
    return sheet.parsed(values.line(job.get("title"), 2000), text.markdown)


def _read_department(sheet: Sheet, job: dict[str, Any]) -> None:
    names = [
        name for each in values.items(job.get("departments")) if (name := values.name_of(each))
    ]
    sheet.place("department", names[0][:100] if names else "", "departments")
    if len(names) > 1:
        sheet.doubt(
            "department", "departments", _("Also: %(names)s.") % {"names": ", ".join(names[1:6])}
        )


def _read_places(sheet: Sheet, job: dict[str, Any]) -> None:
    """Where the job is, in free words; the offices say it when these are none that can be read."""
    location = values.name_of(job.get("location"))
    sheet.place_named_places(
        [part for part in re.split(r"\s*[;|]\s*", location) if part], "location"
    )
    if not sheet.has("places"):
        offices = map(values.record, values.items(job.get("offices")))
        names = [
            values.name_of(office.get("location")) or values.name_of(office) for office in offices
        ]
        sheet.place_named_places([name for name in names if name], "offices")


def _read_pay(sheet: Sheet, job: dict[str, Any]) -> None:
    ranges = [values.record(each) for each in values.items(job.get("pay_input_ranges"))]
    if len(ranges) > 1:
        titles = ", ".join(values.line(each.get("title"), 60) for each in ranges[:5])
        why = _("There are several, and one range has room: %(names)s.")
        sheet.doubt("pay", "pay_input_ranges", why % {"names": titles})
    for pay in ranges if len(ranges) == 1 else ():
        words = f"{values.line(pay.get('title'))} {values.line(pay.get('blurb'))}"
        periods = {period for pattern, period in _PERIOD_WORDS if pattern.search(words)}
        low, high = (values.amount(pay.get(key)) for key in ("min_cents", "max_cents"))
        sheet.place_pay(
            low / 100 if low else None,
            high / 100 if high else None,
            values.currency(pay.get("currency_type")),
            periods.pop() if len(periods) == 1 else "",
            "pay_input_ranges",
        )


def _read_questions(sheet: Sheet, job: dict[str, Any]) -> None:
    if "questions" not in job:
        return
    has_resume = False
    for each in map(values.record, values.items(job["questions"])):
        fields = [values.record(field) for field in values.items(each.get("fields"))]
        names = {values.line(field.get("name")) for field in fields}
        if names & _RESUME:
            has_resume = True
            required = each.get("required") is True
            policy = ResumePolicy.REQUIRED if required else ResumePolicy.OPTIONAL
            sheet.place("resume_policy", policy.value, "questions")
        elif fields and not names <= _BUILT_IN:
            _read_question(sheet, each, fields)
    if not has_resume and values.items(job["questions"]):
        sheet.place("resume_policy", ResumePolicy.NOT_ASKED.value, "questions")


def _read_question(sheet: Sheet, question: dict[str, Any], fields: list[dict[str, Any]]) -> None:
    label = values.line(question.get("label"))
    kind = _KINDS.get(values.line(fields[0].get("type")))
    if kind is None or not label:
        sheet.leave_out(
            label or "questions", _("The question was left out: our form has no such kind.")
        )
        return
    labels = (values.name_of(_labelled(each)) for each in values.items(fields[0].get("values")))
    choices = list(dict.fromkeys(each[:200] for each in labels if each))
    if kind == QuestionKind.ONE_CHOICE and _is_yes_or_no(choices):
        kind = QuestionKind.YES_NO
    if kind == QuestionKind.SHORT_TEXT and _LINK.search(label):
        kind = QuestionKind.LINK
    has_choices = kind in (QuestionKind.ONE_CHOICE, QuestionKind.SEVERAL_CHOICES)
    row = QuestionRow(
        label=label,
        help_text=to_markdown(values.long_text(question.get("description"))).markdown[:500],
        kind=kind.value,
        choices=tuple(choices) if has_choices else (),
        is_required=question.get("required") is True,
    )
    problems = question_problems(row)
    if len(sheet.questions) >= MOST_ROWS or label in {each.label for each in sheet.questions}:
        problems = {"label": _("It is there twice, or there are too many.")}
    if problems:
        sheet.leave_out(
            label, _("The question was left out: %(why)s") % {"why": " ".join(problems.values())}
        )
    else:
        sheet.add_question(row)


def _labelled(choice: Any) -> Any:
    return values.record(choice).get("label") or choice


def _is_yes_or_no(choices: list[str]) -> bool:
    words = [choice.casefold() for choice in choices]
    return len(words) == 2 and any(w in _YES for w in words) and any(w in _NO for w in words)
