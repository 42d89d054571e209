"""The list of postings."""

from dataclasses import dataclass

from django.db.models import Count, Q, QuerySet
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from ats.users.models import User
from postings.posting.labels import places_label
from postings.posting.models import Posting, PostingStatus
from postings.posting.queries import WITH_OPENINGS, WITH_PLACES
from postings.posting.rules import is_editable

NEWEST = ("-created_at", "-id")
_PLACES_IN_A_LINE = 2


def listed(user: User, *, status: str = "", query: str = "") -> QuerySet[Posting]:
    """What `user` may see, with what a row shows; the order is the caller's.

    Archived postings are found only by their own state.
    """
    found = _matching(Posting.objects.visible_to(user), query)
    found = found.filter(status=status) if status else found.exclude(status=PostingStatus.ARCHIVED)
    return found.select_related("department").prefetch_related(WITH_PLACES, WITH_OPENINGS)


def counts_by_status(user: User, *, query: str = "") -> dict[str, int]:
    """How many postings there are of each state, "" for all but archived ones, in one statement."""
    found = _matching(Posting.objects.visible_to(user), query)
    columns = {status: Count("pk", filter=Q(status=status)) for status in PostingStatus.values}
    counts: dict[str, int] = found.aggregate(**columns)
    return {"": sum(counts.values()) - counts[PostingStatus.ARCHIVED], **counts}


def _matching(postings: QuerySet[Posting], query: str) -> QuerySet[Posting]:
    for word in query.split()[:10]:
        postings = postings.filter(Q(title__icontains=word) | Q(reference__icontains=word))
    return postings


@dataclass(frozen=True)
class Row:
    posting: Posting

    @property
    def is_editable(self) -> bool:
        return is_editable(self.posting)

    @property
    def where(self) -> str:
        return places_label(self.posting.locations.all(), most=_PLACES_IN_A_LINE)

    @property
    def openings(self) -> str:
        """ "Retention, Portfolio: 3 seats", or only the seats where no team is named."""
        openings = list(self.posting.openings.all())
        count = sum(opening.seats for opening in openings)
        if not count:
            return ""
        seats = ngettext("%(count)d seat", "%(count)d seats", count) % {"count": count}
        teams = ", ".join(opening.team for opening in openings if opening.team)
        if not teams:
            return seats
        return _("%(teams)s: %(seats)s") % {"teams": teams, "seats": seats}
