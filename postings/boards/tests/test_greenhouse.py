from html import unescape

import pytest

from postings.boards.greenhouse_questions import choice_id
from postings.boards.tests.adverts import ask_everything, full_posting, hidden_postings
from postings.boards.tests.contract import disagreements
from postings.models import QuestionKind, ResumePolicy
from postings.tests.factories import PostingFactory

BOARD = "/v1/boards/verdara"
GROUP = {"id": "integer", "name": "text", "parent_id": "integer?", "child_ids": ["integer"]}
OFFICE = GROUP | {"location": "text?"}
ENTRY = {
    "id": "integer",
    "internal_job_id": "integer",
    "title": "text",
    "absolute_url": "address",
    "location": {"name": "text"},
    "updated_at": "time",
    "first_published": "time",
    "application_deadline": "time?",
    "requisition_id": "text?",
    "language": "text",
}
LISTED = ENTRY | {
    "company_name": "text",
    "metadata": [{"id": "integer", "name": "text", "value": "text", "value_type": "text"}],
    "data_compliance": [
        {
            "type": {"gdpr"},
            "requires_consent": "boolean",
            "requires_processing_consent": "boolean",
            "requires_retention_consent": "boolean",
            "retention_period": "integer?",
            "demographic_data_consent_applies": "boolean",
        }
    ],
}
WHOLE = LISTED | {"content": "text", "departments": [GROUP], "offices": [OFFICE]}
QUESTION = {
    "required": "boolean",
    "label": "text",
    "description": "text?",
    "fields": [
        {
            "name": "text",
            "type": {
                *("input_text", "input_file", "textarea"),
                *("multi_value_single_select", "multi_value_multi_select"),
            },
            "values": [{"label": "text", "value": "integer"}],
        }
    ],
}
ASKED = {
    "questions": [QUESTION],
    "location_questions": ["list"],
    "compliance": ["list"],
    "demographic_questions": "null",
}
PAY = {
    "pay_input_ranges": [
        {
            "min_cents": "integer?",
            "max_cents": "integer?",
            "currency_type": "text",
            "title": "text",
            "blurb": "text",
        }
    ]
}


def test_the_board_says_whose_it_is(client, organisation):
    board = client.get(BOARD).json()

    assert disagreements(board, {"name": "text", "content": "text"}) == []
    assert board["name"] == "Verdara & Sons"
    assert unescape(board["content"]) == "<p>We keep <strong>lifts</strong> running.</p>\n"


@pytest.mark.parametrize("path", ["/jobs", "/jobs/"])
def test_lists_have_the_fields_of_the_contract(client, posting, path):
    PostingFactory(employment_type="", workplace_type="")
    plain, whole = (client.get(BOARD + path, q).json() for q in ({}, {"content": "true"}))

    assert disagreements(plain, {"jobs": [LISTED], "meta": {"total": {2}}}) == []
    assert disagreements(whole, {"jobs": [WHOLE], "meta": {"total": {2}}}) == []


def test_one_job_has_the_fields_of_the_contract(client, posting):
    ask_everything(posting)
    asked = {"questions": "true", "pay_transparency": "true"}
    job = client.get(f"{BOARD}/jobs/{posting.pk}", asked).json()

    assert disagreements(job, WHOLE | ASKED | PAY) == []
    assert disagreements(client.get(f"{BOARD}/jobs/{posting.pk}/").json(), WHOLE) == []


def test_a_job_says_what_the_advert_says(client, posting, today):
    job = client.get(f"{BOARD}/jobs/{posting.pk}", {"pay_transparency": "true"}).json()

    assert job["id"] == posting.pk
    assert job["absolute_url"].endswith("/jobs/backend-lead")
    assert job["location"]["name"] == "Remote, Lisbon, Portugal; Remote, Kassel, Hesse, Germany"
    assert job["requisition_id"] == "VE-7"
    assert job["company_name"] == "Verdara & Sons"
    assert job["first_published"] == "2026-03-02T09:00:00+00:00"
    assert job["application_deadline"] == f"{posting.apply_by_on}T23:59:59-12:00"
    assert [department["name"] for department in job["departments"]] == ["Engineering"]
    assert [office["name"] for office in job["offices"]] == [
        "Lisbon, Portugal",
        "Kassel, Hesse, Germany",
    ]
    assert {entry["name"]: entry["value"] for entry in job["metadata"]} == {
        "Employment Type": "Full time",
        "Workplace Type": "Remote",
    }
    (pay,) = job["pay_input_ranges"]
    assert (pay["min_cents"], pay["max_cents"], pay["currency_type"]) == (7000000, 9000000, "EUR")


def test_content_is_html_that_is_escaped_once_more(client, posting):
    content = client.get(f"{BOARD}/jobs/{posting.pk}").json()["content"]

    assert "<" not in content
    assert "&lt;li&gt;Build &lt;strong&gt;bridges&lt;/strong&gt;&lt;/li&gt;" in content
    assert "Salt &amp; pepper &lt; sugar" in unescape(content)


