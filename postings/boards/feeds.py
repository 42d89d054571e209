"""The sitemap, the Atom feed and the XML feed for job boards, each written posting by posting."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import datetime

from django.urls import reverse

from ats.organisation.models import Organisation
from ats.web.languages import CODES, known
from postings.boards.facts import absolute, changed_at_of, in_seconds, posting_address, team_name
from postings.boards.texts import advert_html, sizes_first
from postings.boards.xml_stream import XmlWriter, in_chunks
from postings.careers.facts import summary_of
from postings.posting.labels import pay_label
from postings.posting.models import EmploymentType, Location, Posting, WorkplaceType
from postings.posting.translations import languages_of, text_in

ROWS_AT_ONCE = 200
_SITEMAP = "http://www.sitemaps.org/schemas/sitemap/0.9"
_JOB_TYPES = {
    EmploymentType.FULL_TIME: "fulltime",
    EmploymentType.PART_TIME: "parttime",
    EmploymentType.CONTRACT: "contract",
    EmploymentType.TEMPORARY: "temporary",
    EmploymentType.INTERNSHIP: "internship",
}
_REMOTE_TYPES = {WorkplaceType.REMOTE: "Fully remote", WorkplaceType.HYBRID: "Hybrid remote"}


def sitemap(postings: Iterable[Posting], *, changed_at: datetime) -> Iterator[bytes]:
    """Write sitemaps.org's format; `lastmod` is the last change of what the public sees."""
    return in_chunks(_sitemap(postings, changed_at))


def atom(
    postings: Iterable[Posting],
    organisation: Organisation,
    *,
    changed_at: datetime,
    language: str = "",
) -> Iterator[bytes]:
    """Write RFC 4287: the whole advert as the content of each entry.

    Adverts are in `language` as far as there is a text in it, in their own with "".
    """
    return in_chunks(_atom(postings, organisation, changed_at, language))


def indeed(
    postings: Iterable[Posting],
    organisation: Organisation,
    *,
    changed_at: datetime,
    language: str = "",
) -> Iterator[bytes]:
    """Write the XML that Indeed made common: a job for each place of each posting.

    Adverts are in `language` as far as there is a text in it, in their own with "".
    """
    return in_chunks(_indeed(postings, organisation, changed_at, language))


def _sitemap(postings: Iterable[Posting], changed_at: datetime) -> Iterator[XmlWriter]:
    xml = XmlWriter()
    xml.start("urlset", {"xmlns": _SITEMAP, "xmlns:xhtml": "http://www.w3.org/1999/xhtml"})
    _pages(xml, reverse("careers"), CODES, changed_at)
    _pages(xml, reverse("careers-privacy"), CODES, None)
    for posting in postings:
        readable = dict.fromkeys(known(language) for language in languages_of(posting))
        there = [code for code in readable if code] or [""]
        _pages(xml, reverse("careers-posting", args=[posting.slug]), there, changed_at_of(posting))
        yield xml
    xml.end("urlset")
    yield xml


def _pages(
    xml: XmlWriter, path: str, languages: Sequence[str], changed_at: datetime | None
) -> None:
    """Write a page in each of its languages, each with links to all of them."""
    addresses = {code: absolute(f"/{code}{path}" if code else path) for code in languages}
    links = addresses | {"x-default": absolute(path)} if len(addresses) > 1 else {}
    for address in addresses.values():
        xml.start("url")
        xml.element("loc", address)
        if changed_at:
            xml.element("lastmod", in_seconds(changed_at) or "")
        for code, other in links.items():
            attributes = {"rel": "alternate", "hreflang": code, "href": other}
            xml.element("xhtml:link", attributes=attributes)
        xml.end("url")


