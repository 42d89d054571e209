"""A page is kept as long as it is right, and not a moment longer."""

from datetime import UTC, datetime, timedelta

import pytest
from django.utils import timezone

from ats.organisation.models import Organisation
from ats.testing.queries import statements_of
from ats.web import release
from postings.careers import freshness
from postings.models import Posting, PostingTextBlock, TextBlock, TextBlockText
from postings.tests.factories import DepartmentFactory, LocationFactory, PostingFactory

pytestmark = pytest.mark.django_db
PAGES = ("/", "/jobs/cook", "/embed/jobs")
NOW = datetime(2026, 3, 10, 9, tzinfo=UTC)


@pytest.fixture
def posting():
    Organisation.objects.update_or_create(pk=1, defaults={"name": "Halyard"})
    department = DepartmentFactory(name="Kitchen")
    return PostingFactory(title="Cook", slug="cook", department=department)


def changed(posting, **values):
    """As every action does it."""
    values = {"version": posting.version + 1, "updated_at": timezone.now()} | values
    Posting.objects.filter(pk=posting.pk).update(**values)


def edit(posting):
    changed(posting, title="Head cook")


def pause(posting):
    changed(posting, status="paused")


def unlist(posting):
    changed(posting, is_listed=False)


def shut(posting):
    changed(posting, status="closed")


def rename_organisation(posting):
    organisation = Organisation.objects.current()
    organisation.name = "Windlass"
    organisation.save()


def rename_department(posting):
    posting.department.name = "Galley"
    posting.department.save()


CHANGES = [edit, pause, unlist, shut, rename_organisation, rename_department]


def asked_again(client, path, first, **headers):
    return client.get(path, headers={"If-None-Match": first["ETag"], **headers})


@pytest.mark.parametrize("path", PAGES)
def test_an_unchanged_page_is_not_sent_again_and_costs_few_statements(client, posting, path):
    first = client.get(path)
    again = asked_again(client, path, first)

    assert again.status_code == 304 and not again.content
    assert again["ETag"] == first["ETag"]
    assert first["Cache-Control"] == again["Cache-Control"]
    assert set(first["Cache-Control"].split(", ")) == {"public", "max-age=0", "must-revalidate"}
    assert len(statements_of(lambda: asked_again(client, path, first))) <= 2
    assert "Accept-Language" in first["Vary"] and "Cookie" not in first["Vary"]


@pytest.mark.parametrize("path", PAGES)
@pytest.mark.parametrize("change", CHANGES)
def test_a_change_shows_at_once(client, posting, path, change):
    first = client.get(path)
    change(posting)

    assert asked_again(client, path, first).status_code != 304


def test_a_posting_that_comes_shows_at_once_on_the_list_and_as_similar(client, posting):
    firsts = {path: client.get(path) for path in PAGES}
    PostingFactory(department=posting.department)

    for path, first in firsts.items():
        assert asked_again(client, path, first).status_code == 200


def test_the_last_day_ends_a_kept_page(client, posting, time_machine):
    time_machine.move_to(NOW, tick=False)
    changed(posting, apply_by_on=NOW.date())
    firsts = {path: client.get(path) for path in PAGES}
    time_machine.move_to(NOW + timedelta(days=1, hours=4), tick=False)

    statuses = [asked_again(client, path, first).status_code for path, first in firsts.items()]
    assert statuses == [200, 410, 200]


def test_a_shared_text_that_changes_shows_at_once(client, posting):
    block = TextBlock.objects.create(name="About us", updated_at=NOW)
    text = TextBlockText.objects.create(block=block, language="en", text="We sail.")
    first = client.get("/jobs/cook")
    PostingTextBlock.objects.create(posting=posting, block=block)
    used = asked_again(client, "/jobs/cook", first)
    assert b"We sail." in used.content

    text.text = "We row."
    text.save()
    block.version += 1
    block.save()
    assert b"We row." in asked_again(client, "/jobs/cook", used).content


def test_a_similar_posting_that_changes_shows_at_once(client, posting):
    other = PostingFactory(title="Baker", department=posting.department)
    first = client.get("/jobs/cook")
    assert b"Baker" in first.content
    changed(other, title="Pastry cook")

    assert b"Pastry cook" in asked_again(client, "/jobs/cook", first).content


@pytest.mark.parametrize("path", PAGES)
def test_another_language_query_or_referrer_is_another_page(client, posting, path):
    first = client.get(path)

    for again in (
        asked_again(client, path, first, **{"Accept-Language": "de"}),
        asked_again(client, f"{path}?source=fair", first),
        asked_again(client, path, first, Referer="https://board.example/"),
    ):
        assert again.status_code == 200


@pytest.mark.parametrize("path", PAGES)
def test_a_deployment_makes_every_kept_page_stale(client, posting, path, monkeypatch):
    first = client.get(path)
    monkeypatch.setattr(freshness, "release", lambda: "another")

    assert asked_again(client, path, first).status_code == 200


def test_a_release_is_what_its_files_say(tmp_path):
    page = tmp_path / "templates" / "page.html"
    page.parent.mkdir()
    page.write_text("one")
    first = release.digest_of(tmp_path, ["templates"])
    assert release.digest_of(tmp_path, ["templates"]) == first

    page.write_text("two")
    second = release.digest_of(tmp_path, ["templates"])
    page.rename(page.with_name("other.html"))
    assert len({first, second, release.digest_of(tmp_path, ["templates"])}) == 3


def test_a_posting_with_places_is_fetched_once_for_both(client, posting):
    LocationFactory(posting=posting)
    assert len(statements_of(lambda: client.get("/jobs/cook"))) <= 6