@pytest.mark.parametrize("policy", list(ResumePolicy))
def test_one_of_several_fields_is_enough(client, organisation, policy):
    posting = full_posting(resume_policy=policy)
    asked = client.get(f"{BOARD}/jobs/{posting.pk}", {"questions": "true"}).json()["questions"]
    required = {
        tuple(field["name"] for field in question["fields"])
        for question in asked
        if question["required"]
    }

    words = ("skills", "proud_of", "links", "about")
    resume = ("resume", "resume_text")
    about_work = {
        ResumePolicy.REQUIRED: resume,
        ResumePolicy.OPTIONAL: resume + words,
        ResumePolicy.NOT_ASKED: words,
    }
    assert required == {("first_name",), ("email",), about_work[policy]}
    named = [field["name"] for question in asked for field in question["fields"]]
    assert set(named) >= {"first_name", "last_name", "email", "phone", *words}
    assert ("resume" in named) == (policy != ResumePolicy.NOT_ASKED)


def test_questions_have_their_kinds(client, posting):
    own = ask_everything(posting)
    asked = client.get(f"{BOARD}/jobs/{posting.pk}", {"questions": "true"}).json()["questions"]
    fields = {f["name"]: (q, f) for q in asked for f in q["fields"]}

    def field(kind, ending=""):
        return fields[f"question_{own[kind].pk}{ending}"][1]

    for kind, expected in {
        QuestionKind.SHORT_TEXT: "input_text",
        QuestionKind.LONG_TEXT: "textarea",
        QuestionKind.ONE_CHOICE: "multi_value_single_select",
        QuestionKind.YES_NO: "multi_value_single_select",
        QuestionKind.NUMBER: "input_text",
        QuestionKind.DATE: "input_text",
        QuestionKind.FILE: "input_file",
        QuestionKind.LINK: "input_text",
        QuestionKind.TIME_ZONE: "input_text",
    }.items():
        assert field(kind)["type"] == expected
    several = field(QuestionKind.SEVERAL_CHOICES, "[]")
    assert several["type"] == "multi_value_multi_select"
    assert several["values"][0] == {"label": "Sea", "value": choice_id("Sea")}
    assert field(QuestionKind.YES_NO)["values"] == [
        {"label": "No", "value": 0},
        {"label": "Yes", "value": 1},
    ]
    assert fields[f"question_{own[QuestionKind.YES_NO].pk}"][0]["required"] is True


def test_departments_and_offices_hold_their_jobs(client, posting):
    nowhere = PostingFactory(title="Cook", department=None)
    departments = client.get(f"{BOARD}/departments").json()
    offices = client.get(f"{BOARD}/offices").json()

    full = GROUP | {"jobs": [ENTRY]}
    assert disagreements(departments, {"departments": [full]}) == []
    assert disagreements(offices, {"offices": [OFFICE | {"departments": [full]}]}) == []
    assert {d["name"]: [j["id"] for j in d["jobs"]] for d in departments["departments"]} == {
        "Engineering": [posting.pk],
        "No Department": [nowhere.pk],
    }
    assert {
        o["name"]: [j["id"] for d in o["departments"] for j in d["jobs"]]
        for o in offices["offices"]
    } == {
        "Kassel, Hesse, Germany": [posting.pk],
        "Lisbon, Portugal": [posting.pk],
        "No Office": [nowhere.pk],
    }
    for kind, found in (("departments", departments), ("offices", offices)):
        for entry in found[kind]:
            assert client.get(f"{BOARD}/{kind}/{entry['id']}").json() == entry


def test_sections_and_schools_are_empty(client, organisation):
    assert client.get(f"{BOARD}/sections").json() == {"sections": []}
    for kind in ("schools", "degrees", "disciplines"):
        assert client.get(f"{BOARD}/education/{kind}").json() == {
            "items": [],
            "meta": {"total_count": 0, "per_page": 100},
        }


@pytest.mark.parametrize(
    "path",
    [
        "/v1/boards/nobody",
        "/v1/boards/nobody/jobs",
        "/v1/boards/nobody/jobs/1",
        f"{BOARD}/jobs/0",
        f"{BOARD}/jobs/abc",
        f"{BOARD}/jobs/{'9' * 40}",
        f"{BOARD}/departments/77",
        f"{BOARD}/offices/x",
        f"{BOARD}/sections/1",
    ],
)
def test_what_is_not_there_is_a_404_in_their_words(client, posting, path):
    response = client.get(path)

    assert response.status_code == 404
    assert disagreements(response.json(), {"status": {404}, "error": "text"}) == []


def test_a_hidden_job_is_a_404_like_one_that_never_was(client, organisation):
    never = client.get(f"{BOARD}/jobs/0")
    for way, hidden in hidden_postings().items():
        response = client.get(f"{BOARD}/jobs/{hidden.pk}")
        assert (response.status_code, response.content) == (404, never.content), way
