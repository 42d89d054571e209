"""What all board APIs and feeds have in common."""

import json
import re
import uuid
from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from ats.testing.queries import assert_same_queries, statements_of
from postings.boards import texts
from postings.boards.tests.adverts import full_posting, hidden_postings
from postings.models import (
    Picture,
    Posting,
    PostingTextBlock,
    QuestionKind,
    TextBlock,
    TextBlockText,
)
from postings.tests.factories import DepartmentFactory, PostingFactory, QuestionFactory

BOARDS = (
    "/posting-api/job-board/verdara?includeCompensation=true",
    "/v1/boards/verdara/jobs?content=true",
    "/v1/boards/verdara/departments",
    "/v1/boards/verdara/offices",
    "/v0/postings/verdara?mode=json",
)
FEEDS = ("/sitemap.xml", "/jobs.atom", "/jobs.xml")
everywhere = pytest.mark.parametrize("url", BOARDS + FEEDS)
boards = pytest.mark.parametrize("url", BOARDS)


def text_of(response):
    return response.getvalue().decode()


@everywhere
def test_what_is_hidden_is_nowhere(client, posting, url):
    hidden_postings()
    text = text_of(client.get(url))

    assert "Hidden" not in text
    assert "hidden" not in text
    assert ("Backend Lead" in text) or "backend-lead" in text


@everywhere
def test_a_posting_that_is_over_is_gone_at_once(client, posting, url):
    before = client.get(url)
    Posting.objects.filter(pk=posting.pk).update(
        status="paused", version=2, updated_at=timezone.now()
    )
    after = client.get(url, headers={"If-None-Match": before["ETag"]})

    assert after.status_code == 200
    assert "ackend" not in text_of(after)


@everywhere
def test_an_unchanged_answer_is_not_sent_twice(client, posting, url):
    first = client.get(url)
    again = client.get(url, headers={"If-None-Match": first["ETag"]})

    assert (again.status_code, again.content) == (304, b"")
    assert again["ETag"] == first["ETag"]
    assert "must-revalidate" in again["Cache-Control"]


@pytest.mark.parametrize(
    "missing", ["/v1/boards/verdara/jobs/99999", f"/v0/postings/verdara/{uuid.UUID(int=0)}"]
)
def test_what_is_missing_is_never_called_unchanged(client, posting, missing):
    tag = client.get("/v1/boards/verdara/jobs")["ETag"]
    response = client.get(missing, headers={"If-None-Match": tag})

    assert response.status_code == 404
    assert "ETag" not in response


def _edited(posting):
    Posting.objects.filter(pk=posting.pk).update(
        title="New", version=posting.version + 1, updated_at=timezone.now()
    )


def _last_day_passed(posting):
    past = (timezone.now() - timedelta(days=3)).date()
    Posting.objects.filter(pk=posting.pk).update(apply_by_on=past)


def _shared_text_changed(posting):
    TextBlock.objects.update(updated_at=timezone.now())


def _department_renamed(posting):
    posting.department.name = "Research"
    posting.department.save()


def _another_published(posting):
    full_posting(slug="another", reference="A", department=None)


def _organisation_renamed(posting, organisation):
    organisation.name = "Other"
    organisation.save()


CHANGES = [
    _edited,
    _last_day_passed,
    _shared_text_changed,
    _department_renamed,
    _another_published,
]


@pytest.mark.parametrize("change", CHANGES)
def test_every_change_makes_another_tag(client, posting, change):
    TextBlock.objects.create(name="About us", updated_at=timezone.now() - timedelta(days=1))
    before = client.get(BOARDS[0])["ETag"]
    change(posting)

    assert client.get(BOARDS[0])["ETag"] != before


def test_a_renamed_organisation_makes_another_tag(client, posting, organisation):
    before = client.get(BOARDS[1])["ETag"]
    organisation.name = "Other"
    organisation.save()

    assert client.get(BOARDS[1])["ETag"] != before


@boards
def test_scripts_of_every_site_may_read(client, posting, url):
    for response in (client.get(url), client.get(url.replace("verdara", "nobody"))):
        assert response["Access-Control-Allow-Origin"] == "*"
        assert "Set-Cookie" not in response
        assert "Cookie" not in response["Vary"]
    asked = client.options(url, headers={"Origin": "https://example.net"})
    assert asked.status_code == 204
    assert asked["Access-Control-Allow-Methods"] == "GET, HEAD, OPTIONS"
    assert asked["Access-Control-Allow-Origin"] == "*"


@boards
def test_reading_is_all_that_lists_do(client, posting, url):
    assert client.post(url).status_code == 405
    assert client.delete(url).status_code == 405
    assert client.head(url).status_code == 200


@boards
def test_with_a_slash_at_the_end_it_is_the_same(client, posting, url):
    path, mark, query = url.partition("?")
    assert client.get(f"{path}/{mark}{query}").json() == client.get(url).json()


