"""Where somebody comes from: what their link said, and the site that it stood on.

It travels in addresses and hidden fields from the first page to the stored application, so that
no cookie is needed. Precedence of the label: what whoever made the link says is worth more than
what a tool added to it, and that more than where the link happened to stand.
"""

from collections.abc import Iterable, Mapping
from urllib.parse import urlencode, urlsplit

LONGEST_VALUE = 100
REFERRER = "referrer"
# The first of these that is known names the source.
NAMING = ("source", "utm_source", "lever-source", "gh_src", REFERRER)
KEYS = (
    *("source", "utm_source", "utm_medium", "utm_campaign", "utm_term", "utm_content"),
    *("gh_src", "lever-source", REFERRER),
)
Attribution = dict[str, str]


def read_attribution(sent: Mapping[str, str]) -> Attribution:
    """Return what a query or a form says about the source, one printable line for each key."""
    cleaned = ((key, clean_line(sent.get(key) or "")) for key in KEYS)
    return {key: value for key, value in cleaned if value}


def with_referrer(found: Attribution, header: str, *, own_hosts: Iterable[str]) -> Attribution:
    """Add the site that a Referer header names, unless one is known or it is ours."""
    host = _host_of(header)
    if REFERRER in found or not host or host in {own.lower() for own in own_hosts}:
        return found
    return found | {REFERRER: host}


def source_label(found: Attribution) -> str:
    """Return the one name under which an application is listed, or ""."""
    return next((found[key] for key in NAMING if key in found), "")


def as_query(found: Attribution) -> str:
    """Return the query that carries it on, "source=news&utm_medium=mail", or ""."""
    return urlencode(found)


def clean_line(text: str) -> str:
    """Return text as one printable line of at most a hundred characters."""
    return "".join(c for c in text[:1000] if c.isprintable()).strip()[:LONGEST_VALUE].strip()


def _host_of(header: str) -> str:
    try:
        parts = urlsplit(header[:2000].strip())
        host = (parts.hostname or "") if parts.scheme in ("http", "https") else ""
    except ValueError:
        return ""
    return clean_line(host.removeprefix("www."))
