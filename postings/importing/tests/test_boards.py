"""Documents with one job or many, from the page and from the command to drafts."""

import io
import json
import random
from datetime import UTC, datetime

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.management import CommandError, call_command
from lxml import html

from ats.testing.queries import assert_same_queries
from ats.tests.factories import UserFactory
from postings.application_form.queries import questions_of
from postings.importing import store
from postings.importing.actions import import_jobs
from postings.importing.documents.reading import Job, read_text
from postings.importing.documents.tests import samples
from postings.importing.documents.tests.test_hostile import spoiled
from postings.importing.text import UnreadableAdvert
from postings.models import Posting
from postings.posting.queries import places_of
from postings.posting.sections import Place
from postings.tests.factories import PostingFactory

NOW = datetime(2026, 5, 4, 12, 0, tzinfo=UTC)
PAGE = "/staff/postings/import"
pytestmark = pytest.mark.django_db


@pytest.fixture
def recruiter(client):
    person = UserFactory(role="recruiter")
    client.force_login(person)
    return person


def ashby(*titles: str | None) -> dict[str, object]:
    jobs = [
        {**samples.ASHBY_JOB, "title": title, "jobUrl": f"https://jobs.example.net/{n}"}
        for n, title in enumerate(titles)
    ]
    return {"apiVersion": "1", "jobs": jobs}


def upload(data: object, name: str = "board.json") -> SimpleUploadedFile:
    return SimpleUploadedFile(name, json.dumps(data).encode())


def token_of(response) -> str:
    return html.fromstring(response.content).xpath("//input[@name='document']/@value")[0]


def ticked(response) -> list[str]:
    path = "//input[@name='job'][@checked][not(@disabled)]/@value"
    return html.fromstring(response.content).xpath(path)


def test_all_of_a_job_is_in_its_draft(recruiter) -> None:
    jobs = read_text(json.dumps(samples.GREENHOUSE)).jobs
    (outcome,) = import_jobs(actor=recruiter, jobs=jobs, now=NOW)
    posting = Posting.objects.get()
    assert outcome.posting == posting
    assert (posting.status, posting.title, posting.company) == ("draft", "Data Engineer", "Acme")
    assert places_of(posting).places == (
        Place(country="IE", city="Dublin"),
        Place(country="ES", city="Madrid"),
    )
    assert (posting.pay_min, posting.pay_currency, posting.pay_period) == (50000, "EUR", "year")
    assert posting.resume_policy == "required"
    assert [row.kind for row in questions_of(posting)] == [
        "yes_no", "several_choices", "long_text", "link", "file"
    ]  # fmt: skip


def test_a_region_comes_along(recruiter) -> None:
    import_jobs(actor=recruiter, jobs=read_text(json.dumps(samples.JOB_POSTING)).jobs, now=NOW)
    assert str(Posting.objects.get().locations.get()) == "Lisbon, Lisboa, PT"


def test_a_refused_job_leaves_nothing_and_stops_no_other(recruiter) -> None:
    first, second = read_text(json.dumps(ashby("Cook", "Baker"))).jobs
    assert first.parsed
    too_long = Job(
        "Cook", type(first.parsed)(**{**vars(first.parsed), "description": "x" * 130_000})
    )
    outcomes = import_jobs(actor=recruiter, jobs=[too_long, second], now=NOW)
    assert [bool(outcome.posting) for outcome in outcomes] == [False, True]
    assert "too long" in outcomes[0].problem
    assert [posting.title for posting in Posting.objects.all()] == ["Baker"]


def test_one_job_is_reported_first_and_made_on_a_second_press(client, recruiter) -> None:
    response = client.post(PAGE, {"file": upload(samples.JOB_POSTING, "job.jsonld")})
    text = response.content.decode()
    assert response.status_code == 200
    assert "JobPosting" in text and "Windmere Energy" in text and "baseSalary" in text
    assert "line 0" not in text
    pasted = html.fromstring(response.content).xpath("//textarea[@name='text']")[0].text
    response = client.post(PAGE, {"text": pasted, "do": "create"})
    posting = Posting.objects.get()
    assert response["Location"] == f"/staff/postings/{posting.pk}/edit"


def test_a_board_is_a_list_to_choose_from(client, recruiter) -> None:
    response = client.post(PAGE, {"file": upload(ashby("Cook", None, "Baker"))})
    text = response.content.decode()
    assert response.status_code == 200
    assert "Cook" in text and "Baker" in text and "It has no title." in text
    assert ticked(response) == ["1", "3"]
    assert not Posting.objects.exists()

    response = client.post(PAGE, {"document": token_of(response), "job": ["1", "3"]})
    text = response.content.decode()
    assert response.status_code == 200
    assert "2 drafts were made" in text
    assert sorted(posting.title for posting in Posting.objects.all()) == ["Baker", "Cook"]


def test_one_chosen_job_leads_to_its_editor(client, recruiter) -> None:
    response = client.post(PAGE, {"file": upload(ashby("Cook", "Baker"))})
    response = client.post(PAGE, {"document": token_of(response), "job": ["2"]})
    posting = Posting.objects.get()
    assert posting.title == "Baker"
    assert response["Location"] == f"/staff/postings/{posting.pk}/edit"


def test_a_job_that_is_here_already_is_not_ticked(client, recruiter) -> None:
    there = PostingFactory(source_url="https://jobs.example.net/1", title="Older")
    PostingFactory(source_url="https://jobs.example.net/0", title="Hidden", is_confidential=True)
    response = client.post(PAGE, {"file": upload(ashby("Cook", "Baker"))})
    assert ticked(response) == ["1"]
    text = response.content.decode()
    assert f"Older ({there.reference})" in text
    assert "Hidden" not in text


