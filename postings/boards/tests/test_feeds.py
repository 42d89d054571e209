import json
from datetime import UTC, datetime, timedelta
from email.utils import parsedate_to_datetime

import pytest
from django.utils import timezone
from django.utils.http import http_date
from lxml import etree

from postings.boards import feeds
from postings.boards.xml_stream import XmlWriter, in_chunks
from postings.models import (
    Posting,
    PostingTextBlock,
    PostingTranslation,
    Revision,
    TextBlock,
)
from postings.tests.factories import LocationFactory, PostingFactory

ATOM = "{http://www.w3.org/2005/Atom}"
SITE = "{http://www.sitemaps.org/schemas/sitemap/0.9}"
LINK = "{http://www.w3.org/1999/xhtml}link"
HOST = "http://127.0.0.1:8000"


@pytest.fixture(autouse=True)
def _host(settings):
    settings.PUBLIC_URL = HOST


def xml_of(response):
    assert response.status_code == 200
    return etree.fromstring(response.getvalue())


# Sitemap


def test_the_sitemap_names_pages_in_every_language_and_postings_in_theirs(client, posting):
    PostingTranslation.objects.create(
        posting=posting, language="de", title="Leitung", description="Wir suchen."
    )
    urls = {
        url.findtext(f"{SITE}loc"): {
            link.get("hreflang"): link.get("href") for link in url.iterfind(LINK)
        }
        for url in xml_of(client.get("/sitemap.xml"))
    }

    own = {
        "en": f"{HOST}/en/jobs/backend-lead",
        "de": f"{HOST}/de/jobs/backend-lead",
        "x-default": f"{HOST}/jobs/backend-lead",
    }
    assert urls[own["en"]] == urls[own["de"]] == own
    assert f"{HOST}/en/" in urls
    assert f"{HOST}/en/privacy" in urls
    for address in urls:
        assert client.get(address.removeprefix(HOST)).status_code == 200


def lastmods(client):
    return {
        url.findtext(f"{SITE}loc").rpartition("/")[2]: url.findtext(f"{SITE}lastmod")
        for url in xml_of(client.get("/sitemap.xml"))
    }


def test_lastmod_is_the_last_change_that_the_public_sees(client, posting):
    assert lastmods(client)["backend-lead"] == "2026-03-02T09:00:00+00:00"

    moment = datetime(2026, 5, 1, 8, tzinfo=UTC)
    for section, hours in (("team", 5), ("stages", 6), ("description", 1), ("pay", 2)):
        Revision.objects.create(
            posting=posting,
            section=section,
            version=2,
            value={},
            created_at=moment + timedelta(hours=hours),
        )
    Posting.objects.filter(pk=posting.pk).update(updated_at=moment + timedelta(hours=6))
    assert lastmods(client)["backend-lead"] == "2026-05-01T10:00:00+00:00"

    block = TextBlock.objects.create(name="About us", updated_at=moment + timedelta(hours=4))
    PostingTextBlock.objects.create(posting=posting, block=block)
    assert lastmods(client)["backend-lead"] == "2026-05-01T12:00:00+00:00"


# Atom


def test_the_atom_feed_is_valid_and_whole(client, posting):
    PostingFactory(title="Cook <b>& more</b>", slug="cook", company="Bistro")
    response = client.get("/jobs.atom")
    feed = xml_of(response)
    entries = feed.findall(f"{ATOM}entry")

    assert response["Content-Type"].startswith("application/atom+xml")
    for element in (feed, *entries):
        for name in ("id", "title", "updated"):
            assert len(element.findall(f"{ATOM}{name}")) == 1
    assert feed.findtext(f"{ATOM}author/{ATOM}name") == "Verdara & Sons"
    links = {link.get("rel"): link.get("href") for link in feed.findall(f"{ATOM}link")}
    assert links == {"self": f"{HOST}/jobs.atom", "alternate": f"{HOST}/"}
    assert len({entry.findtext(f"{ATOM}id") for entry in entries}) == 2
    by_title = {entry.findtext(f"{ATOM}title"): entry for entry in entries}
    lead = by_title["Backend Lead"]
    assert lead.findtext(f"{ATOM}id") == f"urn:uuid:{posting.public_id}"
    assert lead.find(f"{ATOM}link").get("href") == f"{HOST}/jobs/backend-lead"
    content = lead.find(f"{ATOM}content")
    assert content.get("type") == "html"
    assert "<li>Build <strong>bridges</strong></li>" in content.text
    assert datetime.fromisoformat(lead.findtext(f"{ATOM}updated")).tzinfo
    assert by_title["Cook <b>& more</b>"].findtext(f"{ATOM}author/{ATOM}name") == "Bistro"


