"""What each kind of document says, field by field."""

import json
from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from postings.importing.documents.reading import Document, read_bytes, read_text
from postings.importing.documents.tests import samples
from postings.importing.parsing import ParsedPosting
from postings.importing.pay import PayRange
from postings.importing.places import Place
from postings.importing.report import Kind
from postings.importing.teams import TeamOpening
from postings.importing.text import UnreadableAdvert

YEAR = "year"


def document(data: Any) -> Document:
    return read_text(json.dumps(data))


def only(data: Any) -> ParsedPosting:
    (parsed,) = document(data).readable
    return parsed


def notes(parsed: ParsedPosting, kind: Kind) -> str:
    return "\n".join(f"{e.field} {e.value} {e.words} {e.note}" for e in parsed.report.of(kind))


def test_a_job_posting() -> None:
    job = only(samples.JOB_POSTING)
    assert (job.title, job.company) == ("Backend Engineer", "Windmere Energy")
    assert job.employment == "full_time"
    assert job.places == (Place("PT", "Lisbon", "Lisboa"),)
    assert job.pay == PayRange(Decimal(60000), Decimal(80000), "EUR", YEAR)
    assert job.apply_by == date(2027, 3, 31)
    assert job.teams == (TeamOpening("", 3),)
    assert job.source_url == "https://jobs.example.net/1"
    assert job.description == (
        "We **build** lifts.\n\n- Design\n- Test\n\n## Responsibilities\n\nKeep people moving."
    )
    assert job.workplace == ""
    assert "on site or hybrid" in notes(job, Kind.UNSURE)
    assert "datePosted There is no field" in notes(job, Kind.CHANGED)


def test_a_remote_job_posting_lists_the_countries_that_people_may_live_in() -> None:
    job = only(samples.REMOTE)
    assert job.workplace == "remote"
    assert job.places == (Place("PT"), Place("DE"))


def test_a_greenhouse_job_with_its_questions() -> None:
    found = document(samples.GREENHOUSE)
    assert "Greenhouse" in found.kind
    (job,) = found.readable
    assert (job.title, job.company, job.department) == ("Data Engineer", "Acme", "Data")
    assert job.places == (Place("IE", "Dublin"), Place("ES", "Madrid"))
    assert job.pay == PayRange(Decimal(50000), Decimal(75000), "EUR", YEAR)
    assert job.apply_by == date(2027, 1, 31)
    assert job.resume_policy == "required"
    assert job.description == "### About\n\nFish & chips"
    assert job.source_url == samples.GREENHOUSE_JOB["absolute_url"]
    assert [(row.label, row.kind, row.is_required) for row in job.questions] == [
        ("Do you like fish?", "yes_no", True),
        ("Which tools do you use?", "several_choices", False),
        ("Why us?", "long_text", False),
        ("LinkedIn profile", "link", False),
        ("A sample of your work", "file", False),
    ]
    assert job.questions[1].choices == ("dbt", "Airflow")
    assert "Secret The question was left out" in notes(job, Kind.CHANGED)
    assert "requisition_id" in notes(job, Kind.CHANGED)


@pytest.mark.parametrize(
    ("questions", "policy"),
    [
        ([samples.built_in("CV", "resume", required=False)], "optional"),
        ([samples.built_in("Name", "first_name")], "not_asked"),
        ([], ""),
    ],
)
def test_the_resume_of_a_greenhouse_form_is_our_resume_policy(questions, policy) -> None:
    assert only({**samples.GREENHOUSE_JOB, "questions": questions}).resume_policy == policy


def test_a_question_that_may_not_be_asked_is_left_out_with_the_reason() -> None:
    unlawful = samples.question("What was your previous salary?", "input_text", required=True)
    job = only({**samples.GREENHOUSE_JOB, "questions": [unlawful]})
    assert job.questions == ()
    assert "previous salary? The question was left out: This asks" in notes(job, Kind.CHANGED)


def test_of_too_many_required_questions_the_later_ones_are_optional() -> None:
    many = [samples.question(f"Question {n}?", "textarea", required=True) for n in range(10)]
    files = [samples.question(f"File {n}", "input_file") for n in range(6)]
    job = only({**samples.GREENHOUSE_JOB, "questions": [*many, *files, many[0]]})
    assert sum(row.is_required for row in job.questions) == 8
    assert sum(row.kind == "file" for row in job.questions) == 4
    assert len({row.label for row in job.questions}) == len(job.questions) == 14
    assert notes(job, Kind.PLACED).count("Optional now") == 2


def test_a_lever_posting() -> None:
    found = document([samples.LEVER_JOB])
    assert "Lever" in found.kind
    (job,) = found.readable
    assert (job.title, job.department) == ("Designer", "Design")
    assert job.teams == (TeamOpening("Brand"),)
    assert (job.employment, job.workplace) == ("full_time", "hybrid")
    assert job.places == (Place("DE", "Berlin"),)
    assert job.pay == PayRange(Decimal(50000), Decimal(60000), "EUR", YEAR)
    assert job.description == "Hello **you**\n\n### You will\n\n- draw\n- think\n\nBye"
    assert job.source_url == samples.LEVER_JOB["hostedUrl"]


