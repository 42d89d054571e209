"""From an advert's text to the facts of a posting, and a report of what went where.

Empty beats wrong: a fact is taken only when the words leave no doubt, and the report names every
line that speaks of a field without settling it. Nothing is dropped silently: a line leaves the
description only when all of it stands in a field.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils.translation import gettext as _

from postings.application_form.queries import QuestionRow
from postings.importing import head
from postings.importing.advert import Advert, Line, read_advert
from postings.importing.dates import find_apply_by, is_only_date, read_date
from postings.importing.evidence import Reading
from postings.importing.hours import HoursWindow, find_window
from postings.importing.labels import field_of
from postings.importing.markup import without_markup
from postings.importing.pay import PayRange, find_pay, is_only_pay, read_pay
from postings.importing.places import Place, find_places, read_places
from postings.importing.report import FIELD_TITLES, Entry, Kind, Report
from postings.importing.reports_to import find_reports_to
from postings.importing.resume_policy import find_resume_policy
from postings.importing.teams import TeamOpening, find_teams, read_team_list
from postings.importing.terms import (
    REMOTE,
    find_employment,
    find_workplace,
    read_employment,
    read_workplace,
    segments,
)
from postings.importing.text import UnreadableAdvert, decode, repaired
from postings.posting.countries import country_name
from postings.posting.models import EmploymentType, ResumePolicy, WorkplaceType

LONGEST_TITLE = 200


@dataclass(frozen=True)
class ParsedPosting:
    """What an advert says; "", () and None mean that it does not say, or not clearly."""

    title: str
    company: str
    places: tuple[Place, ...]
    window: HoursWindow | None
    teams: tuple[TeamOpening, ...]
    workplace: str
    employment: str
    department: str
    reports_to: str
    pay: PayRange | None
    apply_by: date | None
    resume_policy: str
    source_url: str
    description: str
    report: Report
    questions: tuple[QuestionRow, ...] = ()


def parse_bytes(data: bytes) -> ParsedPosting:
    """Read a file's content. Raises UnreadableAdvert for what is no text, or has no title."""
    return parse(decode(data))


def parse(text: str) -> ParsedPosting:
    """Read an advert's text. Raises UnreadableAdvert when no line can be its title."""
    lines, repairs = repaired(text)
    lines, changes = without_markup(lines)
    advert = read_advert(lines)
    if advert.title is None or not re.search(r"[^\W_]", advert.title.text):
        raise UnreadableAdvert(
            _("No title was found. Begin the text with a heading, such as “# Backend Engineer”.")
        )
    readings = _readings(advert)
    kept = _kept_lines(advert, readings)
    entries = [
        *_field_entries(advert, readings),
        *repairs,
        *changes,
        *_left_out(advert, kept, readings),
        *(Entry(Kind.KEPT, line=line.number, words=line.text) for line in kept if line.text),
    ]
    return ParsedPosting(
        title=advert.title.text[:LONGEST_TITLE],
        description=_description(kept),
        report=Report(tuple(entries)),
        **{field: _value(reading, field) for field, reading in readings.items()},
    )


def _readings(advert: Advert) -> dict[str, Reading[Any]]:
    company = head.find_company(advert)
    return {
        "company": company,
        "places": find_places(advert),
        "window": find_window(advert),
        "teams": find_teams(advert, company=company.value or ""),
        "workplace": find_workplace(advert),
        "employment": find_employment(advert),
        "department": head.find_department(advert),
        "reports_to": find_reports_to(advert),
        "pay": find_pay(advert),
        "apply_by": find_apply_by(advert),
        "resume_policy": find_resume_policy(advert),
        "source_url": head.find_source(advert),
    }


def _value(reading: Reading[Any], field: str) -> Any:
    if reading.found:
        return reading.found.value
    return {"places": (), "teams": (), "window": None, "pay": None, "apply_by": None}.get(field, "")


def _field_entries(advert: Advert, readings: dict[str, Reading[Any]]) -> Iterator[Entry]:
    title = advert.title
    assert title is not None
    note = _("The title was cut to %(n)d characters.") % {"n": LONGEST_TITLE}
    yield Entry(
        Kind.PLACED,
        "title",
        title.text[:LONGEST_TITLE],
        title.number,
        title.text,
        note if len(title.text) > LONGEST_TITLE else "",
    )
    for field, reading in readings.items():
        yield from _entries_of(field, reading)


def _entries_of(field: str, reading: Reading[Any]) -> Iterator[Entry]:
    found = reading.found
    if found:
        note = _("One opening each, as no number is given.") if _seats_assumed(found.value) else ""
        yield Entry(
            Kind.PLACED, field, shown_value(field, found.value), found.line, found.words, note
        )
    for doubt in reading.doubts:
        yield Entry(Kind.UNSURE, field, "", doubt.line, doubt.words, doubt.why)
    if not found and not reading.doubts and field in FIELD_TITLES:
        yield Entry(Kind.EMPTY, field)


def _seats_assumed(value: Any) -> bool:
    return isinstance(value, tuple) and any(
        isinstance(v, TeamOpening) and not v.seats for v in value
    )


_CODES = {
    "workplace": WorkplaceType,
    "employment": EmploymentType,
    "resume_policy": ResumePolicy,
}


