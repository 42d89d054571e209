"""The page of one posting: fetched for the world, and put together for whoever may see it."""

import json
from collections.abc import Hashable
from datetime import UTC, datetime
from functools import cache
from typing import Any
from urllib.parse import quote, urlencode

from django.conf import settings
from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import F, OuterRef, TextField, Value, prefetch_related_objects
from django.db.models.functions import Cast, Concat
from django.urls import reverse

from ats.organisation.models import Organisation
from ats.web.languages import name_of, with_territory
from postings.careers.advert import full_html
from postings.careers.attribution import Attribution, as_query
from postings.careers.facts import facts_of, summary_of
from postings.careers.queries import WITH_FACTS, standing_of
from postings.careers.rules import last_day_in_force
from postings.careers.similar import similar_rows, similar_to_outer
from postings.careers.structured_data import as_script, job_posting
from postings.posting.models import Department, Posting, PostingTranslation
from postings.posting.translations import text_in
from postings.text_blocks.models import PostingTextBlock


def find_for_page(slug: str, *, now: datetime, language: str) -> tuple[Posting | None, bool]:
    """Return a posting and its standing as `queries.find_posting` does, in one statement.

    It brings its department, `similar`, `translated_into`, and `texts`, which is another one
    whenever a shared text changed or other ones are used.
    """
    statement, parameters = _statement(language)
    actual = {_ANY_SLUG: slug, _ANY_DAY: last_day_in_force(now)}
    found = Posting.objects.raw(statement, [_replaced(each, actual) for each in parameters])
    posting: Any = next(iter(found), None)
    if posting is not None:
        posting.similar = [json.loads(each) for each in posting.similar]
        if posting.department_id is not None:
            posting.department = Department(posting.department_id, posting.department_name)
    return standing_of(posting, now=now)


# Stand in for what differs from one reading to the next.
_ANY_TIME = datetime(1970, 1, 2, 12, tzinfo=UTC)
_ANY_DAY = last_day_in_force(_ANY_TIME)
_ANY_SLUG = "?"


@cache
def _statement(language: str) -> tuple[str, tuple[Any, ...]]:
    """Return the SQL that finds a page's posting, and its parameters, with stand-ins in them.

    Writing it takes the ORM several times as long as PostgreSQL takes to carry it out.
    """
    uses = PostingTextBlock.objects.filter(posting=OuterRef("pk")).order_by("position", "pk")
    state = Concat(
        Cast("block_id", TextField()),
        Value("."),
        Cast("block__version", TextField()),
        Value("."),
        "placement",
        output_field=TextField(),
    )
    translations = PostingTranslation.objects.filter(posting=OuterRef("pk")).order_by("pk")
    query = Posting.objects.filter(slug=_ANY_SLUG).annotate(
        department_name=F("department__name"),
        similar=similar_to_outer(now=_ANY_TIME, language=language),
        texts=ArraySubquery(uses.values(state=state)),
        translated_into=ArraySubquery(translations.order_by("position", "pk").values("language")),
    )
    return query.query.sql_with_params()


def _replaced(parameter: Any, actual: dict[Any, Any]) -> Any:
    return actual.get(parameter, parameter) if isinstance(parameter, Hashable) else parameter


def state_of(posting: Posting) -> tuple[object, ...]:
    """Say what the page of a posting from `find_for_page` depends on."""
    department = posting.department.name if posting.department else ""
    return (
        posting.pk,
        posting.version,
        posting.updated_at,
        posting.status,
        department,
        getattr(posting, "texts", None),
        getattr(posting, "similar", None),
    )


def posting_context(
    posting: Posting,
    *,
    organisation: Organisation,
    language: str,
    attribution: Attribution | None = None,
    is_preview: bool = False,
) -> dict[str, Any]:
    """Return what careers/posting.html needs.

    A posting of `find_for_page` or any other, which then has no similar ones; a draft may be shown
    to staff as the world would see it with `is_preview`, where nothing leads to the form and
    nothing speaks to search engines. Statements: locations, openings, shared texts, and
    translations where the reader's language is another one.
    """
    prefetch_related_objects([posting], *WITH_FACTS)
    text = text_in(posting, language)
    path = reverse("careers-posting", args=[posting.slug])
    url = f"{settings.PUBLIC_URL}{path}"
    html = full_html(posting, language)
    is_indexed = posting.is_listed and not is_preview
    data = (
        job_posting(
            posting, organisation, title=text.title, html=html, url=url, host=settings.PUBLIC_URL
        )
        if is_indexed
        else None
    )
    return {
        "posting": posting,
        "title": text.title,
        "text_language": text.language,
        "locale": with_territory(text.language),
        "other_language": _other_language(text.language, language),
        "languages": [posting.language, *getattr(posting, "translated_into", [])],
        "facts": facts_of(posting),
        "description": html,
        "summary": summary_of(posting, text.title),
        "similar": similar_rows(getattr(posting, "similar", [])),
        "url": url,
        "logo": f"{settings.PUBLIC_URL}{organisation.logo_url}" if organisation.logo_url else "",
        "share": share_links(text.title, url),
        "structured_data": as_script(data) if data else "",
        "is_indexed": is_indexed,
        "is_preview": is_preview,
        **_addresses(posting, attribution or {}, is_preview),
    }


def _other_language(written: str, page: str) -> str:
    """Return the name of the advert's language where it is not the page's, else ""."""
    is_same = written.partition("-")[0] == page.partition("-")[0]
    return "" if is_same else name_of(written, language=page)


def share_links(title: str, url: str) -> list[tuple[str, str]]:
    """Return (name, address) of links that pass a posting on; nothing is loaded from there."""
    mail = f"subject={quote(title)}&body={quote(url)}"
    return [
        ("LinkedIn", f"https://www.linkedin.com/sharing/share-offsite/?{urlencode({'url': url})}"),
        ("WhatsApp", f"https://wa.me/?{urlencode({'text': f'{title} {url}'})}"),
        ("E-mail", f"mailto:?{mail}"),
    ]


def _addresses(posting: Posting, attribution: Attribution, is_preview: bool) -> dict[str, str]:
    carried = as_query(attribution)
    apply = reverse("apply", args=[posting.slug])

    def to_form(door: str = "") -> str:
        if is_preview:
            return "#how-heading"
        query = "&".join(part for part in (f"door={door}" if door else "", carried) if part)
        return f"{apply}?{query}" if query else apply

    return {
        "apply_url": to_form(),
        "apply_with_file_url": to_form("resume"),
        "apply_without_file_url": to_form("profile"),
        "carried": f"?{carried}" if carried else "",
    }