def test_below_a_language_the_feeds_are_in_it(client, posting):
    PostingTranslation.objects.create(
        posting=posting, language="de", title="Leitung", description="Wir *suchen*."
    )
    feed = xml_of(client.get("/de/jobs.atom", headers={"Accept-Language": "pt"}))
    entry = feed.find(f"{ATOM}entry")
    assert entry.get("{http://www.w3.org/XML/1998/namespace}lang") == "de"
    assert entry.findtext(f"{ATOM}title") == "Leitung"
    assert entry.findtext(f"{ATOM}content") == "<p>Wir <em>suchen</em>.</p>\n"
    assert entry.find(f"{ATOM}link").get("href") == f"{HOST}/de/jobs/backend-lead"

    plain = client.get("/jobs.atom", headers={"Accept-Language": "de"})
    assert "Leitung" not in plain.getvalue().decode()
    assert plain["Content-Language"] == "en"
    job = xml_of(client.get("/de/jobs.xml")).find("job")
    assert (job.findtext("title"), job.findtext("description")) == (
        "Leitung",
        "<p>Wir <em>suchen</em>.</p>\n",
    )


# The XML of job boards


def jobs_of(client):
    return [
        {field.tag: field.text for field in job}
        for job in xml_of(client.get("/jobs.xml")).iterfind("job")
    ]


def test_each_place_of_a_posting_is_a_job_with_all_fields(client, posting, today):
    source = xml_of(client.get("/jobs.xml"))
    assert source.tag == "source"
    assert source.findtext("publisher") == "Verdara & Sons"
    assert source.findtext("publisherurl") == f"{HOST}/"
    assert datetime.fromisoformat(source.findtext("lastBuildDate")).tzinfo

    lisbon, kassel = jobs_of(client)
    assert (lisbon["city"], lisbon["country"], "state" in lisbon) == ("Lisbon", "PT", False)
    assert (kassel["city"], kassel["state"], kassel["country"]) == ("Kassel", "Hesse", "DE")
    assert lisbon["referencenumber"] != kassel["referencenumber"]
    assert (
        lisbon
        | {
            "title": "Backend Lead",
            "date": "2026-03-02T09:00:00+00:00",
            "requisitionid": "VE-7",
            "url": f"{HOST}/jobs/backend-lead",
            "company": "Verdara & Sons",
            "salary": "€70,000 to €90,000 a year",
            "jobtype": "fulltime",
            "category": "Retention",
            "remotetype": "Fully remote",
            "expirationdate": posting.apply_by_on.isoformat(),
        }
        == lisbon
    )
    assert "<strong>bridges</strong>" in lisbon["description"]


def test_every_value_is_in_cdata(client, posting):
    text = client.get("/jobs.xml").getvalue().decode()
    inside = text.partition("<publisher>")[2]

    assert "<publisher><![CDATA[Verdara & Sons]]></publisher>" in text
    assert "&amp;amp;" not in inside
    assert inside.count("<![CDATA[") == inside.count("]]></")


def test_numbers_stay_when_another_place_is_added(client, posting):
    before = {job["referencenumber"] for job in jobs_of(client)}
    LocationFactory(posting=posting, country="AT", city="Wien", position=0)

    assert before < {job["referencenumber"] for job in jobs_of(client)}


HOSTILE = "Bell\x07 ]]> <script>alert(1)</script> & \ufffe \x0b tail 🛠"


@pytest.mark.parametrize("url", ["/sitemap.xml", "/jobs.atom", "/jobs.xml"])
def test_nothing_in_a_text_breaks_the_xml(client, organisation, url):
    PostingFactory(
        title=HOSTILE, reference="A]]>B", company=HOSTILE, description=HOSTILE, slug="odd"
    )
    organisation.name = HOSTILE
    organisation.save()
    root = xml_of(client.get(url))

    text = "".join(root.itertext())
    assert "\x07" not in text
    if url != "/sitemap.xml":
        assert "Bell ]]> <script>alert(1)</script> &  " in text
        assert "tail 🛠" in text


