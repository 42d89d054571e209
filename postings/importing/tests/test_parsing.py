"""Adverts, field by field."""

from datetime import date
from decimal import Decimal

import pytest

from postings.importing.hours import HoursWindow
from postings.importing.parsing import ParsedPosting, parse, parse_bytes
from postings.importing.pay import PayRange
from postings.importing.places import Place
from postings.importing.report import Kind
from postings.importing.teams import TeamOpening
from postings.importing.tests import adverts

NOTHING = {
    "company": "",
    "places": (),
    "window": None,
    "teams": (),
    "workplace": "",
    "employment": "",
    "department": "",
    "reports_to": "",
    "pay": None,
    "apply_by": None,
    "resume_policy": "",
    "source_url": "",
}
EXPECTED = {
    "two teams": {
        "title": "Senior Data Engineer",
        "company": "Windmere Energy",
        "places": (Place("IE"), Place("PL"), Place("CZ"), Place("SE")),
        "window": HoursWindow(0, 120),
        "teams": (TeamOpening("Metering"), TeamOpening("Forecasting")),
        "workplace": "remote",
        "reports_to": "Head of Data",
        "resume_policy": "optional",
        "source_url": "https://jobs.example.net/apply/senior-data-engineer",
    },
    "three teams": {
        "title": "Staff Platform Engineer",
        "company": "Halcyon Freight",
        "places": (Place("PT"), Place("ES"), Place("EE")),
        "window": HoursWindow(-60, 180),
        "teams": (TeamOpening("Routing"), TeamOpening("Pricing"), TeamOpening("Customs")),
        "workplace": "remote",
        "employment": "full_time",
        "pay": PayRange(Decimal(70000), Decimal(85000), "EUR", "year"),
        "apply_by": date(2027, 3, 31),
    },
    "on-site": {
        "title": "Ward Nurse (Night Shift)",
        "company": "Saltmarsh Hospital Trust",
        "places": (Place("GB", "Leeds"),),
        "teams": (TeamOpening("Recovery Ward"),),
        "workplace": "onsite",
        "employment": "part_time",
        "department": "Surgery",
        "reports_to": "Ward Manager",
        "pay": PayRange(Decimal("21.50"), Decimal("21.50"), "GBP", "hour"),
        "apply_by": date(2027, 1, 15),
        "resume_policy": "required",
    },
    "hybrid": {
        "title": "Product Designer",
        "places": (Place("PT", "Lisbon"),),
        "teams": (TeamOpening("Checkout"),),
        "workplace": "hybrid",
        "employment": "full_time",
    },
    "in words": {
        "title": "Customer Support Lead",
        "company": "Nimbus Telemetry",
        "places": (Place("DE"), Place("AT"), Place("CH")),
        "window": HoursWindow(-60, 120),
        "workplace": "remote",
        "reports_to": "Director of Customer Success",
    },
    "German": {
        "title": "Entwicklungsingenieur für Prüfstände",
        "company": "Brückner Messtechnik",
        "places": (Place("AT"), Place("DE")),
        "window": HoursWindow(-60, 180),
        "workplace": "remote",
        "employment": "full_time",
        "reports_to": "Leiter Entwicklung",
        "pay": PayRange(Decimal(58000), Decimal(66000), "EUR", "year"),
        "apply_by": date(2027, 4, 30),
        "resume_policy": "optional",
    },
    "noisy": {
        "title": "QA Engineer",
        "company": "Tidewater Games",
        "places": (Place("MT"),),
        "teams": (TeamOpening("Engine"),),
        "resume_policy": "not_asked",
        "source_url": "https://board.example.com/qa",
    },
    "contradictory": {"title": "Bookkeeper", "company": "Larkspur Foods", "reports_to": "CFO"},
}


@pytest.mark.parametrize("field", ["title", *NOTHING])
@pytest.mark.parametrize("name", EXPECTED)
def test_each_field_of_each_advert(name: str, field: str) -> None:
    parsed = parse(adverts.ALL[name])
    assert getattr(parsed, field) == (NOTHING | EXPECTED[name])[field]


@pytest.mark.parametrize("name", EXPECTED)
def test_every_field_is_in_the_report_once_as_placed_unsure_or_empty(name: str) -> None:
    report = parse(adverts.ALL[name]).report
    for field, nothing in NOTHING.items():
        kinds = {entry.kind for entry in report.about(field)}
        assert kinds, field
        has_value = (NOTHING | EXPECTED[name])[field] != nothing
        assert (Kind.PLACED in kinds) == has_value, field


@pytest.mark.parametrize(
    ("name", "field"),
    [
        ("hybrid", "apply_by"),
        ("in words", "pay"),
        ("in words", "resume_policy"),
        ("noisy", "source_url"),
        ("contradictory", "places"),
        ("contradictory", "window"),
        ("contradictory", "workplace"),
        ("contradictory", "pay"),
        ("contradictory", "resume_policy"),
    ],
)
def test_doubt_is_reported_with_its_line(name: str, field: str) -> None:
    unsure = [e for e in parse(adverts.ALL[name]).report.of(Kind.UNSURE) if e.field == field]
    assert unsure
    lines = adverts.ALL[name].split("\n")
    for entry in unsure:
        assert entry.note
        assert entry.words.split()[-1] in lines[entry.line - 1]