def test_an_ashby_job() -> None:
    found = document(samples.ASHBY)
    assert "Ashby" in found.kind
    (job,) = found.readable
    assert (job.title, job.department) == ("Product Manager", "Product")
    assert (job.employment, job.workplace) == ("full_time", "hybrid")
    assert job.places == (Place("GB", "London", "England"), Place("FR", "Paris"))
    assert job.pay == PayRange(Decimal(70000), Decimal(90000), "GBP", YEAR)
    assert job.description == "Ship *it*."


@pytest.mark.parametrize(
    ("data", "title"),
    [
        (samples.GREENHOUSE_JOB, "Data Engineer"),
        (samples.LEVER_JOB, "Designer"),
        (samples.ASHBY_JOB, "Product Manager"),
        ({"@graph": [{"@type": "WebPage"}, samples.JOB_POSTING]}, "Backend Engineer"),
        ([samples.JOB_POSTING], "Backend Engineer"),
        ({**samples.JOB_POSTING, "@type": ["Thing", "https://schema.org/JobPosting"]}, "Backend"),
        ({"@type": "ItemList", "itemListElement": [{"item": samples.JOB_POSTING}]}, "Backend"),
    ],
)
def test_a_single_job_is_recognised_by_its_shape(data, title) -> None:
    assert only(data).title.startswith(title)


def test_several_jobs_become_several() -> None:
    second = {**samples.JOB_POSTING, "title": "Cook"}
    assert [job.name for job in document([samples.JOB_POSTING, second]).jobs] == [
        "Backend Engineer", "Cook"
    ]  # fmt: skip
    board = {"jobs": [samples.ASHBY_JOB, {**samples.ASHBY_JOB, "title": "Cook"}]}
    assert [job.name for job in document(board).jobs] == ["Product Manager", "Cook"]


def test_one_job_that_cannot_be_read_leaves_the_others() -> None:
    board = {"apiVersion": "1", "jobs": [samples.ASHBY_JOB, {**samples.ASHBY_JOB, "title": None}]}
    first, second = document(board).jobs
    assert first.parsed and not second.parsed
    assert (second.name, second.problem) == ("Job 2", "It has no title.")


def test_a_page_is_read_by_its_linked_data() -> None:
    text = samples.page({"@type": "WebSite"}, samples.JOB_POSTING, body="<h1>Other</h1>")
    (job,) = read_text(text).readable
    assert job.title == "Backend Engineer"


def test_a_page_with_broken_linked_data_is_read_by_its_words() -> None:
    broken = samples.page(body="<h1>Cook</h1><p>Come.</p>").replace(
        "</head>", '<script type="application/ld+json">{"@type": "JobPosting",</script></head>'
    )
    (job,) = read_text(broken).readable
    assert (job.title, job.description) == ("Cook", "Come.")


def test_a_page_without_it_is_read_by_its_words() -> None:
    body = (
        "<nav>Menu</nav><main><h1>Cook</h1><p>Location: Leeds, United Kingdom</p>"
        '<p>Come &amp; <a href="https://x.example/a">cook</a>.</p></main><footer>©</footer>'
    )
    (job,) = read_text(samples.page(body=body)).readable
    assert job.title == "Cook"
    assert job.places == (Place("GB", "Leeds"),)
    assert job.description == "Come & [cook](https://x.example/a)."


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
def test_a_file_may_be_encoded_in_several_ways(encoding: str) -> None:
    data = json.dumps({**samples.JOB_POSTING, "title": "Köchin"}, ensure_ascii=False)
    assert read_bytes(data.encode(encoding)).jobs[0].name == "Köchin"


@pytest.mark.parametrize(
    ("changes", "why"),
    [
        ({"baseSalary": {"currency": "EUR", "value": {"value": 5}}}, "for which time"),
        ({"baseSalary": {"value": {"value": 5, "unitText": "HOUR"}}}, "currency is not said"),
        ({"baseSalary": {"currency": "EUR", "value": {"value": 5, "unitText": "WEEK"}}}, "which"),
        ({"baseSalary": {"currency": "EUR", "value": "lots"}}, "no amount"),
        ({"baseSalary": [{"value": 1}, {"value": 2}]}, "several"),
        ({"employmentType": ["FULL_TIME", "PART_TIME"]}, "FULL_TIME, PART_TIME"),
        ({"employmentType": "VOLUNTEER"}, "VOLUNTEER"),
        ({"validThrough": "31/03/2027"}, "31/03/2027"),
        ({"jobLocation": {"address": {"addressLocality": "Springfield"}}}, "Springfield"),
        ({"totalJobOpenings": "some"}, "some"),
    ],
)
def test_what_is_not_clear_stays_empty_and_is_reported(changes, why: str) -> None:
    job = only({**samples.JOB_POSTING, **changes})
    assert why in notes(job, Kind.UNSURE)


@pytest.mark.parametrize(
    ("data", "message"),
    [
        ({"@type": "Recipe", "name": "Soup"}, "“Recipe”, not a JobPosting"),
        ({"hello": "world"}, "neither a JobPosting"),
        ([1, 2, 3], "neither a JobPosting"),
        ({"jobs": []}, "no jobs on this board"),
        ({"jobs": [1]}, "no jobs on this board"),
        ({"jobs": [{"a": 1}]}, "neither a JobPosting"),
        ({"jobs": [samples.ASHBY_JOB] * 201}, "more than 200 jobs"),
        ([samples.JOB_POSTING] * 201, "more than 200 jobs"),
    ],
)
def test_what_is_none_of_these_is_said(data, message: str) -> None:
    with pytest.raises(UnreadableAdvert, match=message):
        document(data)