@pytest.mark.parametrize("chosen", [[], ["9"], ["x"], ["-1"], ["٣"]])
def test_without_a_usable_tick_nothing_is_made(client, recruiter, chosen) -> None:
    response = client.post(PAGE, {"file": upload(ashby("Cook", "Baker"))})
    response = client.post(PAGE, {"document": token_of(response), "job": chosen})
    assert response.status_code == 422
    assert "Tick at least one job." in response.content.decode()
    assert not Posting.objects.exists()


def test_a_job_that_cannot_be_imported_is_not_imported_by_force(client, recruiter) -> None:
    response = client.post(PAGE, {"file": upload(ashby("Cook", None))})
    response = client.post(PAGE, {"document": token_of(response), "job": ["2"]})
    assert response.status_code == 422
    assert "It has no title." in response.content.decode()
    assert not Posting.objects.exists()


@pytest.mark.parametrize("token", ["gone", "x" * 43, "é" * 43, "../" * 20, "0"])
def test_a_file_that_is_not_kept_any_more_is_asked_for_again(client, recruiter, token) -> None:
    response = client.post(PAGE, {"document": token, "job": ["1"]})
    assert response.status_code == 422
    assert "Choose it once again" in response.content.decode()


def test_nobody_gets_at_what_somebody_else_uploaded(client, recruiter) -> None:
    token = store.keep(json.dumps(ashby("Cook", "Baker")), user_id=UserFactory().pk)
    assert client.post(PAGE, {"document": token, "job": ["1"]}).status_code == 422
    assert not Posting.objects.exists()


@pytest.mark.parametrize(
    ("data", "message"),
    [
        ({"text": '{"@type": "Recipe"}'}, "not a JobPosting"),
        ({"text": '{"a": '}, "not valid JSON"),
        ({"text": "[" * 100_000}, "nested too deeply"),
        ({"text": "<html><body></body></html>"}, "no text in this HTML"),
        ({"text": '{"@type": "JobPosting"}'}, "It has no title."),
        ({"file": SimpleUploadedFile("b.json", b"[" + b"1," * 2_600_000 + b"1]")}, "too long"),
        ({"file": SimpleUploadedFile("b.json", b'{"jobs": []}')}, "no jobs on this board"),
    ],
)
def test_the_page_says_what_is_wrong(client, recruiter, data, message) -> None:
    response = client.post(PAGE, data)
    assert response.status_code == 422
    assert message in response.content.decode()
    assert not Posting.objects.exists()


def test_the_report_needs_as_many_statements_for_many_jobs_as_for_one(client, recruiter) -> None:
    boards = {size: ashby(*[f"Job {n}" for n in range(size)]) for size in (2, 30)}
    sizes: list[int] = []
    assert_same_queries(
        make=sizes.append,
        act=lambda: client.post(PAGE, {"file": upload(boards[sizes[-1]])}),
        sizes=(2, 30),
        most=6,
    )


def run(path, *arguments: object) -> str:
    output = io.StringIO()
    call_command("import_posting", str(path), *map(str, arguments), stdout=output)
    return output.getvalue()


def test_the_command_imports_a_whole_board(tmp_path) -> None:
    path = tmp_path / "board.json"
    path.write_text(json.dumps(ashby("Cook", None, "Baker")))
    assert "Nothing was made" in run(path, "--dry-run")
    output = run(path)
    assert "Board of Ashby: 3" in output
    assert "Not imported: It has no title." in output
    assert output.count("Made draft") == 2
    assert "workplaceType" in output
    assert Posting.objects.count() == 2


def test_the_command_warns_of_what_is_here_already(tmp_path) -> None:
    there = PostingFactory(source_url="https://jobs.example.net/1", title="Older")
    path = tmp_path / "board.json"
    path.write_text(json.dumps(ashby("Cook", "Baker")))
    warning = f"There is a posting of this source already: Older ({there.reference})."
    assert run(path, "--dry-run").count(warning) == 1
    # Those that are made by this very run are no news.
    assert run(path).count("of this source already") == 1


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (b'{"@type": "Recipe"}', "not a JobPosting"),
        (b"[" * 100_000, "too deeply"),
        (json.dumps(ashby(None, None)).encode(), "No draft was made"),
        (json.dumps(ashby(None)).encode(), "It has no title"),
    ],
)
def test_the_command_says_what_is_wrong(tmp_path, content, message) -> None:
    path = tmp_path / "board.json"
    path.write_bytes(content)
    with pytest.raises(CommandError, match=message):
        run(path)
    assert not Posting.objects.exists()


@pytest.mark.parametrize("name", samples.ALL)
def test_whatever_could_be_read_can_be_stored(recruiter, name: str) -> None:
    """Values of wrong types, sizes and characters at any depth never end in half a draft."""
    chance = random.Random(5)
    for _ in range(25):
        try:
            jobs = read_text(json.dumps(spoiled(samples.ALL[name], chance))).jobs
        except UnreadableAdvert:
            continue
        before = Posting.objects.count()
        outcomes = import_jobs(actor=recruiter, jobs=jobs, now=NOW)
        assert all(bool(outcome.posting) != bool(outcome.problem) for outcome in outcomes)
        made = sum(bool(outcome.posting) for outcome in outcomes)
        assert Posting.objects.count() == before + made