@boards
def test_board_names_are_read_in_any_case(client, posting, url):
    assert client.get(url.replace("verdara", "VERDARA")).status_code == 200


@boards
def test_labels_are_the_same_for_every_browser(client, posting, url):
    german = client.get(url, headers={"Accept-Language": "de"})
    assert german.json() == client.get(url).json()


@boards
def test_a_hundred_postings_cost_as_many_statements_as_one(organisation, url):
    block = TextBlock.objects.create(name="About us", updated_at=timezone.now())
    TextBlockText.objects.create(block=block, language="en", text="We are us.")

    def make(count):
        while (n := Posting.objects.count()) < count:
            posting = full_posting(
                slug=f"p{n}", reference=f"P{n}", department=DepartmentFactory(name=f"D{n}")
            )
            PostingTextBlock.objects.create(posting=posting, block=block)

    assert_same_queries(make=make, act=lambda: Client().get(url), sizes=(1, 10), most=6)


def test_asking_whether_anything_changed_is_one_statement(client, posting):
    tag = client.get(BOARDS[0])["ETag"]
    asked = statements_of(lambda: client.get(BOARDS[0], headers={"If-None-Match": tag}))

    assert len(asked) == 1


def test_one_job_with_its_questions_needs_six_statements(client, posting):
    for kind in (QuestionKind.SHORT_TEXT, QuestionKind.YES_NO):
        QuestionFactory(posting=posting, kind=kind)
    url = f"/v1/boards/verdara/jobs/{posting.pk}?questions=true&pay_transparency=true"

    assert len(statements_of(lambda: client.get(url))) <= 6


def test_shared_texts_are_part_of_the_advert(client, posting):
    block = TextBlock.objects.create(name="About us", updated_at=timezone.now())
    TextBlockText.objects.create(block=block, language="en", text="We are *us*.")
    PostingTextBlock.objects.create(posting=posting, block=block, placement="before")
    (job,) = client.get(BOARDS[0]).json()["jobs"]

    assert job["descriptionPlain"].startswith("We are us.\n\nWe look for a lead.")


def test_what_is_local_gets_our_address(client, posting, settings):
    settings.PUBLIC_URL = "https://jobs.example.org"
    picture = Picture.objects.create(
        digest="a", image=b"x", width=4, height=3, created_at=timezone.now()
    )
    posting.description = (
        f"![A & B](picture:{picture.key}) [a](/jobs) [b](//other.example/x) `](/x)`"
    )
    posting.save()
    (job,) = client.get(BOARDS[0]).json()["jobs"]

    addresses = re.findall(r'(?:src|href)="([^"]*)"', job["descriptionHtml"])
    assert addresses == [
        f"https://jobs.example.org/pictures/{picture.key}",
        "https://jobs.example.org/jobs",
        "//other.example/x",
    ]
    assert "](/x)" in job["descriptionHtml"]


def test_plain_text_reads_like_text():
    html = "<p>One<br>two &amp; <em>three</em></p><ul><li>a</li><li>b</li></ul><pre>x\n  y</pre>"

    assert texts.plain_text(html) == "One\ntwo & three\n\n- a\n- b\n\nx\n  y"


def test_addresses_by_id_hide_what_is_hidden(client, organisation):
    for way, posting in hidden_postings().items():
        posting.refresh_from_db()
        by_id, by_name = f"/jobs/{posting.public_id}", f"/jobs/{posting.slug}"
        is_known = client.get(by_name).status_code in (200, 410)
        assert client.get(by_id).status_code == (302 if is_known else 404), way


@pytest.mark.parametrize("url", [BOARDS[0], BOARDS[1], BOARDS[4]])
def test_long_lists_are_sent_while_they_are_written(client, posting, monkeypatch, url):
    full_posting(slug="another", reference="A", department=None)
    short = client.get(url)
    monkeypatch.setattr("postings.boards.views.IN_ONE_PIECE", 1)
    long = client.get(url, headers={"Accept-Language": "de"})

    assert (short.streaming, long.streaming) == (False, True)
    assert json.loads(long.getvalue()) == short.json()
    assert long["ETag"] == short["ETag"]


@pytest.mark.parametrize("url", [BOARDS[0], "/jobs.atom", "/de/jobs.atom"])
def test_sizes_of_pictures_are_asked_for_together(organisation, url):
    now = timezone.now()
    for n in range(3):
        first, second = (
            Picture.objects.create(digest="a", image=b"x", width=2, height=1, created_at=now)
            for _ in range(2)
        )
        posting = PostingFactory(slug=f"p{n}", description=f"![Lift](picture:{first.key})")
        posting.translations.create(
            language="de", title="Hebe", description=f"![Hebebühne](picture:{second.key})"
        )

    asked = statements_of(lambda: Client().get(url).getvalue())
    assert len([sql for sql in asked if "picture" in sql]) == 1