def _atom(
    postings: Iterable[Posting], organisation: Organisation, changed_at: datetime, language: str
) -> Iterator[XmlWriter]:
    xml, feed = XmlWriter(), absolute(reverse("jobs-atom"))
    xml.start("feed", {"xmlns": "http://www.w3.org/2005/Atom"})
    xml.element("id", feed)
    xml.element("title", organisation.name)
    xml.element("updated", in_seconds(changed_at) or "")
    xml.element("link", attributes={"rel": "self", "href": feed, "type": "application/atom+xml"})
    xml.element("link", attributes={"rel": "alternate", "href": absolute(reverse("careers"))})
    _author(xml, organisation.name)
    for posting in sizes_first(postings, language, at_once=ROWS_AT_ONCE):
        _entry(xml, posting, language)
        yield xml
    xml.end("feed")
    yield xml


def _entry(xml: XmlWriter, posting: Posting, language: str) -> None:
    text = text_in(posting, language)
    xml.start("entry", {"xml:lang": text.language})
    # Not the address: that may change with the title, and an id never does.
    xml.element("id", f"urn:uuid:{posting.public_id}")
    xml.element("title", text.title)
    address = {"rel": "alternate", "href": posting_address(posting), "type": "text/html"}
    xml.element("link", attributes=address)
    xml.element("published", in_seconds(posting.published_at) or "")
    xml.element("updated", in_seconds(changed_at_of(posting)) or "")
    if posting.company:
        _author(xml, posting.company)
    if posting.department:
        xml.element("category", attributes={"term": posting.department.name})
    xml.element("summary", summary_of(posting), {"type": "text"})
    xml.element("content", advert_html(posting, language), {"type": "html"})
    xml.end("entry")


def _author(xml: XmlWriter, name: str) -> None:
    xml.start("author")
    xml.element("name", name)
    xml.end("author")


def _indeed(
    postings: Iterable[Posting], organisation: Organisation, changed_at: datetime, language: str
) -> Iterator[XmlWriter]:
    xml = XmlWriter()
    xml.start("source")
    xml.cdata("publisher", organisation.name)
    xml.cdata("publisherurl", absolute(reverse("careers")))
    xml.cdata("lastBuildDate", in_seconds(changed_at) or "")
    for posting in sizes_first(postings, language, at_once=ROWS_AT_ONCE):
        places: list[Location | None] = [*posting.locations.all()]
        for place in places or [None]:
            _job(xml, _job_fields(posting, place, organisation, language))
        yield xml
    xml.end("source")
    yield xml


def _job(xml: XmlWriter, fields: Mapping[str, str]) -> None:
    xml.start("job")
    for name, text in fields.items():
        if text:
            xml.cdata(name, text)
    xml.end("job")


def _job_fields(
    posting: Posting, place: Location | None, organisation: Organisation, language: str
) -> dict[str, str]:
    employment, workplace = posting.employment_type, posting.workplace_type
    return {
        "title": text_in(posting, language).title,
        "date": in_seconds(posting.published_at) or "",
        "referencenumber": _reference(posting, place),
        "requisitionid": posting.reference,
        "url": posting_address(posting),
        "company": posting.company or organisation.name,
        "sourcename": organisation.name,
        "city": place.city if place else "",
        "state": place.region if place else "",
        "country": place.country if place else "",
        "email": organisation.contact_email,
        "description": advert_html(posting, language),
        "salary": pay_label(posting),
        "jobtype": _JOB_TYPES[EmploymentType(employment)] if employment else "",
        "category": team_name(posting),
        "remotetype": _REMOTE_TYPES.get(WorkplaceType(workplace), "") if workplace else "",
        "expirationdate": posting.apply_by_on.isoformat() if posting.apply_by_on else "",
        "lastactivitydate": in_seconds(changed_at_of(posting)) or "",
    }


def _reference(posting: Posting, place: Location | None) -> str:
    """Return a number that a posting keeps at a place, also when its other places change."""
    if place is None:
        return str(posting.public_id)
    where = (place.country, place.region, place.city)
    return f"{posting.public_id}-{'-'.join(part for part in where if part)}"