# Streaming and validators


@pytest.mark.parametrize("write", [feeds.atom, feeds.indeed])
def test_a_feed_is_written_while_it_is_read(organisation, write):
    """Two thousand postings: never more than a handful are taken before their text is given."""
    taken, most = 0, 0
    template = PostingFactory()
    template.refresh_from_db()
    template.description = "Long. " * 200

    def postings():
        nonlocal taken
        for _ in range(2_000):
            taken += 1
            yield template

    given = 0
    for chunk in write(postings(), organisation, changed_at=timezone.now()):
        given += chunk.count(b"<entry") + chunk.count(b"<job>")
        most = max(most, taken - given)
        assert len(chunk) < 64 * 1024
    assert (taken, given) == (2_000, 2_000)
    assert most <= feeds.ROWS_AT_ONCE + 30


@pytest.mark.parametrize("url", ["/sitemap.xml", "/jobs.atom", "/jobs.xml"])
def test_feeds_are_streamed_from_the_database(client, posting, monkeypatch, url):
    monkeypatch.setattr(feeds, "ROWS_AT_ONCE", 2)
    for n in range(5):
        PostingFactory(slug=f"p{n}")
    response = client.get(url)

    assert response.streaming
    text = b"".join(response.streaming_content).decode()
    assert text.count("/p0") and text.count("/p4") and text.count("/backend-lead")


@pytest.mark.parametrize("url", ["/sitemap.xml", "/jobs.atom", "/jobs.xml"])
def test_by_date_a_change_is_seen_too(client, posting, url):
    first = client.get(url)
    modified = first["Last-Modified"]
    assert parsedate_to_datetime(modified)
    assert client.get(url, headers={"If-Modified-Since": modified}).status_code == 304

    before = timezone.now() - timedelta(minutes=5)
    headers = {"If-Modified-Since": http_date(before.timestamp())}
    Posting.objects.filter(pk=posting.pk).update(status="closed", updated_at=timezone.now())
    assert client.get(url, headers=headers).status_code == 200


def test_a_passed_last_day_changes_the_date(client, organisation, today):
    organisation.__class__.objects.update(updated_at=timezone.now() - timedelta(days=9))
    PostingFactory(apply_by_on=today - timedelta(days=3))
    modified = parsedate_to_datetime(client.get("/jobs.xml")["Last-Modified"])

    assert modified > timezone.now() - timedelta(days=3)


def test_before_the_first_steps_there_are_no_feeds(client, db):
    assert client.get("/jobs.xml").status_code == 404


# robots.txt


def test_robots_are_told_what_concerns_nobody(client, db):
    response = client.get("/robots.txt")
    text = response.content.decode()

    assert response["Content-Type"].startswith("text/plain")
    assert text.startswith("User-agent: *\n")
    for path in ("/staff/", "/accounts/", "/status/", "/applied/", "/api/"):
        assert f"Disallow: {path}\n" in text
    assert f"Sitemap: {HOST}/sitemap.xml" in text
    assert "Disallow: /v1" not in text


def test_chunks_hold_all_that_was_written():
    def steps():
        xml = XmlWriter()
        xml.start("a")
        for n in range(100):
            xml.element("b", str(n), {"c": "\x00d"})
            yield xml
        xml.end("a")
        yield xml

    chunks = list(in_chunks(steps(), size=200))
    root = etree.fromstring(b"".join(chunks))

    assert len(chunks) > 5
    assert json.loads(f"[{','.join(b.text for b in root)}]") == list(range(100))


def test_work_on_a_draft_does_not_show_in_any_date(client, posting):
    before = client.get("/sitemap.xml")
    draft = PostingFactory(draft=True, apply_by_on="2026-01-01")
    Posting.objects.filter(pk=draft.pk).update(updated_at=timezone.now() + timedelta(days=1))
    after = client.get("/sitemap.xml")

    assert after["Last-Modified"] == before["Last-Modified"]
    assert after.getvalue() == before.getvalue()
