"""What a public page depends on, told by few small statements, for its ETag.

A page may show what is in these fingerprints, or is fixed by them, and nothing else: whoever puts
something new on a page adds it here, and to the tests of stale pages.
"""

from datetime import datetime
from hashlib import sha256

from django.conf import settings
from django.contrib.postgres.aggregates import StringAgg
from django.db.models import Count, Max, Sum, Value
from django.utils.translation import get_language

from ats.organisation.models import Organisation
from ats.web.release import release
from postings.careers.queries import listed
from postings.careers.rules import last_day_in_force


def etag_of(organisation: Organisation, *depends: object, now: datetime) -> str:
    """Return a weak ETag: equal pages, whatever a proxy's compression does to their bytes."""
    shown = (getattr(organisation, field.attname) for field in organisation._meta.concrete_fields)
    return f'W/"{digest_of(settings.PUBLIC_URL, *shown, *depends, now=now)}"'


def digest_of(*depends: object, now: datetime) -> str:
    """Return what names something made of `depends`, by this release, today, in this language."""
    known = (
        release(),
        get_language(),
        last_day_in_force(now),
        now.date(),  # a time zone's offset changes with it
        *depends,
    )
    return sha256(repr(known).encode()).hexdigest()[:32]


def state_of_list(*, now: datetime) -> tuple[object, ...]:
    """Say which postings are listed, in which versions, and how their departments are called.

    One statement. Every change of a posting, its places, teams and translations counts its
    version up; one that comes or goes changes the sums.
    """
    found = listed(now=now).aggregate(
        count=Count("pk"),
        ids=Sum("pk"),
        versions=Sum("version"),
        changed=Max("updated_at"),
        departments=StringAgg("department__name", "\n", distinct=True, default=Value("")),
    )
    return tuple(found.values())