def shown_value(field: str, value: Any) -> str:
    """A field's value as the report prints it."""
    if field in _CODES:
        return str(_CODES[field](value).label)
    if not isinstance(value, tuple):
        return str(value)
    return ", ".join(_shown_part(part) for part in value)


def _shown_part(part: Place | TeamOpening) -> str:
    if isinstance(part, Place):
        name = f"{country_name(part.country)} ({part.country})"
        return ", ".join(word for word in (part.city, part.region, name) if word)
    return f"{part.team} ({part.seats or 1})"


def _kept_lines(advert: Advert, readings: dict[str, Reading[Any]]) -> list[Line]:
    """The lines that go into the description: all but those of which every word is in a field."""
    placed = {reading.found.line for reading in readings.values() if reading.found}
    doubtful = {doubt.line for reading in readings.values() for doubt in reading.doubts}
    assert advert.title is not None
    gone = {advert.title.number} if len(advert.title.text) <= LONGEST_TITLE else set()
    for line in advert.lines:
        in_head = line in advert.head
        if line.number in doubtful:
            continue
        said_again = head.is_apply_line(line) and _link_is_placed(line, readings)
        if said_again or (in_head and _is_wholly_placed(line, readings, placed)):
            gone.add(line.number)
    underlines = {number + 1 for number in gone if _has_underline(advert, number)}
    return [line for line in advert.lines if line.number not in gone | underlines]


def _left_out(
    advert: Advert, kept: list[Line], readings: dict[str, Reading[Any]]
) -> Iterator[Entry]:
    """Lines that are gone without being the one that a field names as its source."""
    named = {reading.found.line for reading in readings.values() if reading.found}
    seen = {line.number for line in kept} | named
    for line in advert.lines:
        if line.text and line.number not in seen and line is not advert.title:
            note = _("Left out of the description: all of it stands in fields.")
            yield Entry(Kind.CHANGED, line=line.number, words=line.text, note=note)


def _link_is_placed(line: Line, readings: dict[str, Reading[Any]]) -> bool:
    return {link.url for link in line.links} == {readings["source_url"].value}


def _has_underline(advert: Advert, number: int) -> bool:
    line = advert.lines[number - 1]
    following = advert.lines[number] if number < len(advert.lines) else None
    return bool(
        line.level
        and not line.raw.lstrip().startswith("#")
        and following
        and re.match(r"^ {0,3}(=+|-+)\s*$", following.raw)
    )


def _is_wholly_placed(line: Line, readings: dict[str, Reading[Any]], placed: set[int]) -> bool:
    """Whether a line above the prose can go because its facts stand in fields."""
    if any(link.url != readings["source_url"].value for link in line.links):
        return False
    if line.text == readings["company"].value:
        return True
    if field := field_of(line):
        assert line.label is not None
        return line.number in placed and _is_whole_fact(field, line.label[1], readings)
    parts = segments(line.text)
    return bool(parts) and all(_is_placed(part, readings) for part in parts)


def _is_whole_fact(field: str, value: str, readings: dict[str, Reading[Any]]) -> bool:
    """Whether the field holds all that stands behind its label."""
    taken = readings[field].value
    if field in {"company", "department", "reports_to"}:
        return bool(taken == value)
    if field == "teams":
        return bool(taken == read_team_list(value))
    if field == "resume_policy":
        return len(value.split()) == 1 and bool(taken)
    if field == "apply_by":
        return taken == read_date(value) and is_only_date(value)
    if field == "pay":
        return bool(taken) and is_only_pay(value)
    return all(_is_placed(part, readings) for part in segments(value))


def _is_placed(part: str, readings: dict[str, Reading[Any]]) -> bool:
    """Whether all of one part of a line of facts stands in a field."""
    places = read_places(part)
    remote_unplaced = "remote" in part.casefold() and readings["workplace"].value != REMOTE
    if places.complete and not remote_unplaced:
        return set(places.places) <= set(readings["places"].value or ())
    if (kind := read_workplace(part)) and _is_single(part):
        return bool(kind == readings["workplace"].value)
    if (kind := read_employment(part)) and _is_single(part):
        return bool(kind == readings["employment"].value)
    pay, _why = read_pay(part)
    return bool(pay) and pay[0] == readings["pay"].value and is_only_pay(part)


def _is_single(part: str) -> bool:
    return len(part.split()) <= 2


def _description(lines: list[Line]) -> str:
    """Markdown of the kept lines, without the noise that adverts collect on their way."""
    text = "\n".join(_tidied(line.raw) for line in lines)
    return re.sub(r"\n{3,}", "\n\n", text).strip()


def _tidied(raw: str) -> str:
    """The line without empty emphasis, and without a gap between emphasis and punctuation."""
    line = re.sub(r"(?<!\S)(?:\*\*\s{1,5}\*\*|\*{4}|__\s{1,5}__|_{4})(?!\S)", "", raw.rstrip())
    line = re.sub(r"^ (?=\S)", "", line)
    return re.sub(r"(?<=[^\s*_])(\*{1,3}|_{1,3}) {1,3}(?=[,.;:!?](?:\s|$))", r"\1", line)