def described(name: str) -> str:
    return parse(adverts.ALL[name]).description


def test_what_stands_in_fields_leaves_the_description() -> None:
    assert described("two teams").startswith("### At Windmere Energy we are looking")
    assert "CLICK TO" not in described("two teams")
    assert described("on-site").startswith("You report to the Ward Manager")


def test_what_could_not_be_placed_stays_in_the_description_and_is_reported() -> None:
    parsed = parse("# Cook\n\n### Nowhere Catering\n\n**Visa:** we help\n\nCome and cook.\n")
    assert "### Nowhere Catering" in parsed.description
    assert "**Visa:** we help" in parsed.description
    assert [entry.words for entry in parsed.report.of(Kind.KEPT)] == [
        "Nowhere Catering",
        "Visa: we help",
        "Come and cook.",
    ]


def test_a_line_with_one_unplaced_part_stays_whole() -> None:
    parsed = parse("# Cook\n\nLisbon, Portugal · Hybrid · Bring a knife\n\nCome and cook.\n")
    assert parsed.places == (Place("PT", "Lisbon"),)
    assert "Lisbon, Portugal · Hybrid · Bring a knife" in parsed.description


def test_a_word_that_qualifies_the_pay_is_not_lost() -> None:
    assert "brutto pro Jahr" in described("German")


def test_a_second_apply_link_stays() -> None:
    assert "https://other.example.com/qa" in described("noisy")


def test_characters_are_repaired_everywhere_and_reported_by_line() -> None:
    parsed = parse(adverts.TWO_TEAMS)
    assert "You don’t need" in parsed.description
    assert "children’s" in parsed.description
    assert {entry.line for entry in parsed.report.of(Kind.REPAIRED)} == {3, 7, 15}
    assert not any(sign in parsed.description for sign in ("â€", "ðŸ", "Ã"))


def test_characters_beyond_repair_are_said() -> None:
    parsed = parse("# Cook\n\nCome to our caf\ufffd and cook.\n")
    (entry,) = parsed.report.of(Kind.REPAIRED)
    assert (entry.line, entry.note) == (3, "Some characters of this line could not be repaired.")


def test_emphasis_is_tidied() -> None:
    assert "**fully remote roles**, in any time zone" in described("two teams")
    assert "****" not in described("noisy")


def test_pictures_become_links_and_trackers_go_both_reported() -> None:
    parsed = parse(adverts.NOISY)
    assert "[Picture: Our office](https://cdn.example.com/office.jpg)" in parsed.description
    assert "pix.example.com" not in parsed.description
    assert "![" not in parsed.description
    changes = " ".join(entry.words for entry in parsed.report.of(Kind.CHANGED))
    assert "pix.example.com/a.png" in changes
    assert "cdn.example.com/office.jpg" in changes


def test_scripts_go_with_their_text_and_other_tags_without() -> None:
    parsed = parse(adverts.NOISY)
    assert "evil.example" not in parsed.description
    assert "javascript:" not in parsed.description
    assert "Tidewater Games is a studio of 40." in parsed.description
    assert "Read more." in parsed.description
    assert any("evil.example" in entry.words for entry in parsed.report.of(Kind.CHANGED))


def test_line_numbers_hold_behind_a_script_of_several_lines() -> None:
    parsed = parse("# Cook\n<script>\nalert(1)\n</script>\nYou report to the Head Chef.\n")
    assert parsed.reports_to == "Head Chef"
    assert parsed.report.about("reports_to")[0].line == 5


def test_a_title_alone_is_a_draft_with_nothing_else() -> None:
    parsed = parse("# Cook")
    assert (parsed.title, parsed.description) == ("Cook", "")
    assert {field: getattr(parsed, field) for field in NOTHING} == NOTHING


def test_a_title_without_heading_and_one_underlined() -> None:
    assert parse("Cook\n\nCome and cook.").title == "Cook"
    underlined: ParsedPosting = parse("Cook\n====\n\nCome and cook.")
    assert (underlined.title, underlined.description) == ("Cook", "Come and cook.")


def test_a_title_that_is_too_long_is_cut_and_stays_in_the_description() -> None:
    parsed = parse("# " + "Cook " * 80)
    assert len(parsed.title) <= 200
    assert "Cook " * 79 in parsed.description
    assert "cut" in parsed.report.about("title")[0].note


def test_other_encodings() -> None:
    text = "# Köchin\n\nWir zahlen 2.000–2.400 € pro Monat Gehalt.\n"
    for encoding in ("utf-8", "utf-8-sig", "utf-16", "cp1252"):
        parsed = parse_bytes(text.encode(encoding))
        assert parsed.title == "Köchin"
        assert parsed.pay == PayRange(Decimal(2000), Decimal(2400), "EUR", "month")
